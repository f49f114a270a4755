"""Typed queries answered by a project: every field, every combination, and places on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.documents import DocumentFinding, Message
from reviewer.model.errors import QueryError
from reviewer.model.ids import FileId
from reviewer.model.page import Redaction
from reviewer.model.query import And, Field, FieldName, Near, NearRedaction, Not, Or, Phrase, Prefix, Query, Term
from reviewer.search import parse
from reviewer.search.grammar import DEEPEST, MOST_PARTS
from reviewer.services.operations import (
    AddAlias,
    AddEntity,
    AddMention,
    AddPassage,
    AddTag,
    CheckBox,
    CheckCode,
    MarkSeen,
    SetNote,
    SetPosition,
    WordRun,
)
from reviewer.services.workspace import Workspace
from reviewer.storage.reads.redactions import RedactionFilter
from tests.storage.material import add_file, black, box, read_pages, redactions_on, result

_PAGES = (
    result(
        0, (black(box(300, 100), codes=("(b)(6)", "(b)(7)(C)")),), ("Dear Ms Doyle the detention bed", "fee waiver")
    ),
    result(
        1,
        (Redaction((box(200, 120),), "white"), black(box(400, 200), codes=("(b)(5)",))),
        ("The infor-", "mation is secret", "Élan vital costs 86 dollars"),
        markers=("non-responsive",),
    ),
    result(2, (), ("Doyle alone", "fee for a long and winding road to the last waiver")),
)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.create(Path(tmp_path_factory.mktemp("search")) / "matter.foia", reviewer="Ada") as workspace:
        file = add_file(workspace, 3, "Release_1of2.pdf")
        pages = read_pages(workspace, *_PAGES)
        add_file(workspace, 1, "Unread.pdf", release="Final")
        workspace.intake.store_documents(file, _documents()).result()
        (first,) = redactions_on(workspace, pages[0])
        workspace.perform(CheckBox((first,), "right"))
        workspace.perform(CheckCode((first,), "right"))
        workspace.perform(SetPosition((first,), "contested"))
        workspace.perform(SetNote("redaction", first, "ask the Attorney"))
        workspace.perform(SetNote("page", pages[2], "Odd page"))
        workspace.perform(MarkSeen((pages[0],)))
        tag = AddTag("Public Interest")
        workspace.perform(tag)
        workspace.perform(AddPassage((WordRun(pages[1], 0, 2),), (tag.uuid,)))
        entity = AddEntity("Jo Doyle", "person")
        workspace.perform(entity)
        workspace.perform(AddAlias(entity.uuid, "Ms Doyle"))
        workspace.perform(AddMention(entity.uuid, (WordRun(pages[0], 1, 2),)))
        yield workspace


def _documents() -> list[DocumentFinding]:
    chain = (Message(0, 80.0, "Jo Doyle", ("Tate",)), Message(1, 90.0, "Ünal", ("Northwind Sales",)))
    to, cc = ("Jo Doyle",), ("ICE Legal",)
    mail = DocumentFinding(0, 1, "e-mail", "2018-06-15T14:22", "Tate Moore", to, cc, "Site visit", messages=chain)
    return [mail, DocumentFinding(2, 2, "letter", "2012-10", "Agency", subject="Your fee")]


def pages(workspace: Workspace, query: Query) -> list[int]:
    hits = workspace.read.search.pages(query)
    found = [hit.number if hit.file_name == "Release_1of2.pdf" else 100 for hit in hits]
    assert workspace.read.search.count(query) == len(found)
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1, 2, 100]),
        ("doyle", [0, 2]),
        ("DOYLE fee", [0, 2]),
        ('"fee waiver"', [0]),
        ("fee NEAR waiver", [0, 2]),
        ("fee NEAR/3 waiver", [0]),
        ("fee NEAR/10 waiver", [0, 2]),
        ("fee NEAR/9 waiver", [0]),
        ("deten*", [0]),
        ("information", [1]),
        ("elan", [1]),
        ("doyle OR secret", [0, 1, 2]),
        ("doyle NOT bed", [2]),
        ("NOT doyle", [1, 100]),
        ("NOT (doyle OR secret)", [100]),
        ("redacted", []),
        ("6", []),
        ("86", [1]),
        ("bed near:redaction", [0]),
        ("bed near:b7", [0]),
        ("bed near:b7c/1", [0]),
        ("bed near:b1", []),
        ("doyle near:redaction/2", []),
        ("code:b6", [0]),
        ("code:b7", [0]),
        ("code:b7c", [0]),
        ("code:b1", []),
        ("code:none", [1]),
        ("code:b5 kind:white", []),
        ("code:b5 kind:black", [1]),
        ("NOT code:b6", [1, 2, 100]),
        ("kind:white", [1]),
        ("marking:none", [1]),
        ("marking:at", [0, 1]),
        ("check:checked", [0]),
        ("check:right", [0]),
        ("check:unchecked", [1]),
        ('check:"needs a look"', []),
        ("position:contested", [0]),
        ("position:undecided", [1]),
        ("tag:'public interest'", []),
        ('tag:"public interest"', [1]),
        ('entity:"jo doyle"', [0]),
        ('entity:"MS DOYLE"', [0]),
        ("entity:Doyle", []),
        ("file:release_1", [0, 1, 2]),
        ("file:1%", []),
        ("release:final", [100]),
        ("page:2", [1]),
        ("page:2..3", [1, 2]),
        ("seen:yes", [0]),
        ("seen:no", [1, 2, 100]),
        ("note:attorney", [0]),
        ("note:*", [0, 2]),
        ("bates:BRR-2018-000002", [1]),
        ("bates:brr-2018-*", [0, 1, 2]),
        ("bates:BRR-2018", []),
        ("type:e-mail", [0, 1]),
        ("from:moore", [0, 1]),
        ("from:ÜNAL", [0, 1]),
        ('to:"ice legal"', [0, 1]),
        ("to:northwind", [0, 1]),
        ("document:visit", [0, 1]),
        ("date:2018", [0, 1]),
        ("date:2018-06-15", [0, 1]),
        ("date:2018-06-16", []),
        ("date:2012..2018", [0, 1, 2]),
        ("date:..2012", [2]),
        ("date:2012-10..2012-10", [2]),
        ("date:2012-11..", [0, 1]),
        ("marker:responsive", [1]),
        ("state:pending", [100]),
        ("doyle code:b6", [0]),
        ("doyle OR code:b5", [0, 1, 2]),
        ("(doyle OR code:b5) NOT seen:yes", [1, 2]),
    ],
)
def test_queries(searched: Workspace, query: str, expected: list[int]) -> None:
    assert pages(searched, parse(query)) == expected


def test_hits_come_in_portions(searched: Workspace) -> None:
    for query in (Or((Term("doyle"), Term("secret"))), Field("seen", "no"), And(())):
        first = searched.read.search.pages(query, limit=2)
        rest = searched.read.search.pages(query, after=first[-1].page)
        assert [*first, *rest] == searched.read.search.pages(query)


def test_places_are_boxes_on_the_page(searched: Workspace) -> None:
    hits = searched.read.search.pages(parse('"detention bed"'))
    (place,) = searched.read.search.places(parse('"detention bed"'), hits[0].page)
    words = _PAGES[0].text.words
    assert [words[n].text for n in place.words] == ["detention", "bed"]
    assert place.rects == (words[4].rect, words[5].rect)
    (joined,) = searched.read.search.places(Term("information"), searched.read.search.pages(Term("secret"))[0].page)
    assert len(joined.rects) == 2


def test_excerpts_show_the_hole(searched: Workspace) -> None:
    page = searched.read.search.pages(Term("bed"))[0].page
    assert searched.read.search.excerpt(Term("bed"), page) == (
        "Dear Ms Doyle the detention bed [redacted (b)(6), (b)(7)(C)] fee waiver"
    )


def test_a_word_of_nothing_is_told(searched: Workspace) -> None:
    for query in (Term("&"), Prefix("…"), Phrase(("—", "!")), Near((Term("a"), Term("%")))):
        with pytest.raises(QueryError):
            searched.read.search.pages(query)


@pytest.mark.parametrize(
    "text", ['"', "' OR 1=1 --", '"; DROP TABLE page; --', "a AND b", "NEAR(", "*", "ué\x00x", "col:x", "%", "_", "\\"]
)
def test_typed_text_is_never_a_statement(searched: Workspace, text: str) -> None:
    names: tuple[FieldName, ...] = (
        "bates",
        "entity",
        "file",
        "from",
        "note",
        "tag",
        "marker",
        "kind",
        "date",
        "document",
    )
    for name in names:
        searched.read.search.count(Field(name, text))
    words: list[Query] = [Term("x" + text), Phrase(("x" + text, "b")), NearRedaction(Prefix("x" + text), 3, text)]
    for asked in words:
        assert searched.read.search.count(asked) == 0
    assert searched.read.search.count(And(())) == 4


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("code:b5", 1),
        ("NOT code:b5", 2),
        ("kind:black", 2),
        ("doyle", 1),
        ("page:2", 2),
        ("page:2 kind:white", 1),
        ("code:b5 OR code:b6", 2),
        ("position:contested OR marking:none", 2),
        ("type:letter", 0),
    ],
)
def test_the_same_queries_choose_redactions(searched: Workspace, query: str, count: int) -> None:
    chosen = RedactionFilter(query=parse(query))
    assert searched.read.redactions.count(chosen) == count
    assert len(list(searched.read.log.rows(chosen))) == count


def test_not_a_redaction_is_found_only_when_asked_for(searched: Workspace) -> None:
    uuid = searched.read.redactions.ids(RedactionFilter(codes=("(b)(5)",)))[0]
    searched.perform(CheckBox((uuid,), "not a redaction"))
    try:
        assert pages(searched, Field("code", "(b)(5)")) == []
        assert pages(searched, And((Field("check", "not a redaction"), Field("code", "(b)(5)")))) == [1]
        assert pages(searched, Not(Field("code", "(b)(5)"))) == [0, 1, 2, 100]
    finally:
        searched.undo()


def test_documents_belong_to_their_file(searched: Workspace) -> None:
    files = searched.read.sources.files()
    assert [len(searched.read.sources.documents(file.id)) for file in files] == [2, 0]
    assert searched.read.sources.documents(FileId(99)) == []


@pytest.mark.parametrize("first", ["doyle", "code:b6", "NOT doyle", "from:moore", "doyle near:redaction", "doyle~"])
def test_queries_as_deep_and_as_long_as_they_may_be(searched: Workspace, first: str) -> None:
    query = first
    for level in range(DEEPEST):
        query = f"({query} {'OR' if level % 2 else 'AND'} w{level})"
    long = " OR ".join(["doyle", first, *(f"word{n}" for n in range(MOST_PARTS - 5))])
    for typed in (query, query.replace("OR", "NOT"), long, long.replace(" OR ", " ")):
        meant = parse(typed)
        found = pages(searched, meant)
        assert len(searched.read.search.first(meant).hits) == len(found)
        searched.read.search.misread(meant)
        searched.read.search.items(meant)
        list(searched.read.search.facets(meant))
