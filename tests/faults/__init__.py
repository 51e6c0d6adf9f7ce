"""What goes wrong on the way: kills, repeats, refusals, full disks, nonsense, and long days.

Each test has a short form for every run and a long one for `make faults`.
"""
