"""The phrases of the withholding log and pin cites."""

from __future__ import annotations

from reviewer.export.building import record_of
from reviewer.export.pincite import PinCite, cite_range
from reviewer.export.wording import (
    date_words,
    description_words,
    extent_words,
    marking_words,
    record_words,
    where_words,
)
from reviewer.model.documents import Message
from reviewer.model.ids import FileId, Uuid
from reviewer.storage.rows import DocumentRow


def test_a_pin_cite_names_identifier_file_page_and_document_page() -> None:
    cite = PinCite("Release_1of2.pdf", 114, "BRR-2018-000114", 1, 2)
    assert str(cite) == "BRR-2018-000114; Release_1of2.pdf p. 114; doc. p. 1 of 2"
    assert str(PinCite("a.pdf", 3)) == "a.pdf p. 3"
    assert str(PinCite("a\nb.pdf", 3, document_page=2)) == "a b.pdf p. 3; doc. p. 2"


def test_a_range_says_where_it_ends() -> None:
    first, last = PinCite("a.pdf", 3), PinCite("a.pdf", 4)
    assert cite_range([first, first]) == "a.pdf p. 3"
    assert cite_range([first, last]) == "a.pdf p. 3 – a.pdf p. 4"


def test_records_carry_their_type_and_date_as_printed() -> None:
    assert record_words("e-mail", "2018-06-15T14:22") == "E-mail, 15 Jun 2018, 2:22 PM"
    assert record_words("deleted-page-sheet", None) == "Deleted-page sheet"
    assert record_words("", None) == "Record"
    assert date_words("2018-06-15T00:05") == "15 Jun 2018, 12:05 AM"
    assert date_words("summer 2018") == "summer 2018"


def test_descriptions_keep_the_holes() -> None:
    assert description_words("Doyle", ["[redacted (b)(6)]"], "Follow up") == "Doyle to [redacted (b)(6)]; “Follow up”"
    assert description_words(None, ["a", "b", "c", "d", "e"], None) == "to a, b, c and 2 more"
    assert description_words(None, [], None) == ""


def test_where_quotes_the_words_around() -> None:
    before = "we would like to add their search cluster."
    assert (
        where_words("black", before, "Let me know which dates work for you")
        == "between “… like to add their search cluster.” and “Let me know which dates work …”"
    )
    assert where_words("black", "", "Hello", first=True) == "at the head of the page, before “Hello”"
    assert where_words("black", "", "Hello") == "before “Hello”"
    assert where_words("white", "Regards,", "") == "after “Regards,”"
    assert where_words("black", " ", "") == "no released words beside it"
    assert where_words("black", "x" * 200, "y") == f"between “… {'x' * 60}” and “y”"
    assert where_words("black", f"a {'b' * 58} c", "") == f"after “… {'b' * 58} c”"
    assert where_words("page", "a", "b") == "whole body of the page"


def test_extents_say_that_they_are_estimates() -> None:
    assert extent_words("black", 4, 52) == "about 4 lines (est. 45–60 words)"
    assert extent_words("black", 1, 2) == "within one line (est. 2 words)"
    assert extent_words("black", 1, 1) == "within one line (est. 1 word)"
    assert extent_words("outline", 1, 0) == "within one line (words not estimated)"
    assert extent_words("page", 40, 0) == "whole page"


def test_extents_never_run_backwards() -> None:
    for words in range(4, 3000):
        low, high = extent_words("black", 2, words).split("est. ")[1].removesuffix(" words)").split("–")
        assert int(low) <= words <= int(high)
        assert int(low) < int(high)


def test_markings_quote_what_is_printed_and_never_more() -> None:
    assert marking_words("at", "b6") == "“b6”, at the deletion"
    assert marking_words("none", "") == "none found on page"
    assert marking_words("none", "", ["non-responsive"]) == "none found on page; on the page: non-responsive"
    assert marking_words("cut", "(b) (6), (b)") == "“(b) (6), (b)”, cut off or illegible"
    assert marking_words("at", "ib) (6)", codes=["(b)(6)"]) == "(b)(6) (as read), at the deletion"
    assert marking_words("at", "", codes=["(b)(6)"]) == "(b)(6) (as read), at the deletion"
    assert marking_words("at", "(b)(G)", codes=["(b)(6)"]) == "“(b)(G)”, at the deletion"
    assert marking_words("shared", "") == "in a stack that serves several deletions of the page"
    served = "in a stack that serves several deletions of the page; codes read on the page: (b)(5), (b)(6)"
    assert marking_words("shared", "", on_page=["(b)(5)", "(b)(6)"]) == served
    assert marking_words("none", "", on_page=["(b)(5)"]) == "none found on page"
    assert marking_words("at", "b6", on_page=["(b)(5)"]) == "“b6”, at the deletion"


def test_in_a_chain_the_record_is_the_message_that_a_place_stands_in() -> None:
    chain = DocumentRow(
        Uuid("d"), FileId(1), 3, 4, "machine", "e-mail", "2018-06-20T08:31", "Betz", ("Navarro",), (), "RE: Follow up",
        (), None, None,
        (
            Message(3, 72, "Betz", ("Navarro",), (), "2018-06-20T08:31", "RE: Follow up"),
            Message(3, 400, "Doyle", ("Betz",), (), "2018-06-19T16:48", "Follow up"),
            Message(4, 100, "Raman", ("Doyle",), (), None, None),
        ),
    )  # fmt: skip
    assert record_of(chain, 3, 399)[0] == "E-mail, 20 Jun 2018, 8:31 AM"
    assert record_of(chain, 3, 405) == ("E-mail, 19 Jun 2018, 4:48 PM", "Doyle to Betz; “Follow up”")
    assert record_of(chain, 4, 50)[0] == "E-mail, 19 Jun 2018, 4:48 PM"
    assert record_of(chain, 4, 300) == ("E-mail", "Raman to Doyle; “RE: Follow up”")
    assert record_of(chain, 3, 10)[0] == "E-mail, 20 Jun 2018, 8:31 AM"
    assert record_of(None, 3, 10) == ("Record", "")
