"""Says in words what is known of a redaction: where its code is printed, and what has been checked."""

from __future__ import annotations

from reviewer.ui.models.rows import RedactionRow

_MARKINGS = {
    "at": "printed at the deletion",
    "shared": "in a stack that serves several blocks",
    "head": "only at the head of the page or document",
    "cut": "cut off or illegible",
    "none": "none found on the page",
}
_BOX = {
    "unchecked": "box not checked",
    "right": "box found right",
    "corrected": "box corrected by hand",
    "drawn": "drawn by hand",
}
_CODE = {"unchecked": "code not checked", "right": "code found right", "corrected": "code typed by hand"}


def printed(row: RedactionRow) -> str:
    """Where its code stands, and how it reads there."""
    if row.box_checked == "drawn" and row.marking == "none":
        return "not looked for: drawn by hand"
    quoted = f"“{row.code_text}”, " if row.code_text else ""
    return quoted + _MARKINGS.get(row.marking, row.marking)


def checks(row: RedactionRow) -> str:
    """What a person has said of box and code."""
    if row.rejected:
        return "not a redaction (X again takes that back)"
    if row.code_checked == "right" and not row.codes:
        return f"{_BOX[row.box_checked]}, no code of its own"
    return f"{_BOX[row.box_checked]}, {_CODE[row.code_checked]}"
