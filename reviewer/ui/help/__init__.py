"""The manual inside the program: the pages of docs/ that are written for the people who review."""

from reviewer.ui.help.window import HelpWindow

__all__ = ["HelpWindow"]
