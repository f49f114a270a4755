"""Reads an agency's letter about a request: what kind it is, and what it says of number, pages, exemptions, appeal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.model.determinations import Determination, Statement, StatementName
from reviewer.model.exemptions import read_codes
from reviewer.text.appeal_terms import appeal_terms
from reviewer.text.dates import iso_date
from reviewer.text.letter_kinds import letter_kind
from reviewer.text.letters import DEAR
from reviewer.text.page_counts import page_counts
from reviewer.text.page_lines import PageLine
from reviewer.text.prose import Prose, prose

_HEAD_LINES = 40
_LAW = re.compile(
    r"Freedom of Information|\bFOI[AP]?\b|\bFOI/PA\b|Privacy Act|Public Records|Open Records|Mandatory Declassification"
    r"|\b552a?\b|5 ILCS 140",
    re.I,
)
_YOURS = re.compile(r"\byour\b[^.]{0,120}\b(?:requests?|appeals?|referral)\b", re.I)
# The requester's own letters are about a request, too.
_REQUESTER = re.compile(
    r"\bI (?:hereby |am writing to |write to )?(?:request|appeal)\b|\bmy (?:FOIA |Privacy Act )?(?:request|appeal)\b",
    re.I,
)
_NUMBERED = re.compile(
    r"(?P<label>(?:FOI[APL]?|FOI/PA|FOIPA|Privacy Act|Request|Case|Control|Reference|File|Tracking|Appeal|MDR"
    r"|Refer to)\b"
    r"(?:\s+(?:Request|Case|Control|File|Tracking|Reference|Appeal|assigned)){0,2}"
    r"(?:\s*(?:No|Nos|Number|Numbers|ID|#)\b)?)(?:\s+is\b)?"
    r"\s*[.:#]{0,3}\s*#?\s*(?P<number>[A-Z0-9]{1,8}(?:(?:[-–./]|\s(?=\S*\d))?[A-Z0-9]{1,8}){0,5})(?=[\s,;:.)\]]|$)",
    re.I,
)
_SHAPES = re.compile(
    r"\b(?:(?:19|20)\d\d-[A-Z]{2,6}-\d{4,6}|[A-Z]{1,4}-(?:19|20)\d\d-\d{4,6}(?:-[A-Z]{1,2})?|\d{7}-\d{3}|[A-Z]{3}(?:19|20)\d{8})\b"
)
_DAY = r"(?:[A-Z][a-z]{2,9}\.?\s+\d{1,2},?\s+|\d{1,2}\s+[A-Z][a-z]{2,9}\.?,?\s+|\d{1,2}/\d{1,2}/)\d{4}"
_REQUESTED = re.compile(
    rf"\brequests?\b(?:\s+of|.{{0,100}}?\bdated)\s+(?P<date>{_DAY})|\byour\s+(?P<before>{_DAY}),?\s[^.]{{0,90}}?\brequest"
)
# `FOIA Exemptions 4, 6 and 7(C)`: the paragraphs of 5 U.S.C. 552(b) by their figures alone.
_BY_FIGURE = re.compile(
    r"\bexemptions?\s+(?P<list>(?:[1-9]\b(?!\s*U\.?\s?S)(?:\s?\([A-F]\))?(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s+or\s+)?)+)",
    re.I,
)
_FIGURE = re.compile(r"(?P<digit>[1-9])(?:\s?\((?P<letter>[A-F])\))?", re.I)
_REFERRED = re.compile(
    r"\b(?:referred|referring|transferred|transferring|forwarded|forwarding|rerouted|refer|routed)\b[^.]{0,120}?\bto\s+(?:the\s+)?"
    r"(?P<who>(?:(?:U\.S\.|[A-Z][\w&'’-]+|of|and|the|for|on)[,\s]*){1,10})"
)
_CLAIM = re.compile(
    r"\bexempt|\bwithh[eo]ld|\bpursuant|\bredact|\bexcis|\bdeletions?\b|\bdeleted|\bprotect|\bprivilege", re.I
)
_ALL_EXEMPTIONS = re.compile(r"EXPLANATION OF EXEMPTIONS|SUBSECTIONS OF TITLE 5", re.I)
_ORGAN = (
    r"(?:Department|Office|Bureau|Agency|Service|Services|Administration|Commission|Board|Police|Institute|Center|Council"
    r"|Authority|Division|Directorate|Corporation|Archives|City|County|Sheriff|University|Command|Enforcement)"
)
_DEPARTMENT_OF = re.compile(
    rf"(?:(?:U\.?\s?S\.?|United States|Federal|National|General|Central)\s+)?{_ORGAN}"
    r"\s+(?:of|for)(?:\s+(?:of|and|the|for|on|&|[A-Z][\w'’]+)){1,8}(?:\s[-–·«]\s(?:City|County|State)\sof\s[A-Z]\w+)?"
)
_POLICE_DEPARTMENT = re.compile(rf"(?:[A-Z][\w'’&.]+\s+(?:(?:and|of|the|for|&)\s+)?){{1,5}}{_ORGAN}\b")

_DEPARTMENT = re.compile(r"\bdepartment of\b", re.I)
_BUREAU = re.compile(r"\b(?:Bureau|Administration|Service|Services|Enforcement|Protection|Centers?|Agency)\b", re.I)
_WITHIN = re.compile(r"\b(?:Office|Division|Branch|Section|Unit)\b", re.I)
_BUREAU_NAME = re.compile(r"(?:U\.S\.|[A-Z][\w'’&]+)(?:\s+(?:(?:of|and|for|the|&)\s+)*[A-Z][\w'’&]+){1,8}(?=$|[,\s])")


def read_determination(lines: Sequence[PageLine]) -> Determination | None:
    """What a letter (all its lines) says as an agency's letter about a request; None if it is none."""
    dear = next((i for i, line in enumerate(lines[:_HEAD_LINES]) if DEAR.match(line.text)), None)
    text = prose(lines)
    if dear is None or not _LAW.search(text.text) or not _YOURS.search(text.text):
        return None
    own_words = prose(lines[dear + 1 :]).text[:600]
    if _REQUESTER.search(re.sub(r"[“\"][^”\"]*[”\"]?", "", own_words)):
        return None
    kind = letter_kind(text.text)
    if kind is None:
        return None
    head = _above(lines, dear)
    statements = [
        *_one(_agency(head)),
        *_one(_number(text, head)),
        *_one(_date(head)),
        *_one(_requested(text)),
        *_exemptions(text),
        *_counts(text),
        *_referred(text),
        *appeal_terms(text),
    ]
    return Determination(kind, tuple(statements))


