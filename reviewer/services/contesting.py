"""What the record suggests to contest: facts of the items as stored, handed to the rules of the grounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date

from reviewer.appeal.suggesting import Copy, ItemFacts, Suggestion, suggest
from reviewer.export.gather import Places
from reviewer.model.ids import PageId, Uuid
from reviewer.services.operations import AddChallenge, BindItems, Operation, Target
from reviewer.storage.reads import Reads
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.rows import LogRow, RequestRow

_DECLASSIFY = re.compile(r"(?i)declassif(?:y|ied|ication)(?:\s+date)?(?:\s+on)?\s*[:.]?\s*([0-9][\w /.,-]{5,17}\d)")
_EXEMPT = re.compile(r"(?i)\b25X\d")
_FILLINGS = (datetime(1901, 1, 1), datetime(1902, 2, 2))  # noqa: DTZ001 - dates as printed have no zone
BY_CATEGORY = "foreseeable-harm"
"""The ground that is suggested once for all items of an exemption."""

_PUBLIC_INTEREST = "public interest"
_OPEN = RedactionFilter(positions=("undecided", "contested", "attorney to decide"))


def suggestions(
    read: Reads,
    today: date,
    chosen: RedactionFilter = _OPEN,
    copies: Mapping[Uuid, Sequence[Copy]] | None = None,
) -> list[Suggestion]:
    """Grounds for the chosen redactions and all open deleted pages and issues.

    `copies` are those that show what is hidden (None: as comparing found them).
    """
    requests = {row.uuid: row for row in read.matter.requests()}
    known = other_copies(read) if copies is None else copies
    facts = chain(_redactions(read, read.log.rows(chosen), requests, known), _sheets(read, requests), _issues(read))
    return suggest(facts, today)


def open_suggestions(read: Reads, today: date, redaction: Uuid | None = None) -> list[Suggestion]:
    """Suggestions that nobody accepted or declined yet, of the project or of one redaction.

    One for each exemption (foreseeable harm) is left out where a single redaction is asked for.
    """
    settled = set(read.contesting.declined(redaction))
    challenges = read.contesting.challenges() if redaction is None else read.contesting.of(redaction)
    settled |= {(ground, target.subject) for row in challenges for ground in row.grounds for target in row.targets}
    if redaction is None:
        found = suggestions(read, today)
    else:
        requests = {row.uuid: row for row in read.matter.requests()}
        rows = read.log.of([redaction]).values()
        facts = _redactions(read, rows, requests, other_copies(read, [redaction]))
        found = [row for row in suggest(facts, today) if row.ground != BY_CATEGORY]
    left = [replace(row, subjects=tuple(s for s in row.subjects if (row.ground, s) not in settled)) for row in found]
    return [row for row in left if row.subjects]


def other_copies(read: Reads, redactions: Sequence[Uuid] | None = None) -> dict[Uuid, list[Copy]]:
    """For redactions (None: all) the copies of the same or an earlier release that show what each hides.

    A release that came later, of another agency or without a date is no ground, and is left out.
    """
    found: dict[Uuid, list[Copy]] = {}
    released = read.copies.released(redactions)
    if not released:
        return found  # most redactions have no copy, and `Places` looks at every file
    places = Places(read)
    for redaction, rows in released.items():
        for row in rows:
            page = read.pages.one(row.there.page)
            if row.kind in ("inconsistent", "newly withheld") and page is not None:
                cite = str(places.cite(page))
                if row.kind == "newly withheld":
                    cite += f" ({row.there.release_name}, {row.there.released_on:%d %b %Y})"
                found.setdefault(redaction, []).append(
                    Copy(cite, row.kind == "newly withheld", legends=row.there.legends, with_care=row.personal)
                )
    return found


def contest_on(read: Reads, redaction: Uuid, ground: str) -> Operation:
    """The edit that contests a redaction on a ground: under the challenge that has it alone, else under a new one."""
    row = read.log.of([redaction]).get(redaction)
    request = row.request if row is not None else None
    target = Target("redaction", redaction)
    own = next(
        (c for c in read.contesting.challenges(request) if (c.stance, c.grounds) == ("contested", (ground,))), None
    )
    return BindItems(own.uuid, (target,)) if own is not None else AddChallenge((target,), (ground,), request=request)


def _redactions(
    read: Reads,
    rows: Iterable[LogRow],
    requests: Mapping[Uuid, RequestRow],
    copies: Mapping[Uuid, Sequence[Copy]],
) -> Iterator[ItemFacts]:
    interest = read.marks.pages_tagged(_PUBLIC_INTEREST)  # it must be written down before a name is contested
    words: dict[PageId, tuple[int, date | None, bool]] = {}
    for row in rows:
        found, document = row.redaction, row.document
        if found.page not in words:
            text = read.pages.text(found.page)
            words[found.page] = (len(text.split()), _declassify_on(text), bool(_EXEMPT.search(text)))
        released, declassify_on, exempt = words[found.page]
        request = requests.get(row.request) if row.request else None
        yield ItemFacts(
            kind="redaction",
            subject=found.uuid,
            regime=request.regime if request else "FOIA",
            codes=found.codes,
            code_text=found.code_text,
            marking=found.marking,
            awaits_code=not found.codes and found.box_checked == "drawn" and found.code_checked == "unchecked",
            whole_page=found.kind == "page",
            released_words=released,
            markers=row.markers,
            document_type=document.type if document else "",
            document_date=_day(document.date) if document else None,
            requested_on=_day(request.requested_on) if request else None,
            addresses=tuple(filter(None, (document.sender, *document.to, *document.cc))) if document else (),
            near=f"{row.before} {row.after}",
            declassify_on=declassify_on,
            exempt_from_declassification=exempt,
            copies=tuple(copies.get(found.uuid, ())),
            public_interest=found.page in interest or _PUBLIC_INTEREST in found.note.casefold(),
        )


def _sheets(read: Reads, requests: Mapping[Uuid, RequestRow]) -> Iterator[ItemFacts]:
    releases = {row.uuid: row.request for row in read.sources.releases()}
    for file in read.sources.files():
        request = requests.get(releases.get(file.release) or Uuid(""))
        for row in read.pages.virtual_pages(file.id):
            if row.position not in ("not contested", "resolved"):
                yield ItemFacts(
                    kind="virtual page",
                    subject=row.uuid,
                    regime=request.regime if request else "FOIA",
                    codes=row.codes,
                    printed=row.printed,
                    disposition=row.disposition,
                )


def _issues(read: Reads) -> Iterator[ItemFacts]:
    for row in read.marks.issues():
        if row.position not in ("not contested", "resolved"):
            yield ItemFacts(kind="issue", subject=row.uuid, issue=row.kind)


def _declassify_on(text: str) -> date | None:
    """The date of declassification stated on a page, if day, month and year are all there."""
    found = _DECLASSIFY.search(text)
    try:
        # A part that is missing would be filled in: two fillings must give the same day.
        days = {parse_date(found[1], default=default) for default in _FILLINGS} if found else set()
    except (ParserError, OverflowError):
        return None
    return days.pop().date() if len(days) == 1 else None


def _day(stored: str | None) -> date | None:
    """The day of a stored ISO date or time; None for what is none."""
    try:
        return date.fromisoformat(stored[:10]) if stored else None
    except ValueError:
        return None
