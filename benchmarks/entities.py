"""How quickly names are found and grouped, and how well: aliases against a list of who is who in released e-mails."""

from __future__ import annotations

import csv
import hashlib
import re
import time
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path

from benchmarks._material import corpus_folder, mail_texts
from reviewer.model.documents import Message
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, PageText, Word
from reviewer.text.emails import find_messages
from reviewer.text.names.aliases import group_sightings
from reviewer.text.names.find import find_names
from reviewer.text.names.found import FoundName
from reviewer.text.names.headers import people_of
from reviewer.text.names.model import installed_model
from reviewer.text.names.printed import fold, take_apart
from reviewer.text.names.sightings import Sightings

_CHAR, _LINE = 4.5, 11.0  # points a character and a line of a page set from plain text
_PAGES, _PAGES_MODEL, _MENTIONS = 2_000, 300, 50_000


def run(corpus: Path | None = None, pages: int = _PAGES) -> dict[str, float]:
    """Figures of one core. Without the corpus, only what can be measured on made pages.

    `alias_*` are pairwise over all names and addresses of the list, which are counted once more than they occur; rows
    whose person is but an address say not who it is, and two persons of the same words in another order are one. The
    figures `…_as_listed` are without these two corrections. `…_unseen`: persons kept aside while the rules were made.
    """
    folder = corpus_folder(corpus)
    if folder is None or not (folder / "text" / "emails.tar.xz").exists():
        return _speed([_page(_MADE, 0)] * pages)
    seen, mails = Sightings(), mail_texts(folder / "text" / "emails.tar.xz")
    sample: list[tuple[PageResult, list[Message]]] = []
    mentions = 0
    grouped_in = 0.0
    for number, texts in enumerate(mails):
        read = [_page(text, page) for page, text in texts]
        messages = find_messages(read)
        people = list(people_of(messages))
        for person in people:
            seen.add(person, 1)
        mentions += len(people)
        if number % 15 == 0 and len(sample) < pages:
            sample += [(page, [m for m in messages if m.page == page.page]) for page in read]
        if mentions >= _MENTIONS and not grouped_in:
            grouped_in = _timed_grouping(seen)
    figures = _speed_of(sample[:pages]) | {"mentions": float(mentions), "grouping_s": grouped_in}
    return figures | _aliases(seen, folder / "text" / "alias_person.csv")


def _speed(pages: list[PageResult]) -> dict[str, float]:
    return _speed_of([(page, []) for page in pages])


def _speed_of(sample: list[tuple[PageResult, list[Message]]]) -> dict[str, float]:
    """Pages a second of one core, by rules alone and with an installed model (0: none is installed)."""
    model = installed_model()
    figures = {"pages": float(len(sample)), "pages_per_s": _rate(sample, None), "pages_per_s_model": 0.0}
    if model is not None:
        figures["pages_per_s_model"] = _rate(sample[:_PAGES_MODEL], model)
    return figures


def _rate(sample: list[tuple[PageResult, list[Message]]], model: str | None) -> float:
    find_names(sample[0][0].text, sample[0][1], model)  # loads what is loaded once
    start = time.process_time()
    found: list[FoundName] = []
    for page, messages in sample:
        found += find_names(page.text, messages, model)
    return len(sample) / (time.process_time() - start)


def _timed_grouping(seen: Sightings) -> float:
    start = time.perf_counter()
    group_sightings(seen)
    return time.perf_counter() - start


def _aliases(seen: Sightings, path: Path) -> dict[str, float]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["AliasName"], row["PersonName"]) for row in csv.DictReader(file)]
    for alias, _ in rows:
        seen.add(alias, 1)
    start = time.perf_counter()
    groups = group_sightings(seen)
    whole = time.perf_counter() - start
    group_of = {alias.key: number for number, group in enumerate(groups) for alias in group.aliases}
    listed = [(person, group_of[_key(alias)]) for alias, person in rows]
    known = [(_same_words(person), group) for person, group in listed if "@" not in person]
    unseen = [(_same_words(person), group) for person, group in listed if "@" not in person and _kept_aside(person)]
    figures = {"grouping_all_s": whole, "groups": float(len(groups))}
    for suffix, chosen in (("", known), ("_as_listed", listed), ("_unseen", unseen)):
        precision, recall = _pairwise(chosen)
        figures |= {f"alias_precision{suffix}": precision, f"alias_recall{suffix}": recall}
    return figures


def _kept_aside(person: str) -> bool:
    """Whether a person of the list is of the quarter whose groups nobody looked at while the rules were made."""
    digest = hashlib.sha256(person.encode()).digest()
    return bool(digest[0] % 2 and digest[1] % 2)


def _key(alias: str) -> str:
    parts = take_apart(alias)
    return fold(parts.name) or parts.address


def _same_words(person: str) -> str:
    """A person's name whatever the order of its words."""
    return " ".join(sorted(re.findall(r"\w+", fold(person))))


def _pairwise(rows: list[tuple[str, int]]) -> tuple[float, float]:
    """Precision and recall over pairs of aliases, each of a person and a group."""

    def pairs(things: Iterable[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(things).values())

    both = pairs(rows)
    return both / pairs(group for _, group in rows), both / pairs(person for person, _ in rows)


def _page(text: str, number: int) -> PageResult:
    words: list[Word] = []
    line = 0
    for row, printed in enumerate(text.split("\n")):
        top = 40 + row * _LINE
        found = list(re.finditer(r"\S+", printed))
        words += [
            Word(Rect(20 + m.start() * _CHAR, top, 20 + m.end() * _CHAR, top + 10), m[0], None, line) for m in found
        ]
        line += bool(found)
    return PageResult(number, 612.0, 792.0, "layer", PageText(tuple(words), (), text))


_MADE = "\n".join(
    [
        "From: Doyle, Marian <marian.doyle@northwind.example>",
        "Sent: Friday, June 15, 2018 2:22 PM",
        "To: Okafor, Victor; Kowalczyk, Dana",
        "Subject: Contract HSCETC-16-C-00001",
        *["Dr. Ann Reyes of U.S. Immigration and Customs Enforcement paid $2.5 million on 3 May 2018."] * 30,
    ]
)
