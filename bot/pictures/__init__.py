"""Flows drawn: what a person can press, and where it leads."""

from bot.pictures.diagram import Form, diagram

__all__ = ["Form", "diagram"]
