"""Everything that touches PyMuPDF; runs inside workers."""
