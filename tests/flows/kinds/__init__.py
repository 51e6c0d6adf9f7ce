"""Tests of the kinds of questions."""
