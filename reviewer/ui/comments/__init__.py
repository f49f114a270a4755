"""What someone wrote or marked in the files before they were sent: listed, shown at its place, made passages of."""

from reviewer.ui.comments.panel import CommentsPanel

__all__ = ["CommentsPanel"]
