"""What a page must tell its user besides what was found on it: pages that do not add up, words told elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.evidence import PageEvidence
from reviewer.model.page import PageText, Redaction
from reviewer.pdf.source import Source
from reviewer.text.deleted_pages import sheet_note
from reviewer.text.named_elsewhere import named_elsewhere


def page_remarks(
    source: Source, index: int, evidence: PageEvidence, text: PageText, redactions: tuple[Redaction, ...]
) -> tuple[str, ...]:
    """Sentences about page `index` (from 0). They say that and where hidden words are told, never the words."""
    remarks = [sheet_note(text.text)]
    if redactions:
        hidden = words_beneath(evidence, redactions)
        for place, sayings in source.said_about(index).items():
            named = named_elsewhere(text, hidden, sayings)
            if named:
                places = ", ".join(str(number + 1) for number in named)
                remarks.append(f"{place} seem to name what is hidden on this page (redaction {places}).")
    return tuple(remark for remark in remarks if remark)


def words_beneath(evidence: PageEvidence, redactions: Sequence[Redaction]) -> dict[int, str]:
    """What the file left beneath redactions (by their place), to be compared with and forgotten; never told."""
    return {
        number: " ".join(_beneath(evidence, redaction))
        for number, redaction in enumerate(redactions)
        if redaction.recoverable
    }


def _beneath(evidence: PageEvidence, redaction: Redaction) -> list[str]:
    """The file's words left beneath a redaction; compared here and forgotten."""
    return [
        word.text
        for word in evidence.words
        if any(rect.contains_point(*word.rect.center) for rect in redaction.recoverable_rects)
    ]
