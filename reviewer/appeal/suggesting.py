"""Which grounds the record itself suggests for an item, each only when its condition holds; a person decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from reviewer.appeal.grounds import grounds
from reviewer.model.exemptions import read_codes, schemes
from reviewer.model.page import Marking
from reviewer.model.review import ItemKind

_SCOPE: Final = frozenset({"non-responsive", "outside the scope"})
_TEXT_RECORDS: Final = frozenset({"e-mail", "letter", "memo", "form", "report", "attachment"})
"""Records that ordinarily begin with a header and hold facts; of what else lies beneath a page nothing is known."""

_PROHIBITED: Final = frozenset({"(b)(1)", "(b)(3)"})
"""Classified information and what another statute keeps secret: the rule on foreseeable harm leaves them alone."""

_SCHEMES: Final = {"FOIA": "us-foia", "Privacy Act": "us-privacy-act", "MDR": "eo-13526"}
_OTHER_PRIVILEGE: Final = re.compile(r"(?i)\bA\.?(?:C|WP)\b|attorney|work.product")
_DELIBERATIVE: Final = re.compile(r"(?i)\bDPP?\b|deliberative")
_STATUTE: Final = re.compile(r"[A-Za-z]{3,}|\d+\s*U\.?\s?S\.?\s?C", re.IGNORECASE)
_OUTSIDE: Final = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[A-Za-z]{2,})")
_GOVERNMENT: Final = (".gov", ".mil")
_SENIOR: Final = re.compile(
    r"\b(?:Deputy |Assistant |Associate |Acting |Principal )*"
    r"(?:Secretary|Under ?Secretary|Director|Commissioner|Administrator|Chief of Staff|Chief \w+ Officer|"
    r"General Counsel|Inspector General|Ambassador|Attorney General)\b"
)
_CARE: Final = " They look like a person's number or address, perhaps released by accident: handle with care."
_EXEMPTION: Final = re.compile(r"\(b\)\(\d\)")
_YEARS: Final = 25


@dataclass(frozen=True, slots=True)
class Copy:
    """Another copy in which the same words are visible: where, and what speaks against relying on it.

    `with_care`: they look like a number or address of a person, and may have been released by accident.
    """

    cite: str
    earlier: bool
    same_producer: bool = True
    legends: tuple[str, ...] = ()
    with_care: bool = False


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the record says of one thing that can be contested; everything unknown is empty or None.

    `near` are the released words beside a deletion, `addresses` the sender and recipients of its record as released,
    `printed` the line of a deleted-page sheet, `declassify_on` a date stated on the page, `public_interest` whether
    someone wrote one down, `awaits_code` that it was drawn by hand and nobody has looked for its code yet.
    """

    kind: ItemKind
    subject: str
    regime: str = "FOIA"
    codes: tuple[str, ...] = ()
    code_text: str = ""
    marking: Marking = "at"
    whole_page: bool = False
    released_words: int = 0
    markers: tuple[str, ...] = ()
    printed: str = ""
    disposition: str = ""
    document_type: str = ""
    document_date: date | None = None
    requested_on: date | None = None
    addresses: tuple[str, ...] = ()
    near: str = ""
    declassify_on: date | None = None
    exempt_from_declassification: bool = False
    copies: tuple[Copy, ...] = ()
    public_interest: bool = False
    issue: str = ""
    awaits_code: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A ground for some items and the reason why: what stands in the record, in one sentence."""

    ground: str
    subjects: tuple[str, ...]
    reason: str


def suggest(items: Iterable[ItemFacts], today: date) -> list[Suggestion]:
    """All suggestions for `items`, in the order of the grounds; one for each item and ground, harm by category."""
    found: dict[str, list[Suggestion]] = defaultdict(list)
    categories: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for name, reason in _reasons(item, today):
            found[name].append(Suggestion(name, (item.subject,), reason))
        for code in _with_harm(item):
            categories[code].append(item.subject)
    for code, subjects in sorted(categories.items()):
        reason = f"{code} is claimed; whether its harm is explained in the letter is for you to read."
        found["foreseeable-harm"].append(Suggestion("foreseeable-harm", tuple(dict.fromkeys(subjects)), reason))
    return [suggestion for ground in grounds() for suggestion in found.get(ground.id, ())]


def _reasons(item: ItemFacts, today: date) -> Iterator[tuple[str, str]]:
    if item.kind == "issue":
        for ground in grounds():
            if item.issue in ground.issues:
                yield ground.id, f"An issue “{item.issue}” was written down."
        return
    for name, rule in _RULES.items():
        reason = rule(item, today)
        if reason:
            yield name, reason


def _with_harm(item: ItemFacts) -> Iterator[str]:
    if item.regime == "FOIA" and item.kind != "issue":
        yield from (code for code in dict.fromkeys(map(exemption, item.codes)) if code and code not in _PROHIBITED)


def exemption(code: str) -> str:
    """The exemption of the Act that a code belongs to: `(b)(7)(C)` gives `(b)(7)`; empty for codes of other laws."""
    found = _EXEMPTION.match(code)
    return found[0] if found else ""


def _claims(item: ItemFacts, code: str) -> bool:
    return any(exemption(found) == code for found in item.codes)


def _no_exemption(item: ItemFacts, _today: date) -> str:
    if item.kind != "redaction" or item.marking != "none" or item.codes or item.awaits_code:
        return ""
    if not _must_be_marked(item.regime):
        return ""
    return "No code was found on the page for this deletion."


def _must_be_marked(regime: str) -> bool:
    wanted = _SCHEMES.get(regime)
    return any(scheme.id == wanted and scheme.requires_marking for scheme in schemes())


def _non_responsive(item: ItemFacts, _today: date) -> str:
    named = sorted(_SCOPE.intersection(item.markers))
    if item.kind != "redaction" or item.whole_page or not item.released_words or not named or item.codes:
        return ""
    return f"“{named[0]}” stands on a page that was released in part, and no exemption for this deletion."


def _not_segregated(item: ItemFacts, _today: date) -> str:
    if item.kind == "virtual page":
        return "The page was withheld whole." if item.disposition == "withheld" else ""
    if not item.whole_page or item.document_type not in _TEXT_RECORDS:
        return ""
    return f"The whole body of a page of a record ({item.document_type}) is hidden."


def _inconsistent(item: ItemFacts, _today: date) -> str:
    return _copy(item, earlier=False)


def _newly_withheld(item: ItemFacts, _today: date) -> str:
    return _copy(item, earlier=True)


def _copy(item: ItemFacts, *, earlier: bool) -> str:
    for copy in item.copies:
        if copy.earlier == earlier and copy.same_producer and "no foia waiver" not in copy.legends:
            when = "an earlier release" if earlier else "another copy of the same release"
            return f"The same words are visible in {when}: {copy.cite}.{_CARE if copy.with_care else ''}"
    return ""


def _not_inter_agency(item: ItemFacts, _today: date) -> str:
    if not _claims(item, "(b)(5)"):
        return ""
    for address in item.addresses:
        for match in _OUTSIDE.finditer(address):
            if not match[1].lower().endswith(_GOVERNMENT):
                return f"(b)(5) is claimed on correspondence with {match[0]}."
    return ""


def _deliberative(item: ItemFacts, _today: date) -> str:
    made, asked = item.document_date, item.requested_on
    if not (_claims(item, "(b)(5)") and made and asked and _DELIBERATIVE.search(item.code_text)):
        return ""
    if _OTHER_PRIVILEGE.search(item.code_text) or (asked.year - _YEARS, asked.month, asked.day) < (
        made.year,
        made.month,
        made.day,
    ):
        return ""
    return f"The record is of {made:%d %b %Y}, the request of {asked:%d %b %Y}: 25 years or more."


def _personnel(item: ItemFacts, _today: date) -> str:
    return "(b)(2) is claimed." if _claims(item, "(b)(2)") else ""


def _commercial(item: ItemFacts, _today: date) -> str:
    return "(b)(4) is claimed." if _claims(item, "(b)(4)") else ""


def _statute(item: ItemFacts, _today: date) -> str:
    if not _claims(item, "(b)(3)") or _STATUTE.search(read_codes(item.code_text or item.printed).rest):
        return ""
    return "(b)(3) is claimed, and no statute is printed beside it."


def _declassified(item: ItemFacts, today: date) -> str:
    day = item.declassify_on
    if not _claims(item, "(b)(1)") or day is None or day >= today or item.exempt_from_declassification:
        return ""
    return f"The page says that it is declassified on {day:%d %b %Y}."


def _referral(item: ItemFacts, _today: date) -> str:
    if item.kind == "virtual page":
        consult = item.disposition != "referred" or "consult" in item.printed.casefold()
        return "" if consult else "The sheet says Referral and names no agency."
    if "referral" in item.markers and "consultation" not in item.markers and not item.codes:
        return "The page says Referral and names no agency beside this deletion."
    return ""


def _senior(item: ItemFacts, _today: date) -> str:
    if not _claims(item, "(b)(6)") or any(code.startswith("(b)(7)") for code in item.codes):
        return ""
    title = _SENIOR.search(item.near)
    if title is None or not item.public_interest:
        return ""
    return f"“{title[0].strip()}” stands beside the deletion, and a public interest is written down."


_RULES: Final[Mapping[str, Callable[[ItemFacts, date], str]]] = {
    "no-exemption": _no_exemption,
    "non-responsive": _non_responsive,
    "not-segregated": _not_segregated,
    "inconsistent": _inconsistent,
    "newly-withheld": _newly_withheld,
    "not-inter-agency": _not_inter_agency,
    "deliberative-25-years": _deliberative,
    "b2-personnel": _personnel,
    "b4-confidential": _commercial,
    "b3-statute": _statute,
    "declassified": _declassified,
    "referral-unnamed": _referral,
    "b6-senior": _senior,
}
"""The reason for each ground, empty where its condition does not hold. Harm goes by category, issues by their kind."""
