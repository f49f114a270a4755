"""Text from releases made harmless: no formulas, no control characters, no markup, no broken file names."""

from __future__ import annotations

import re
import unicodedata

# Excel and LibreOffice take these as the start of a formula; the full-width forms are folded to ASCII by East Asian
# versions (OWASP, "CSV injection"). The apostrophe is among them so that `unguard` can undo every `guard`.
_FORMULA_START = "=+-@\t\r\n'＝＋－＠"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")
_UNSAFE_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with control characters shown as symbols (ESC as `␛`); line breaks become LF, tabs stay.

    The result is valid in UTF-8, XML and HTML, and cannot steer a terminal.
    """
    return _CONTROL.sub(_picture, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The visible text on one line: every run of white space is one space, none at either end."""
    return " ".join(visible(text).split())


def guard(text: str) -> str:
    """The visible text of a CSV cell; one that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = visible(text)
    start = text.lstrip(" \u00a0\u200b\u2060\ufeff")[:1]
    return "'" + text if start and start in _FORMULA_START else text


def unguard(text: str) -> str:
    """The text that `guard` was given (as far as it was visible)."""
    return text[1:] if text.startswith("'") else text


def shortened(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units (the measure of spreadsheets); what is cut is said in its place."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= limit:
        return text
    note = f" … [cut here: {len(text):,} characters in the project]"
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - len(note))].decode("utf-16-le", errors="ignore")
    return kept + note


def file_name(text: str, default: str = "export") -> str:
    """A file name for every system: no separators, reserved names, trailing dots; at most 120 characters."""
    name = unicodedata.normalize("NFC", _UNSAFE_IN_NAMES.sub("-", text))
    name = " ".join(name.split())[:120].strip(" .")
    if not name:
        return default
    return f"_{name}" if _RESERVED.match(name) else name
