"""The redactions of the whole project as a table: the withholding log while it grows."""

from reviewer.ui.table.view import RedactionsView

__all__ = ["RedactionsView"]
