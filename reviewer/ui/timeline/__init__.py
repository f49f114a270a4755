"""The timeline: what of the release is dated, and when."""

from reviewer.ui.timeline.view import TimelineView

__all__ = ["TimelineView"]
