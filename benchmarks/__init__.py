"""Measurements that a person runs: how fast things are, and how that grows with the content."""
