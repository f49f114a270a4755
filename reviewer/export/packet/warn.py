"""What whoever approves a packet must know: gaps, open questions, missing pictures, dates, unverified authorities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.appeal.deadlines import Deadline
from reviewer.appeal.grounds import SECONDHAND, UNREAD
from reviewer.export.packet.argue import Argued
from reviewer.export.packet.case import Case
from reviewer.export.packet.exhibits import Exhibit, Source
from reviewer.export.packet.letter import Letter
from reviewer.export.packet.numbers import items_words, ranges

_UNMARKED = "no-exemption"  # id of the ground


def told(
    case: Case,
    argued: Sequence[Argued],
    letter: Letter,
    exhibits: Sequence[Exhibit],
    sources: Sequence[Source],
    deadline: Deadline | None,
    approved: bool,
) -> Iterator[str]:
    """Everything to heed, in sentences."""
    if not case.items:
        yield "Nothing is contested: take a position on redactions, deleted pages or issues first."
    if case.request.litigation:
        yield "In litigation there is no administrative appeal: the letter is a challenge list for meet-and-confer."
    if letter.gaps:
        yield f"Not entered: {', '.join(letter.gaps)}."
    if case.appeal.approver and not approved:
        yield f"Changed since {case.appeal.approver} approved it: it is a draft again."
    if case.letter is None:
        yield "No letter of the agency is accepted as the determination: no reason is quoted, Exhibit B is missing."
    unargued = [point for point in case.points if point.challenge is None]
    if unargued:
        count = len(unargued[0].items)
        said = "1 contested item has" if count == 1 else f"{count:,} contested items have"
        yield f"{said} no challenge: neither ground nor relief is given."
    if case.open_items:
        numbers = ranges(item.row.item for item in case.open_items if item.row.item is not None)
        waiting = len(case.open_items)
        yield f"{waiting:,} item{'s wait' if waiting > 1 else ' waits'} for the attorney ({numbers or 'no number'})."
    if case.undecided:
        yield f"On {case.undecided:,} redaction{'s' if case.undecided != 1 else ''} nobody took a position."
    yield from case.left_out
    yield from _marked_after_all(argued)
    yield from _without_picture(exhibits, sources)
    if deadline is not None and not case.request.litigation:
        yield deadline.advice
        yield from deadline.warnings
    used = {found for point in argued for ground in point.grounds for found in ground.authorities}
    for mark, words in ((UNREAD, "Not read"), (SECONDHAND, "Read only where others state them, not in their source")):
        cites = sorted({found.cite for found in used if found.mark == mark})
        if cites:
            yield f"{words}, to be verified before use: {'; '.join(cites)}."


def _marked_after_all(argued: Sequence[Argued]) -> Iterator[str]:
    """Items said to bear no exemption although a stack or the head of their page serves them."""
    for point in argued:
        if not any(ground.id == _UNMARKED for ground in point.grounds):
            continue
        served = [item for item in point.items if item.row.internal.marking not in ("", "none")]
        if served:
            numbers = items_words([item.row.item for item in served])
            yield (
                f"“{point.title}” says that no exemption is indicated, but one stands at, beside or at the head of "
                f"{numbers}: check."
            )


def _without_picture(exhibits: Sequence[Exhibit], sources: Sequence[Source]) -> Iterator[str]:
    for exhibit in exhibits:
        for source in sources:
            pages = ranges(page.number for page in exhibit.pages if page.file == source.file)
            if pages and source.path is None:
                yield f"Exhibit {exhibit.letter}, p. {pages}: no picture, for {source.name} is missing or was changed."
