"""Takes a printed person apart: names as people and mailers write them, and addresses, misread signs included."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LONGEST = 200  # characters; no name is longer, and patterns over more would cost time for nothing
_ADDRESS = re.compile(r"[\w.+'\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,6}\.?", re.UNICODE)
# An address whose end was redacted, among the words of a name: `Cheryl Mills cheryl.mills`.
_CUT_ADDRESS = re.compile(r"(?<![\w@.])[a-z]{2,30}[._][a-z]{2,30}\d{0,4}@?(?![\w@])")
_HOLE = re.compile(r"\[redacted[^\]]*\]?|\(b\)\s*\(\d\)(?:\s*\(\w\))?|[\ue000-\uf8ff]")
# An address cut at the end of a line, behind a point.
_BROKEN = re.compile(r"(?<=[a-z]\.)\s(?=[\w\-]+@)")
_BROKEN_END = re.compile(r"(@[\w\-]+\.)\s(?=[a-z]{2,}\b)")
_AT = re.compile(r"(?<=\w)\s?[©®]\s?(?=\w+\.\w)")  # the sign most often read for an @
# `[mailto:`, whose letters m and il are misread more often than not.
_MAILTO = re.compile(
    r"[\[(]?\s*\b\W?(?:rn|nn|in|nr|[mnrhf&ie])*\s?[ao]\w{0,2}[il1!ft]{1,3}\s?l?t[oc0]\b\s*[:;.]?\s*", re.I
)
# Stamps of a page that stand at the height of a line: what follows them is no part of a name.
_STAMP = re.compile(
    r"(?:^|\s|\W)(?:[—–]|\d\.\d\s?\(|CONFIDENTIAL\b|SECRET\b|UNCLASSIFIED\b|RELEASE IN\b|Class(?:ified)? ?(?:by|:)"
    r"|Reason\s?:|Declassify\b|B\d\b).*$"
)
_BRACKETED = re.compile(r"[<\[(][^>\])]*[>\])]?")
_OFFICE = re.compile(r"^[A-Z][A-Z/\-&]{0,14}\s*:\s*(?=[A-Z])")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|esq|phd|md|usn|usa|usaf|usmc|ret|cos)$")
# A title behind the name: `Hillary Rodham Clinton Secretary of State`.
_AFTER = re.compile(
    r"(?<=\w)\s+(?:secretary|ambassador|director|chief|senator|counsel|administrator)(?:\s+(?:of|for|to)\b.*)?$", re.I
)
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|professor|hon|honorable|sen|senator|rep|amb|ambassador|secretary|gen|general|col|colonel"
    r"|president|madam|sir|the|judge|justice|captain|capt|lt|sgt|agent|officer|director|special)$"
)
_PARTICLE = frozenset(
    {"de", "del", "della", "der", "di", "du", "la", "le", "van", "von", "bin", "al", "el", "ben", "da", "dos"}
)
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’\-]*\w)?", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed sender or recipient taken apart: the name as printed, and the address, either may be empty."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's parts, folded (no case, no accents): surname, given name, further initials.

    `sure_order` is false where nothing tells which of the two stands first (`Cherie Blair` may be `Blair Cherie`).
    """

    surname: str
    given: str = ""
    middle: str = ""
    sure_order: bool = False


def fold(text: str) -> str:
    """Without case, accents and doubled blanks, so that two prints of one name compare."""
    if text.isascii():  # most is, and has nothing to take off
        return " ".join(text[:_LONGEST].lower().split())
    plain = unicodedata.normalize("NFKD", text[:_LONGEST])
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