def _above(lines: Sequence[PageLine], dear: int) -> list[PageLine]:
    """The lines above the salutation from the top, those of a letterhead beside the address too, read after it."""
    salutation = lines[dear]
    behind = [line for line in lines[dear + 1 :] if line.page == salutation.page and line.rect.y1 < salutation.rect.y0]
    if not behind:
        return list(lines[:dear])
    return sorted((*lines[:dear], *behind), key=lambda line: (line.page, line.rect.y0))


def _one(statement: Statement | None) -> Iterator[Statement]:
    if statement is not None:
        yield statement


def _agency(head: Sequence[PageLine]) -> Statement | None:
    """The letterhead: the first name of an office above the date of the letter, else above the salutation."""
    dated = next((i for i, line in enumerate(head) if iso_date(line.text)), len(head))
    above = [(pattern, i) for i in range(min(dated + 1, len(head))) for pattern in (_DEPARTMENT_OF, _POLICE_DEPARTMENT)]
    below = [(_DEPARTMENT_OF, i) for i in range(dated + 1, len(head))]
    for pattern, i in (*above, *below):
        name = _office(pattern, head[i]) if i != dated or pattern is _DEPARTMENT_OF else None
        if name is not None:
            # A department's bureau below its name is the agency that answers.
            parts = [
                line for line in head[i + 1 : i + 4] if _BUREAU.search(line.text) and not _WITHIN.search(line.text)
            ]
            part = parts[-1] if parts else None
            own = _office(_BUREAU_NAME, part) if part is not None and _DEPARTMENT.search(name) else None
            line = part if part is not None and own else head[i]
            return Statement("agency", own or name, line.text, line.page)
    return None


