"""What is decided over a whole file from packed pages is what is decided from the pages themselves."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.packing import PackedPage, dump, pack_words
from reviewer.model.page import PageResult
from reviewer.text.documents import find_documents
from reviewer.text.series import settle_numbers
from reviewer.text.whole_files import find_in_file
from tests.unit.typeset import block, hole, line, page

MAIL = ["From: Vale, Ida", "Sent: Tuesday, June 12, 2018 9:14 AM", "To: Brook, Tom", "Subject: Tile contract", ""]


def packed(read: PageResult) -> PackedPage:
    """A page as a project keeps it."""
    holes = [
        [read.redactions[token.redaction].rects, read.redactions[token.redaction].codes, token.before, token.line]
        for token in read.text.tokens
    ]
    return PackedPage(
        read.page,
        read.width,
        read.height,
        read.text.text,
        pack_words(read.text.words),
        dump(holes),
        dump(dict(read.identifiers)),
        read.bates,
    )


def mails(stamps: Sequence[str]) -> list[PageResult]:
    """Pages that open with a mail each, a redaction below its header, and a stamp at the foot."""
    return [
        page(
            [*block([*MAIL, f"Text of message {number}", "with a second line."]), *line(stamp, 380, 765)],
            number,
            [hole(50, 160, 300, 172, "(b)(6)")],
        )
        for number, stamp in enumerate(stamps)
    ]


def test_documents_of_packed_pages_are_those_of_the_pages() -> None:
    pages = mails(["DB Cooper-6226", "DB Cooper-6227", "4B Cooper-6228", "", "DB Cooper-6232"])
    found = find_in_file(packed(read) for read in pages)
    assert list(found.documents) == find_documents(pages)
    assert found.documents[0].subject == "Tile contract"
    assert found.documents[0].bates_first == "DB Cooper-6226"


def test_only_numbers_that_are_others_than_read_come_back() -> None:
    pages = mails(["DB Cooper-6226", "DB Cooper-6227", "4B Cooper-6228", "", "DB Cooper-6232"])
    found = find_in_file(packed(read) for read in pages)
    settled = settle_numbers(pages)
    assert [number.page for number in found.numbers] == [0, 1, 2, 4]
    assert all(number.bates == settled[number.page].bates for number in found.numbers)
    assert find_in_file(packed(read) for read in settled).numbers == ()


def test_a_file_of_pages_that_were_not_read_is_one_document() -> None:
    found = find_in_file([PackedPage(number, 612.0, 792.0) for number in range(3)])
    assert [(document.first_page, document.last_page) for document in found.documents] == [(0, 2)]
    assert find_in_file([]).documents == ()