def take_apart(text: str) -> Printed:
    """`Mills, Cheryl D <MillsCD@state.gov>` -> the name and the address; redacted parts are of neither."""
    text = _AT.sub("@", _HOLE.sub(" ", text[:_LONGEST]))
    text = _BROKEN_END.sub(r"\1", _BROKEN.sub("", text))
    found = _ADDRESS.search(text)
    address = found[0].strip(".'-+").lower() if found else _cut_address(text)
    name = _MAILTO.sub(" ", _CUT_ADDRESS.sub(" ", _STAMP.sub(" ", _ADDRESS.sub(" ", text))))
    name = re.sub(r"[<\[(]\s*[>\])]", " ", name)
    name = re.sub(r"&[lg1I]t;?|&quot;?|[<>\[\]\"“”|*=~_]", " ", name)
    name = re.sub(r"^[\s,;:.'‘’`´()}{\-]+|[\s,;:'‘’`´({}\-]+$|\s[\s,;:.)\]}]+$", "", " ".join(name.split()))
    return Printed(name if re.search(r"[^\W\d_]", name) else "", address)


def _cut_address(text: str) -> str:
    """An address without its end; among other words only if it stands in brackets or is made of one of them.

    Where a redaction hid the sign between two recipients, the next one's address follows a name.
    """
    found = _CUT_ADDRESS.search(text)
    if found is None:
        return ""
    others = fold(text[: found.start()] + " " + text[found.end() :])
    bracketed = text[: found.start()].rstrip()[-1:] in ("<", "[", "(")
    related = any(word in found[0] for word in re.findall(r"[^\W\d_]{3,}", others))
    alone = not re.search(r"[^\W\d_]", others)
    return found[0].strip("._@") if bracketed or related or alone else ""


@lru_cache(maxsize=65536)
def read_name(printed: str) -> PersonName | None:
    """The parts of a person's name; None where it is no name of two parts (one word, a list, a sentence)."""
    text = _BRACKETED.sub(" ", _OFFICE.sub("", printed[:_LONGEST].strip()))
    text = re.sub(r"\s[0-9](?=$|\s)", " J", text)  # a lone figure is an initial misread, mostly J
    # `Mills. Cheryl D`: the comma between surname and given name is often read as a point.
    text = re.sub(r"^([^\W\d_][\w'’\-]{2,})[.;]\s*(?=[^\W\d_])", r"\1, ", text)
    head, comma, rest = text.partition(",")
    if comma:
        surname, given = _words(head), _words(rest.split(",")[0])
        if not given:  # `Cheryl Mills, COS`
            return _plain(surname)
        if 1 <= len(surname) <= 4 and len(given) <= 4 and len("".join(surname)) > 1:
            return PersonName("".join(surname), _joined(given), _initials(given), sure_order=True)
        return None
    return _plain(_words(_AFTER.sub("", text)), pointed=bool(re.match(r"\W*\w\.", text)))


def _plain(words: list[str], pointed: bool = True) -> PersonName | None:
    """`Hillary Rodham Clinton`, and `Clinton Hillary R`, whose last letter tells that the surname leads."""
    if not 2 <= len(words) <= 4 or max(map(len, words)) < 3:
        return None
    if len(words[0]) == 1 and not pointed:  # `H meto`: a lone letter and what was misread behind it
        return None
    if len(words[-1]) == 1:
        if len(words) == 2:
            return PersonName(words[0], words[1])
        return PersonName(words[0], words[1], "".join(word[0] for word in words[2:]))
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLE:
        start -= 1
    return PersonName("".join(words[start:]), words[0], "".join(word[0] for word in words[1:start]))


def _words(text: str) -> list[str]:
    # `Anne- Marie`: a hyphen is followed by a blank where the line was cut.
    words = [re.sub(r"[^\w]", "", fold(word)) for word in _TOKEN.findall(re.sub(r"-\s+", "-", text))]
    kept = [word for word in words if word and not _SUFFIX.match(word)]
    while len(kept) > 1 and _TITLE.match(kept[0]):
        kept = kept[1:]
    return kept


def _joined(given: list[str]) -> str:
    return given[0]


def _initials(given: list[str]) -> str:
    return "".join(word[0] for word in given[1:])


def lone_surname(printed: str) -> str | None:
    """The folded surname of `Secretary Clinton`, `Ms. Doe`, `Doe`; None where more is said."""
    words = _words(printed)
    return words[0] if len(words) == 1 and len(words[0]) > 2 and "@" not in printed else None
