"""Cuts printed recipient lists into persons and mends what recognition does to addresses."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"\[redacted[^\]]*\]")
_SEMICOLON = re.compile(r"(?<!&[lg1I]t)(?<!&quot)(?<!&amp)\s*;\s*")
_COLON = re.compile(r"(?<!mailto):\s+")
# The semicolon behind an address in brackets, read as another sign; and dirt before a name.
_AFTER_ADDRESS = re.compile(r"(?<=\w>)[!:.|/\]]\s+(?=[A-Z])")
_SIGNS_BEFORE = re.compile(r"^[\s.,°•·*~!]+(?=[\w\[\"'‘“<(#])")
_BRACKETS = str.maketrans({"‹": "<", "›": ">", "«": "<", "»": ">", "＜": "<", "＞": ">"})
# "Last, First M." or "Last, First (Office)": the comma is inside one name, not between two.
_LAST_FIRST = re.compile(
    r"^[^\s,@<\[]+,\s+[A-Z][^,@]*$|"
    r"^[^\s,@<\[]+(?:[ -][^\s,@<\[]+){1,2},\s+[A-Z][\w.'\-]*(?:\s[A-Z]\.?)?(?:\s\([^)]*\))?$"
)


# `&lt;` and `&gt;` around a redacted address, printed as such by some mailers, are hardly ever read right.
_ESCAPED = re.compile(r"&\s?[lI1i]{1,2}t[;,.:]?\s*(\[redacted[^\]]*\])\s*\S{0,2}[a-zA-Z]{1,3}t;?$")
_ESCAPED_BETWEEN = re.compile(
    r"^(\[redacted[^\]]*\])\s*[&R%]?\s?[lI1i]{0,2}t[;,.:]?\s*(\[redacted[^\]]*\])\s*(?:[&%]|k|R)?\s?[a-zA-Z]{1,3}t[;:,]?$"
)
# The same where the opening one was cut at its semicolon (`Rit;`), or the closing one was not read: between two holes
# these letters are no name.
_ESCAPED_HALF = re.compile(
    r"(^|;\s*)(\[redacted[^\]]*\])\s?[&R%]?\s?[lI1i]{1,2}t\s?[;,.:]?\s?(\[redacted[^\]]*\])"
    r"(?:\s*[&%kR]?\s?[a-zA-Z]{1,3}t\s*;?)?(?=\s*(?:;|$))"
)
# An initial is a letter, whatever figure it is read for.
_INITIAL = re.compile(r"(?<=, )([A-Z][a-z'\-]+) ([01358])(?:\s?\.)?$")
_LETTERS_READ_AS = {"0": "O", "1": "I", "3": "J", "5": "S", "8": "B"}
# The quotes around an address read as letters: `ijdoe@agency.govi <jdoe@agency.gov>`.
_QUOTES_READ = re.compile(
    r"^[il1I|T'‘’]{1,2}(?P<address>\S+@\S+\.[A-Za-z]{2,4}?)[il1I|tT'’.]{1,2}\s?<(?P=address)>$", re.I
)
# `[rnailto:`, `[maitto:`, `[inailto:`, `[ma ilto:`, `Ernailto:`; and a closing bracket that was read as a letter.
_MAILTO = re.compile(
    r"(?:\s*[\[{(]|(?<=\s)[EfcI])\s*(?:rn|m|r|n{1,2}|in|nri)\s?[ao]\s?i?\s?[ilIt1]{1,2}\s?t[oc0]\s*[:;.]\s*:?\s*"
)
_MAILTO_CLOSED = re.compile(r"(?<=\.(?:com|gov|org|net|mil|edu))[jJIl1)}]$")
# `[mailto:` or `<` before an address that is not to be seen.
_OPENED = re.compile(r"(?:\s*[\[<(]\s*(?:mailto\W*)?|\s[cfE]?mailto\W*)$")
# An address broken over two lines, or by a gap: no space belongs in it.
_BROKEN = re.compile(r"(?<=<)[^<>@,;]*@[^<>@,;]*(?=>)|(?<=\[mailto:)[^\[\]@,;]*@[^\[\]@,;]*(?=\])")
# `Doe, Jane B. Roe, Max`, `Doe, Jane Roe, Max`: the sign between them was lost, or hidden with an address.
_TWO_NAMES = re.compile(
    r"(?P<first>[A-Z][\w'’\-]+, [A-Z][\w'’\-]+(?: [A-Z]\.?)?(?: \([^()]*\))?) "
    r"(?P<rest>[A-Z][\w'’\-]+, [A-Z][\w'’\-]+(?: [A-Z]\b\.?)?(?: \([^()]*\))?(?: <[^<>]*>)?"
    r"(?: [A-Z][\w'’\-]+, [A-Z].*)?)"
)
_QUOTED = re.compile(r"^[‘’`'´]\s?(\S+@\S+?)\s?[‘’`'´]?$")
# Names of lists are one word; recognition drops the underscore on the ruled line below it.
_LIST_NAME = re.compile(r"^([A-Z5]{1,4})\s?_?\s(?=[A-Z][a-z]+[A-Z][A-Za-z]+$)")
_POINT_FOR_COMMA = re.compile(r"^([A-Z][a-z]{2,})\.\s+(?=[A-Z][\w.'\-]*(?:\s[A-Z]\.?)?(?:\s\([^)]*\))?$)")
# What stands in every line of some agencies' pages, wherever a list of recipients ends.
_MARKING = re.compile(
    r"(?:UNCLASSIFIED|CONFIDENTIAL|PROPRIETARY|PRIVILEGED|SENSITIVE|SECRET|NOFORN|SBU|[/\s&,-]|BUT|AND|INFORMATION)+"
)
_WORD_FOLLOWS = re.compile(r"[A-Z\"'‘“][\w.'\-]+")
_NAME_FOLLOWS = re.compile(r"[\"'‘“]?[A-Z][\w.'\-]+(?:,|\s+[A-Z])")


@lru_cache(maxsize=4096)  # the headers of a file are read in two passes, and the same people write again and again
def clean_person(text: str) -> str:
    """One printed sender or recipient without stray signs; brackets and addresses mended."""
    text = re.sub(r"\s+", " ", text.translate(_BRACKETS)).strip(" ,:|•·_—=~*")
    text = re.sub(r"(?<!&[lg1I]t)(?<!&quot)[;:, ]+$", "", text)
    text = re.sub(r"^[#\-.+]+\s*(?=\w)|\s+-+$", "", text)
    text = _ESCAPED.sub(r"&lt;\1&gt;", text)
    text = re.sub(r"<\s+", "<", re.sub(r"\s+>", ">", text))
    text = _MAILTO_CLOSED.sub("]", _MAILTO.sub(" [mailto:", text))
    text = re.sub(r"^(\[redacted[^\]]*\])(?:\s*\[redacted[^\]]*\])+$", r"\1", text)
    text = _ESCAPED_BETWEEN.sub(r"\1&lt;\2&gt;", text)
    text = re.sub(r"(?<=[\w.\-])[©®](?=[\w\-]+\.)", "@", text)
    text = re.sub(r"(@[\w.\-]+\.)\s?(?:corn|corm|com)\b", r"\1com", text)
    text = re.sub(r"(@[\w.\-]+\.)\s(gov|org|net|mil|edu)\b", r"\1\2", text)
    text = re.sub(r"(@[\w.\-]+\.)(?:aov|qov|g0v|gav)\b", r"\1gov", text)
    text = re.sub(r"(?<=[\w.\-])\s@(?=[\w\-]+\.(?:gov|com|org|net|mil|edu)\b)", "@", text)
    text = _QUOTES_READ.sub(r"'\g<address>' <\g<address>>", text)
    text = _OPENED.sub("", text)
    text = _BROKEN.sub(lambda match: match[0].replace(" ", ""), text)
    text = _QUOTED.sub(r"'\1'", text)
    text = _LIST_NAME.sub(lambda match: match[1].replace("5", "S") + "_", text)
    text = re.sub(r"(@[\w\-]+)[, ]+(gov|com|org|net|mil|edu)\b", r"\1.\2", text)
    text = re.sub(r"\s+", " ", text).strip()
    # What is left of a bracket or a letter at the edge of a hole.
    text = re.sub(r"^(\[redacted[^\]]*\])\s[a-z]{1,3}$", r"\1", text)
    text = _INITIAL.sub(lambda match: f"{match[1]} {_LETTERS_READ_AS[match[2]]}", text)
    return _close(text)


def _close(text: str) -> str:
    """A lone bracket is closed or dropped, as the stamp or the redaction beside it cut its partner off."""
    if text.count("<") > text.count(">") and re.search(r"<[^<>\s]+$", text):
        return text + ">"
    if text.endswith(">") and "<" not in text and not _TOKEN.search(text):
        return text[:-1].strip()
    for opening, closing in ("()", "{}", "[]"):
        if text.endswith(closing) and opening not in text:
            return text[:-1].strip()
    return text


@lru_cache(maxsize=2048)
def split_people(text: str) -> tuple[str, ...]:
    """The persons of a recipient list: parted by semicolons, or by commas where those do not belong to names.

    A redaction that covers the sign between two recipients still parts them: `A [redacted] B [redacted]` is two.
    """
    whole = _ESCAPED_HALF.sub(r"\1\2&lt;\3&gt;", text.translate(_BRACKETS))
    parts = [part for part in _SEMICOLON.split(_AFTER_ADDRESS.sub("; ", whole)) if part.strip()]
    # The semicolon is read as a colon now and then, which no name holds.
    parts = [_SIGNS_BEFORE.sub("", piece) for part in parts for piece in _COLON.split(part)]
    cut = _pairs_of if len(parts) > 1 else _by_comma
    held = [escaped for part in parts for escaped in _escaped(part)]
    pieces = [piece for part in held for name in _names_side_by_side(part) for piece in cut(name)]
    cleaned = [_POINT_FOR_COMMA.sub(r"\1, ", clean_person(piece)) for piece in pieces]
    # A sign that stands alone is the letter H, the one sign that Tesseract takes it for.
    found = ["H" if person == "#" else person for person in cleaned]
    return tuple(person for person in found if re.search(r"\w", person) and not _MARKING.fullmatch(person))


def _escaped(part: str) -> list[str]:
    """One person where holes stand in `&lt;…&gt;`, else the part cut after its holes."""
    return [part] if _ESCAPED_BETWEEN.match(part.strip()) else _by_hole(part)


def _names_side_by_side(part: str) -> list[str]:
    """`Doe, Jane B. Roe, Max` as two; a name with a comma of its own behind it (`Doe, Jane, Counsel`) stays one."""
    found: list[str] = []
    rest = part.strip()
    while (match := _TWO_NAMES.fullmatch(rest)) is not None:
        found.append(match["first"])
        rest = match["rest"]
    return [*found, rest]


def _pairs_of(part: str) -> list[str]:
    """In a list with semicolons a comma belongs to a name, unless a semicolon was read as one."""
    pieces = _outside_brackets(part)
    if sum("@" in piece for piece in pieces) >= 2:
        return _by_comma(part)  # each address ends a person
    return _pairs(pieces) if len(pieces) >= 4 and len(pieces) % 2 == 0 else [part]


def _by_comma(part: str) -> list[str]:
    pieces = _outside_brackets(part)
    if len(pieces) < 2:
        return [part]
    addressed = [bool(re.search(r"@|\[redacted", piece)) for piece in pieces]
    if len(pieces) == 2 and _LAST_FIRST.match(part) and not addressed[0]:
        return [part]
    if all(addressed) or (sum(addressed) >= 2 and len(pieces) >= 2):
        return _rejoin_names(pieces, addressed)
    if any(addressed):
        return [part] if len(pieces) == 2 and not addressed[0] and " " not in pieces[0].strip() else pieces
    if all(" " in piece.strip() for piece in pieces):
        return pieces  # "Ann Bee, Carl Dee": whole names, so the comma parts them
    return [part] if len(pieces) <= 3 else _pairs(pieces)


def _rejoin_names(pieces: list[str], addressed: list[bool]) -> list[str]:
    """`Doe`, `Jane <j@x>` -> `Doe, Jane <j@x>`."""
    found: list[str] = []
    held = ""
    for piece, complete in zip(pieces, addressed, strict=True):
        if not complete and not held and " " not in piece.strip():
            held = piece
            continue
        found.append(f"{held},{piece}" if held else piece)
        held = ""
    return [*found, held] if held else found


def _pairs(pieces: list[str]) -> list[str]:
    """`Doe`, `Jane`, `Roe`, `Max` -> `Doe, Jane`, `Roe, Max`, where the count allows."""
    if len(pieces) % 2:
        return pieces
    return [f"{pieces[i]},{pieces[i + 1]}" for i in range(0, len(pieces), 2)]


def _outside_brackets(part: str) -> list[str]:
    """Cut at commas that stand outside of `<…>`, `[…]`, `(…)` and quotes."""
    pieces, depth, quoted, start = [], 0, False, 0
    for i, char in enumerate(part):
        if char == '"':
            quoted = not quoted
        elif char in "<[(":
            depth += 1
        elif char in ">])":
            depth = max(0, depth - 1)
        elif char == "," and depth == 0 and not quoted:
            pieces.append(part[start:i])
            start = i + 1
    return [piece for piece in [*pieces, part[start:]] if piece.strip()]


def _by_hole(part: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for match in _TOKEN.finditer(part):
        following = part[match.end() :].lstrip(" >)]")
        named = bool(re.search(r"[A-Za-z]{2}", part[start : match.start()]))
        if part[start : match.start()].rstrip().endswith(","):
            continue
        whole = _NAME_FOLLOWS.match(following) if not named else _WORD_FOLLOWS.match(following)
        if whole:
            end = len(part) - len(following)
            pieces.append(part[start:end])
            start = end
    return [*pieces, part[start:]]
