"""An edited withholding log comes back into the project: what differs is shown by item, and chosen."""

from reviewer.ui.returning.taking import Returning

__all__ = ["Returning"]
