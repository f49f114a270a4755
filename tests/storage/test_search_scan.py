"""Searches of random small projects give what a naive look at every page gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model.documents import DocumentFinding
from reviewer.model.page import Redaction
from reviewer.model.query import And, Field, Near, NearRedaction, Not, Or, Phrase, Prefix, Query, Term
from reviewer.services.operations import EditDocument, MarkSeen, SplitDocument
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import PageContent, PageRow
from reviewer.text.tokens import RESERVED, terms
from tests.storage.material import add_file, black, box, read_pages, result

_WORDS = ("fee", "waiver", "harm", "detention", "detentlon", "bed", "northwind", "doyle", "cost", "a")
_CODES = ("(b)(5)", "(b)(6)", "(b)(7)(C)")
_PEOPLE = ("Jo Doyle", "Tate Moore", "Ann Doyle Marsh", "")


def _lines(page: int) -> tuple[str, ...]:
    """Words that depend on the page alone, so that the project is the same in every run."""
    drawn = [_WORDS[(page * 7 + n * n * 3 + n * page) % len(_WORDS)] for n in range(6 + page % 5)]
    return tuple(" ".join(drawn[at : at + 4]) for at in range(0, len(drawn), 4))


def _redactions(page: int) -> tuple[Redaction, ...]:
    if page % 3 == 0:
        return ()
    made = black(box(300, 100), codes=(_CODES[page % 3],))
    return (made,) if page % 4 else (made, Redaction((box(200, 130),), "white"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.create(Path(tmp_path_factory.mktemp("scan")) / "scan.foia", reviewer="Ada") as workspace:
        file = add_file(workspace, 24, "Scan.pdf")
        pages = read_pages(workspace, *(result(n, _redactions(n), _lines(n)) for n in range(24)))
        found = [
            DocumentFinding(n, n + 1, "e-mail" if n % 4 else "letter", f"201{n % 3}-0{1 + n % 9}-02T10:00",
                            _PEOPLE[n % 4], (_PEOPLE[(n + 1) % 4],), (), "Site visit" if n % 6 else "Fee waiver")
            for n in range(0, 24, 2)
        ]  # fmt: skip
        workspace.intake.store_documents(file, found).result()
        workspace.perform(MarkSeen(tuple(pages[::5])))
        first, second, *_ = workspace.read.sources.documents(file)
        workspace.perform(EditDocument(first.uuid, sender="Élan Ünal"))
        workspace.perform(SplitDocument(second.uuid, second.first_page + 1))
        workspace.perform(EditDocument(workspace.read.sources.documents(file)[5].uuid, subject="Bed costs"))
        workspace.undo()
        yield workspace


@pytest.fixture(scope="module")
def scanned(made: Workspace) -> list[_Page]:
    return [_Page(made, row) for row in made.read.pages.of_file()]


_word = st.sampled_from(_WORDS).map(Term)
_words = st.one_of(
    _word,
    st.sampled_from(("de", "f", "north", "co")).map(Prefix),
    st.lists(st.sampled_from(_WORDS), min_size=2, max_size=2).map(lambda parts: Phrase(tuple(parts))),
)
_fields = st.sampled_from(
    [
        Field("code", "(b)(5)"),
        Field("code", "(b)(7)"),
        Field("code", "none"),
        Field("kind", "white"),
        Field("seen", "yes"),
        Field("seen", "no"),
        Field("type", "letter"),
        Field("from", "doyle"),
        Field("from", "ünal"),
        Field("from", "moo*"),
        Field("to", "tate moore"),
        Field("document", "visit"),
        Field("document", "costs"),
        Field("date", "2011"),
        Field("date", "2010-03", "2011-05"),
        Field("page", "3", "9"),
        Field("file", "scan"),
        Field("bates", "BRR-2018-00000*"),
        Field("state", "done"),
    ]
)
_queries = st.recursive(
    st.one_of(
        _words,
        _fields,
        st.builds(Near, st.lists(_words, min_size=2, max_size=2).map(tuple), st.integers(1, 4)),
        st.builds(NearRedaction, _word, st.integers(1, 4), st.sampled_from([None, "(b)(5)"])),
    ),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(query=_queries)
def test_an_answer_is_that_of_a_look_at_every_page(made: Workspace, scanned: list[_Page], query: Query) -> None:
    expected = [page.row.id for page in scanned if page.answers(query)]
    assert [hit.page for hit in made.read.search.pages(query)] == expected
    assert made.read.search.count(query) == len(expected)
    answer = made.read.search.first(query, limit=200)
    assert sorted(hit.page for hit in answer.hits) == expected
    assert not answer.more
    if answer.order == "in page order":
        assert [hit.page for hit in answer.hits] == expected


class _Page:
    """One page looked at without any index."""

    def __init__(self, workspace: Workspace, row: PageRow) -> None:
        self.row = row
        self.content: PageContent = workspace.read.pages.content(self.row.id)
        documents = workspace.read.sources.documents(self.row.file)
        self.document = next(d for d in documents if d.first_page <= self.row.number <= d.last_page)
        self.terms: list[str] = []
        holes = {token.before: token.redaction for token in self.content.text.tokens}
        for number in range(len(self.content.text.words) + 1):
            if number in holes:
                codes = self.content.redactions[holes[number]].codes
                self.terms.append(RESERVED + "".join(code.replace("(", "").replace(")", "").lower() for code in codes))
            if number < len(self.content.text.words):
                self.terms += terms(self.content.text.words[number].text)

    def answers(self, query: Query) -> bool:
        match query:
            case Term() | Phrase() | Prefix():
                return bool(self.places(query))
            case Near((first, second), distance):
                return any(
                    min(abs(a - d), abs(c - b)) <= distance or (a <= c <= b) or (c <= a <= d)
                    for a, b in self.places(first)
                    for c, d in self.places(second)
                )
            case NearRedaction(words, distance, code):
                holes = [
                    at
                    for at, term in enumerate(self.terms)
                    if term.startswith(RESERVED) and (code is None or term[1:].startswith("b5"))
                ]
                return any(min(abs(a - h), abs(h - b)) <= distance for a, b in self.places(words) for h in holes)
            case Not(inner):
                return not self.answers(inner)
            case And(parts):
                together = [part for part in parts if isinstance(part, Field) and part.name in ("code", "kind")]
                rest = [part for part in parts if part not in together]
                return (not together or self.redacted(together)) and all(self.answers(part) for part in rest)
            case Or(parts):
                return any(self.answers(part) for part in parts)
            case Field(name):
                return self.redacted([query]) if name in ("code", "kind") else self.fits(query)
        raise AssertionError(query)

    def places(self, words: object) -> list[tuple[int, int]]:
        match words:
            case Prefix(text):
                return [(n, n) for n, term in enumerate(self.terms) if term.startswith(text)]
            case Term(text):
                wanted: Sequence[str] = (text,)
            case Phrase(parts):
                wanted = parts
            case _:
                raise AssertionError(words)
        size = len(wanted)
        starts = range(len(self.terms) - size + 1)
        return [(n, n + size - 1) for n in starts if self.terms[n : n + size] == list(wanted)]

    def redacted(self, fields: Sequence[Field]) -> bool:
        def true_of(redaction: object, field: Field) -> bool:
            codes: tuple[str, ...] = getattr(redaction, "codes", ())
            if field.name == "kind":
                return bool(getattr(redaction, "kind", "") == field.value)
            if field.value == "none":
                return not codes
            return any(code == field.value or code.startswith(field.value + "(") for code in codes)

        return any(all(true_of(redaction, field) for field in fields) for redaction in self.content.redactions)

    def fits(self, field: Field) -> bool:
        document, value = self.document, field.value
        said = {"from": document.sender or "", "to": " ".join(document.to), "document": document.subject or ""}
        if field.name in said:
            held = f" {' '.join(terms(said[field.name]))} "
            return f" {' '.join(terms(value))}{'' if value.endswith('*') else ' '}" in held
        return {
            "seen": (self.row.seen_at is not None) == (value == "yes"),
            "type": document.type == value,
            "date": value <= (document.date or "")[: len(value)]
            and (document.date or "")[: len(field.upto or value)] <= (field.upto or value),
            "page": field.name == "page" and int(value) <= self.row.number + 1 <= int(field.upto or value)
            if value.isdigit() and len(value) < 3 else False,
            "file": True,
            "bates": (self.row.bates or "").startswith(value.rstrip("*")),
            "state": self.row.state == value,
        }[field.name]  # fmt: skip
