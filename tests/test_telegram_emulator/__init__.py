"""Tests of the Bot API emulator, over HTTP as a bot meets it."""