def _office(pattern: re.Pattern[str], line: PageLine) -> str | None:
    """The name of an office in a line; letterheads are set in capitals as often as not."""
    text = re.sub(r"\b(Of|And|The|For|On)\b", lambda m: m[0].lower(), line.text.title())
    match = pattern.search(text if line.text.isupper() else line.text)
    return line.text[match.start() : match.end()].strip(" ,-–") if match else None


def _number(text: Prose, head: Sequence[PageLine]) -> Statement | None:
    """The request's number: what is labelled as one above the salutation, else in the text, else of a known shape."""
    for line in head:
        for match in _NUMBERED.finditer(line.text):
            if number := _as_number(match["number"]):
                return Statement("request number", number, line.text, line.page)
    shaped = _SHAPES.search(text.text)
    labelled = next((m for m in _NUMBERED.finditer(text.text) if _as_number(m["number"])), None)
    found = shaped or labelled
    if found is None:
        return None
    number = found[0] if shaped else _as_number(found["number"])
    return Statement("request number", number, text.sentence_at(*found.span()), text.page_at(found.start()))


def _as_number(printed: str) -> str:
    """The number without words before or behind it; empty if it is none: too few digits, or a date, or a statute."""
    number = re.sub(r"^(?:[A-Za-z]+\s+)+(?=\S*\d)|(?:\s+\D+)+$", "", printed.strip()).replace(" ", "")
    few = sum(char.isdigit() for char in number) < 4
    statute = re.search(r"552|ILCS|CFR|USC", number)
    return "" if few or statute or re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:19|20)\d\d", number) else number


def _date(head: Sequence[PageLine]) -> Statement | None:
    for line in head:
        if len(line.text) < 90 and (found := iso_date(line.text)):
            return Statement("date", found[:10], line.text, line.page)
    return None


def _requested(text: Prose) -> Statement | None:
    match = _REQUESTED.search(text.text)
    date = iso_date(match["date"] or match["before"]) if match else None
    if match is None or date is None:
        return None
    return Statement("request date", date[:10], text.sentence_at(*match.span()), text.page_at(match.start()))


def _exemptions(text: Prose) -> Iterator[Statement]:
    """Each exemption claimed, with the first sentence that claims it; a printed list of all there are claims none."""
    listed = _ALL_EXEMPTIONS.search(text.text)
    seen: set[str] = set()
    before = ""
    for place, sentence in text.sentences():
        if listed is not None and place >= listed.start():
            return
        # `The following exemptions apply: …` claims what stands behind it.
        claim = f"{before} {sentence}" if before.endswith(":") else sentence
        before = sentence
        codes = (*read_codes(sentence).codes, *_by_figure(sentence))
        if not codes or not (_CLAIM.search(claim) or re.search(r"\bapplied\b", claim)):
            continue
        for code in codes:
            if code not in seen:
                seen.add(code)
                yield Statement("exemption", code, text.sentence_at(place, place + 1), text.page_at(place))


def _by_figure(sentence: str) -> Iterator[str]:
    for listed in _BY_FIGURE.finditer(sentence):
        for match in _FIGURE.finditer(listed["list"]):
            yield f"(b)({match['digit']})" + (f"({match['letter'].upper()})" if match["letter"] else "")


def _counts(text: Prose) -> Iterator[Statement]:
    seen: set[StatementName] = set()
    for place, sentence in text.sentences():
        for name, number in page_counts(sentence):
            if name not in seen:
                seen.add(name)
                yield Statement(name, str(number), text.sentence_at(place, place + 1), text.page_at(place))


def _referred(text: Prose) -> Iterator[Statement]:
    for match in _REFERRED.finditer(text.text):
        who = re.sub(r"(?:[,\s]+(?:of|and|the|for|on))*[,\s]*$", "", match["who"])
        if re.search(_ORGAN, who) or re.fullmatch(r"(?:[A-Z]{2,6})", who):
            yield Statement("referred to", who, text.sentence_at(*match.span()), text.page_at(match.start()))
            return
