"""The open project as the window sees it: rows to show, kept in step with what changes."""

from reviewer.ui.project.project import Project
from reviewer.ui.project.redactions import Scope

__all__ = ["Project", "Scope"]
