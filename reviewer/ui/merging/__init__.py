"""Another reviewer's copy comes into the project: what it brings and what both decided otherwise is shown first."""

from reviewer.ui.merging.merging import Merging

__all__ = ["Merging"]
