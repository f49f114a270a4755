"""What was done: the deeds of this session, to be taken back or done again, and the record of everything."""

from reviewer.ui.history.panel import HistoryPanel
from reviewer.ui.history.view import AuditView

__all__ = ["AuditView", "HistoryPanel"]
