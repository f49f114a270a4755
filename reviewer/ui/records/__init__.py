"""How a reviewer splits, joins and corrects the documents that were found inside files."""

from reviewer.ui.records.form import DocumentForm
from reviewer.ui.records.wiring import DocumentEdits, add_records, records_of

__all__ = ["DocumentEdits", "DocumentForm", "add_records", "records_of"]
