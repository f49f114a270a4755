"""Finds e-mail header blocks among the lines of a file and reads their fields, wrapped and redacted ones included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from rapidfuzz import fuzz

from reviewer.text.dates import iso_date
from reviewer.text.labels import Field, Label, find_label, split_labels
from reviewer.text.page_lines import PageLine
from reviewer.text.release_stamps import without_stamp
from reviewer.text.spacing import Spacing

_LIST_FIELDS = ("to", "cc", "bcc")
_WRAPPING: tuple[Field, ...] = ("to", "cc", "bcc", "subject", "attachments", "from")
_MOST_LINES = 40
_MOST_PIECES = 8
# `cc:` at the foot of a letter or memorandum heads no mail.
_FIRST_FIELDS: tuple[Field, ...] = ("from", "date", "to", "subject")
_CORE = ("date", "to", "cc", "subject")
_SENDER = re.compile(r"(?:\W{0,3}[\w.'’\-]+,? [A-Z][\w.'’\- ]{0,30}|\[redacted[^\]]*\]|.{0,40}\S+@\S+)\W{0,3}")
_NAMED = re.compile(r"\W{0,3}(?:[A-Z]|\[redacted|\S+@)")
# Letters of a misread `From:` at most, and how alike it is (0-100).
_LABEL_LETTERS, _LIKE_FROM = 6, 66
_PIECE = re.compile(r";|\[redacted|[A-Z][\w'’\-]+, [A-Z]")
_LETTERS = re.compile(r"[A-Za-z\[]")
_CODES = re.compile(r"(?:[Bb8]\W?\d\W*)+")
_SHORT_LABEL = re.compile(r"^\W{0,2}(?![A-Z];)[A-Za-z0-9¢©]{1,3}\s?(?P<colon>[:;])\s+(?P<rest>.*)$")
_CARBON = re.compile(r"^(?:[CGO][acoe¢©]|c[c¢©])[.,]?(?P<colon>)\s+(?P<rest>[A-Z\[].*)$")


@dataclass(slots=True)
class HeaderBlock:
    """One header: its first line, how many lines it takes, and the printed value of each field.

    `sure` counts the labels with a colon; `capitals` tells whether all labels are set in capitals.
    """

    first: PageLine
    length: int = 0
    values: dict[Field, list[str]] = field(default_factory=dict)
    sure: int = 0
    capitals: bool = True

    def value(self, name: Field) -> str:
        """The printed value of a field in one line; empty where it was not printed."""
        return " ".join(part for part in self.values.get(name, []) if part).strip()


def read_header(lines: Sequence[PageLine], start: int, spacings: dict[int, Spacing]) -> HeaderBlock | None:
    """The header block that begins with line `start`, None if none does."""
    if not _opens(lines, start):
        return None
    block = HeaderBlock(lines[start])
    state = _Reader(block, spacings)
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        if not state.take(lines[at]) and not state.skip(lines, at):
            break
        block.length = at - start + 1
    if "from" not in block.values and start > 0:
        _take_sender_above(block, lines[start - 1], spacings)
    return block if _is_header(block) else None


def _take_sender_above(block: HeaderBlock, above: PageLine, spacings: dict[int, Spacing]) -> None:
    """Where `From:` itself was not read, the line right above `Sent:` is the sender if it looks like one."""
    if above.page != block.first.page or "date" not in block.values:
        return
    # A hole is higher than its line: what counts is how near its lower edge comes.
    gap = min(block.first.rect.y0 - above.rect.y0, block.first.rect.y1 - above.rect.y1) / spacings[above.page].pitch
    if gap > 1.4:
        return
    # The label may be misread beyond the known ways: `Fom3`, right above `Sent:` and at its edge.
    first, _, rest = above.text.partition(" ")
    misread = len(first) <= _LABEL_LETTERS and fuzz.ratio(re.sub(r"\W", "", first), "From") >= _LIKE_FROM
    at_edge = abs(above.rect.x0 - block.first.rect.x0) <= block.first.rect.height
    sender = rest if misread and at_edge and _SENDER.fullmatch(rest) else above.text
    if _SENDER.fullmatch(sender):
        block.values["from"] = [sender]
        block.first = above


def _opens(lines: Sequence[PageLine], start: int) -> bool:
    """Whether a line may begin a header: a label with its colon, or one in doubt with a sure one right below."""
    label = find_label(lines[start].text)
    if label is not None and label.colon:
        return label.field in _FIRST_FIELDS
    doubtful = label or find_label(lines[start].text, within=True)
    following = [find_label(line.text) for line in lines[start + 1 : start + 4]]
    if any(near is not None and near.colon and near.field == "from" for near in following):
        return False  # `From our friends.` above the header of what they wrote
    sure = any(near is not None and near.colon for near in following)
    if doubtful is not None and doubtful.field == "from" and following and following[0] is not None:
        # Whole headers lose their colons in a poor text layer; a date right below the sender makes up for them.
        sure = sure or (following[0].field == "date" and iso_date(following[0].rest) is not None)
    if doubtful is None or not sure:
        return False
    return doubtful.field == "from" or (doubtful.field == "date" and iso_date(doubtful.rest) is not None)


def _is_header(block: HeaderBlock) -> bool:
    names = {name for name in block.values if name != "other"}
    date = iso_date(block.value("date"))
    dated = date is not None
    if block.capitals and "T" not in (date or "") and "@" not in block.value("from"):
        return False  # TO, FROM, DATE of a memorandum or a fax: a mail has small letters, a time, or an address
    if "from" in names:
        if not dated and not names & {"date", "subject"} and not _NAMED.match(block.value("from")):
            return False  # a sentence that begins with "From:"
        # A memorandum's TO stands above its FROM; a mail's above neither date nor subject.
        labelled = bool(names & {"subject", "date"}) or ("to" in names and next(iter(block.values)) == "from")
        return dated or (block.sure >= 2 and labelled)
    return dated and block.sure >= 2 and "subject" in names and bool(names & {"to", "cc", "attachments"})


class _Reader:
    """Takes the lines of a header one after the other until one does not belong to it."""

    def __init__(self, block: HeaderBlock, spacings: dict[int, Spacing]) -> None:
        self.block = block
        self.spacings = spacings
        self.current: Field | None = None
        self.before: PageLine | None = None
        self.steps: list[float] = []
        self.label_x0 = block.first.rect.x0
        self.value_x0 = block.first.value_x0
        self.hidden_to = 0.0
        self.stamped = False

    def take(self, line: PageLine) -> bool:
        """Whether `line` belongs to the header; its text is added to the field it belongs to."""
        if self.before is not None and self.before.page != line.page:
            self.hidden_to = 0.0
        text = without_stamp(line.text, self.stamped)
        self.stamped = text != line.text
        if not text and self.before is not None:
            return self._pass_stamp(line, self.before)
        if self.before is not None and self._gap(line) > 4 and line.rect.y0 > self.hidden_to:
            return False
        for part in split_labels(text):
            if not self._part(part, line):
                return False
        if self.before is not None and self.before.page == line.page and _LETTERS.search(line.text):
            self.steps.append(line.rect.y0 - self.before.rect.y0)
        self.before = line
        if self.current in _LIST_FIELDS and line.reach > line.rect.y1 + 2:
            self.hidden_to = line.reach
        return True

    def _pass_stamp(self, line: PageLine, before: PageLine) -> bool:
        """A line that is a classification stamp's: what follows goes on with a list, but with no other value."""
        if self.current not in _LIST_FIELDS:
            self.current = None
        if line.page != before.page or line.rect.y0 > before.rect.y0:
            self.before = line  # a stamp beside the header may be read as standing above it
        return True

    def skip(self, lines: Sequence[PageLine], at: int) -> bool:
        """Whether an illegible line, or pieces of a list between holes, stand before a sure label still to come."""
        if (own := find_label(lines[at].text)) is not None and own.colon and own.field == "from":
            return False  # another header
        listed = self.current in _LIST_FIELDS and "subject" not in self.block.values
        for line in lines[at + 1 : at + 1 + (_MOST_PIECES if listed else 1)]:
            label = find_label(line.text)
            if label is not None and label.colon and label.field in _CORE and label.field not in self.block.values:
                if listed and self.current is not None and _PIECE.search(lines[at].text):
                    self.block.values[self.current].append(lines[at].text)
                self.before = lines[at]
                return True
            if len(line.text.split()) > 9 and ";" not in line.text:
                return False
        return False

    def _part(self, text: str, line: PageLine) -> bool:
        label = find_label(text, within=True) or self._cut_date(text) or self._copies(text, line)
        if label is not None and (label.colon or self._expects(label.field, label.rest)):
            again = label.field == self.current and label.field in _LIST_FIELDS and label.colon
            if label.field != "other" and any(self.block.values.get(label.field, [])) and not again:
                return False
            if again and label.rest:
                self.block.values[label.field].append(";")  # telephones print a label before each recipient
            self.block.values.setdefault(label.field, []).append(label.rest)
            self.current = label.field
            self.block.sure += label.colon
            printed = re.match(r"\W*([A-Za-z]+)", text)
            if label.field not in ("cc", "bcc") and printed is not None:
                self.block.capitals &= printed[1].isupper()
            if label.rest:
                self.value_x0 = max(self.value_x0, line.value_x0)
            return True
        return self._continues(text, line)

    def _cut_date(self, text: str) -> Label | None:
        """`nt: Tue Jun 12 09:14:22 2018`: what is left of a label at the paper's edge, before a date and a time."""
        match = _SHORT_LABEL.match(text) if "date" not in self.block.values and "from" in self.block.values else None
        if match is None or "T" not in (iso_date(match["rest"]) or ""):
            return None
        return Label("date", match["rest"].strip(), True)

    def _copies(self, text: str, line: PageLine) -> Label | None:
        """`Cc` behind `To`, misread beyond the known ways: two or three signs with a colon, or `Ca` and the like."""
        if self.current != "to" or "cc" in self.block.values or not self._at_edge(line):
            return None
        match = _SHORT_LABEL.match(text) or (_CARBON.match(text) if not self._list_goes_on() else None)
        return Label("cc", match["rest"].strip(), bool(match["colon"])) if match else None

    def _at_edge(self, line: PageLine) -> bool:
        return abs(line.rect.x0 - self.label_x0) <= max(4.0, 0.8 * line.rect.height)

    def _list_goes_on(self) -> bool:
        return self.before is not None and self.before.text.rstrip().endswith((";", ","))

    def _expects(self, name: Field, rest: str) -> bool:
        """Whether a label without a colon is one here: it fits between the others, and its value fits it."""
        if self.before is None:
            return True
        if name in self.block.values:
            return False
        return iso_date(rest) is not None if name == "date" else name in ("to", "cc", "subject", "attachments")

    def _continues(self, text: str, line: PageLine) -> bool:
        if self.before is None or self.current is None or not _LETTERS.search(text):
            return self.before is not None and len(text.strip()) <= 2
        if self._fill_empty(text, line):
            return True
        if self.current in _LIST_FIELDS and line.rect.center[1] < self.hidden_to:
            self.block.values.setdefault(self.current, []).append(text)
            return True
        if self.current not in _WRAPPING or not self._wraps(text, line):
            return False
        self.block.values.setdefault(self.current, []).append(text)
        return True

    def _fill_empty(self, text: str, line: PageLine) -> bool:
        """Gives a value that stands apart from its label to the label it was meant for."""
        empty = [name for name, parts in self.block.values.items() if name != "other" and not any(parts)]
        indented = line.rect.x0 > self.label_x0 + 25
        if not empty or not indented or self._gap(line) > 1.6 or _CODES.fullmatch(text.strip()):
            return False
        own = self.block.values.get(self.current, []) if self.current is not None else []
        if any(own) and self.current in _WRAPPING and abs(line.rect.x0 - self.value_x0) < 12:
            return False  # goes on with the value above rather than with an empty one further up
        dated = iso_date(text) is not None
        if "date" in empty and dated:
            self.block.values["date"] = [text]
            return True
        others = [name for name in empty if name != "date"]
        if dated or not others:
            return False
        self.block.values[others[0]] = [text]
        return True

    def _wraps(self, text: str, line: PageLine) -> bool:
        if self.before is None or self._gap(line) > 1.45:
            return False
        column = self.value_x0 - self.label_x0 > 30
        if column and abs(line.rect.x0 - self.value_x0) < 12:
            return True
        before = self.before.text.rstrip()
        holed = self.before.reach > self.before.rect.y1 + 2 or "[redacted" in self.before.text
        listed = holed or before.endswith((";", ",", ":")) or (";" in text and not text.rstrip().endswith("."))
        if self.current in _LIST_FIELDS and listed:
            return True
        right = self.spacings[line.page].right
        return self.before.rect.x1 + line.first_width + 4 > right and self._gap(line) <= 1.3

    def _gap(self, line: PageLine) -> float:
        """Distance from the line before, in line pitches; over a page end 1 where a list goes on, else far."""
        if self.before is None:
            return 0.0
        if self.before.page != line.page:
            return 1.0
        # A header may be set wider than the body below it, such as a schedule in small type.
        pitch = max([self.spacings[line.page].pitch, *([median(self.steps)] if self.steps else [])])
        beyond = max(0.0, line.rect.y0 - self.before.reach) / pitch
        return min((line.rect.y0 - self.before.rect.y0) / pitch, 1 + beyond)
