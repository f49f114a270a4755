"""Reads how many pages a letter says were found, released, withheld and referred."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.model.determinations import StatementName

_ONES = {
    word: n
    for n, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        )
    )
}  # fmt: skip
_TENS = {
    word: 10 * n
    for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6}|(?:(?:"
    + "|".join([*_TENS, *_ONES, "hundred", "thousand", "and"])
    + r")[\s-]?)+)(?:\s*\((?P<figures>\d[\d,]*)\))?"
)
_COUNT = re.compile(
    rf"(?<![\w.,/(\-§]){_NUMBER}(?=\s|$|[.,;])\s*(?P<unit>(?:responsive |additional |total |full |remaining )*pages?)?"
    r"(?P<other>\s*(?:documents?|records?|e-?mails?|files?|days?|months?|years?|hours?|U\.?S\.?C|percent|cents|"
    r"spread\s?sheets?|boxes|January|February|March|April|May|June|July|August|September|October|November|December)\b)?",
    re.I,
)
_CLAUSE = re.compile(
    r"[,;:](?!\d)|\band\b(?!\s+(?:hundred|" + "|".join([*_TENS, *_ONES]) + r")\b)|\bwhile\b|\bwith\b", re.I
)
_SUPPOSED = re.compile(r"\b(?:would|could|might|estimat\w+|approximately one|if)\b", re.I)
_FOUND = re.compile(
    r"\blocat|\breview|\bprocess|\bidentif|\bfound\b|\bresponsive\b|\bconsist|\btotal|\bcompris|\bsearch\b", re.I
)
_SEARCHED = re.compile(r"\bsearch\w*\b.{0,120}\b(?:produced|yielded|returned)\b", re.I)
_IN_BRACKETS = re.compile(r"\b(?:\d+|[A-Za-z]+) (?:documents?|records?) \((?P<pages>\d[\d,]* pages?)\)")
_RELEASE = re.compile(
    r"\breleas|\bdisclos|\bprovid|\benclos|\bgrant|\bproduc(?:e[ds]?|ing)\b|\bfurnish|\bavailable\b|\battached\b", re.I
)
_WITHHOLD = re.compile(r"\bwithh[eo]ld|\bden(?:y|ied|ying)\b|\bexempt\b", re.I)
_REFER = re.compile(r"\brefer|\bconsult", re.I)
_FULL = re.compile(
    r"\bin (?:full|(?:its|their) entirety|whole)\b|\bfully\b|\bentirely\b|\bwithout (?:redact|exci)", re.I
)
_PART = re.compile(r"\bin[- ]part\b|\bpartial|\bportions?\b|\bredact|\bexcis|\bdeletions?\b", re.I)


def page_counts(sentence: str) -> Iterator[tuple[StatementName, int]]:
    """What one sentence says of pages: `we release 45 in part, and 12 are withheld in full` gives two counts.

    Counts of documents are none of pages and left out.
    """
    if _SUPPOSED.search(sentence) or not re.search(r"\bpages?\b|\bin (?:full|part)\b|\bentirety\b", sentence, re.I):
        return
    sentence = _IN_BRACKETS.sub(lambda match: match["pages"], sentence)  # `four documents (31 pages)`
    verb = ""
    seen: set[StatementName] = set()
    for clause in _clauses(sentence):
        verb = _verb(clause) or verb
        match = next((m for m in _COUNT.finditer(clause) if _is_count(m, clause)), None)
        if match is None:
            continue
        name = _disposition(clause, verb)
        if name is not None and name not in seen:
            seen.add(name)
            yield name, _value(match)


def _clauses(sentence: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for cut in _CLAUSE.finditer(sentence):
        parts.append(sentence[start : cut.start()])
        start = cut.end()
    return [*parts, sentence[start:]]


def _is_count(match: re.Match[str], clause: str) -> bool:
    if match["other"]:
        return False
    following = clause[match.end() :].lstrip()
    if not match["unit"] and not (_FULL.search(following) or _PART.search(following)):
        return False
    before = clause[: match.start()]
    if not match["unit"] and re.search(r"release\s*$", before, re.I):
        return False
    return not re.search(
        r"(?:exemptions?|section|part|volume|page|U\.?S\.?C\.?|C\.?F\.?R\.?|ILCS|No\.?)\s*$", before, re.I
    )


def _verb(clause: str) -> str:
    for name, pattern in (("withhold", _WITHHOLD), ("refer", _REFER), ("release", _RELEASE)):
        if pattern.search(clause):
            return name
    return ""


def _disposition(clause: str, verb: str) -> StatementName | None:
    own = _verb(clause)
    if _SEARCHED.search(clause):
        return "pages reviewed"
    if not own and _FOUND.search(clause) and not (_FULL.search(clause) or _PART.search(clause)):
        return "pages reviewed"
    if verb == "withhold":
        return "pages released in part" if _PART.search(clause) and not _FULL.search(clause) else "pages withheld"
    if verb == "refer":
        return "pages referred"
    if _PART.search(clause):
        return "pages released in part"
    if verb == "release":
        return "pages released in full" if _FULL.search(clause) else "pages released"
    return "pages reviewed" if _FOUND.search(clause) else None


def _value(match: re.Match[str]) -> int:
    figures = match["figures"] or match["number"]
    if re.fullmatch(r"[\d,]+", figures):
        return int(figures.replace(",", ""))
    total = current = 0
    for word in re.findall(r"[a-z]+", figures.lower()):
        if word in _ONES or word in _TENS:
            current += _ONES.get(word, 0) + _TENS.get(word, 0)
        elif word == "hundred":
            current = max(1, current) * 100
        elif word == "thousand":
            total, current = total + max(1, current) * 1000, 0
    return total + current
