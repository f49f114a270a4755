"""Names the laws that records are asked for under, and says which of them ask for a marking at each deletion."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from reviewer.model.review import Regime


def _tr(text: str) -> str:
    return QCoreApplication.translate("Laws", text)


def law_words(regime: str) -> str:
    """What a law is called in the window: most states have a FOIA of their own, so the federal one says so."""
    names: dict[str, str] = {
        "FOIA": _tr("FOIA (federal)"),
        "MDR": _tr("MDR (declassification)"),
        "state law": _tr("State law"),
        "other": _tr("Other law"),
    }
    return names.get(regime, regime)


_ASKS: Final[Regime] = "FOIA"
"""The one law whose rule on marking the program knows, 5 U.S.C. 552(b), closing text."""


def marking_rule(regime: str) -> str:
    """What its law says of a deletion that bears no exemption, in a sentence."""
    if regime == _ASKS:
        return _tr("5 U.S.C. 552(b) asks for it at the place of the deletion, if technically feasible.")
    if regime in ("state law", "other"):
        return _tr("Whether the law of this request asks for one is not known here: read the letter and the law.")
    return _tr("The law of this request does not ask for one at the place of the deletion; read the letter.")
