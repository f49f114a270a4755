"""Copies are known by their words, holes and misreadings apart; forms and footers are not; what is shown is told."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.comparing import Difference, difference
from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import Word
from reviewer.text.copies.align import Side, align
from reviewer.text.copies.candidates import Candidates
from reviewer.text.copies.compare import HoleAt, KeptUnit, PackedUnitPage, PairFound, compare, find_units, pack
from reviewer.text.copies.personal import is_personal
from reviewer.text.copies.prints import prints
from reviewer.text.copies.units import Run, UnitPage, units

_MAIL_TEXT = (
    "From: Doyle, Marian Sent: Friday, June 15, 2018 2:22 PM To: Ellison, Pat Subject: Follow up from Redwood City "
    "Thank you for the time on Tuesday. It was good to meet the whole team in person, and the hour on the records "
    "floor told us more than any requirements document. On price the list rate is one tenth of a cent an image up to "
    "the first million. Let me know which dates suit you, and who should join from your side of the house."
)
_OTHER_TEXT = (
    "From: Okafor, Victor Sent: Monday, July 2, 2018 8:45 AM To: Kowalczyk, Dana Subject: Speaking slot at the summit "
    "Dear Dana, would your office take the second slot on the first day? The session is about record retention, with "
    "questions from the floor. We can pay for the room but not for travel. Please answer before the end of the week."
)
_DISCLAIMER_TEXT = (
    "This message is intended only for the person to whom it is addressed and may hold confidential information. If "
    "you have received it in error please delete it and tell the sender."
)
MAIL, OTHER, DISCLAIMER = _MAIL_TEXT.split(), _OTHER_TEXT.split(), _DISCLAIMER_TEXT.split()


def typed(lines: list[str], top: float = 100.0, line: int = 0) -> list[Word]:
    """Words set in lines 20 points apart."""
    return [
        Word(Rect(50 + 60 * n, top + 20 * row, 100 + 60 * n, top + 20 * row + 12), text, 0.9, line + row)
        for row, words in enumerate(lines)
        for n, text in enumerate(words.split())
    ]


def kept(page: int, words: list[str], *blank: tuple[int, int]) -> KeptUnit:
    """A page of these words; words `start` to `stop - 1` are hidden."""
    left: list[str] = []
    holes = []
    at = 0
    for start, stop in sorted(blank):
        left += words[at:start]
        hidden = " ".join(words[start:stop])
        holes.append(HoleAt(Uuid(f"{page}:{start}"), PageId(page), len(left), len(hidden)))
        at = stop
    left += words[at:]
    plain = ["".join(char for char in word.lower() if char.isalnum()) for word in left]
    return KeptUnit((Run(PageId(page), 0, len(left)),), pack(plain), tuple(holes))


def shown(found: PairFound | None, redaction: str) -> tuple[str, int, int]:
    """What the other copy has in the place of a redaction: how, from which word, how many."""
    assert found is not None
    place = next(place for place in found.places if place.redaction == redaction)
    assert place.confidence > 0.8
    return place.shown, place.word, sum(run.length for run in place.runs)


def test_what_one_copy_hides_is_found_in_the_other() -> None:
    found = compare(kept(1, MAIL, (40, 44)), kept(2, MAIL))
    assert shown(found, "1:40") == ("released", 40, 4)
    assert found is not None
    assert found.places[0].page == 2
    assert found.likeness == 1.0


def test_both_hide_the_same_or_a_part_of_it() -> None:
    both = compare(kept(1, MAIL, (40, 44)), kept(2, MAIL, (40, 44)))
    assert shown(both, "1:40") == ("hidden", 40, 0)
    part = compare(kept(1, MAIL, (40, 48)), kept(2, MAIL, (40, 42)))
    assert shown(part, "1:40") == ("partly", 40, 6)
    assert shown(part, "2:40") == ("hidden", 40, 0)


def test_misread_words_beside_a_hole_are_no_words_shown() -> None:
    misread = [*MAIL[:39], "recuirements", *MAIL[40:]]
    other = [*MAIL[:39], "requirernents", *MAIL[40:]]
    found = compare(kept(1, misread, (40, 44)), kept(2, other))
    assert shown(found, "1:40") == ("released", 40, 4)


def test_a_message_quoted_in_a_longer_chain_is_a_copy() -> None:
    chain = [*OTHER, *MAIL, *DISCLAIMER]
    found = compare(kept(1, MAIL, (40, 44)), kept(2, chain))
    assert shown(found, "1:40") == ("released", 40 + len(OTHER), 4)


def test_a_hole_at_the_end_of_the_record_is_told_by_one_side() -> None:
    last = len(MAIL) - 4
    found = compare(kept(1, MAIL, (last, len(MAIL))), kept(2, MAIL))
    assert shown(found, f"1:{last}") == ("released", last, 4)


def test_a_disclaimer_in_common_makes_no_copy() -> None:
    assert compare(kept(1, [*MAIL, *DISCLAIMER]), kept(2, [*OTHER, *DISCLAIMER])) is None


def test_messages_of_one_chain_are_no_copies_of_one_another() -> None:
    def mail(sender: str, time: str, said: str) -> list[str]:
        rest = "To: Hubbard, Glenn; Bass, John; Reines, Philippe; Sullivan, Jacob Subject: Monday in the situation room"
        return f"From: {sender} Sent: Friday, November 23, 2012 {time} PM {rest} {said}".split()

    one = mail("Benjamin, Daniel", "3:40", "I will ask for the paper and call you then")
    two = mail("Mills, Cheryl", "11:20", "Who wrote the first draft of it last week")
    assert compare(kept(1, one, (25, 27)), kept(2, two)) is None
    read_again = mail("Benjamin, Daniel", "3:48", "I will ask for the paper and call you then")
    assert compare(kept(1, one, (25, 27)), kept(2, read_again)) is not None  # a digit may be misread


def test_a_form_filled_in_otherwise_is_no_copy() -> None:
    form = "Name {} Date of birth {} Case number {} Station {} Reason for the stop as stated by the officer {}".format
    one = form("Robert Tate", "04/11/1971", "2018-4471", "Fairmont North", "broken tail light on the left").split()
    two = form("Lena Amberg", "12/30/1988", "2018-9023", "Harbor Street", "no valid plate at the front").split()
    assert compare(kept(1, one, (1, 3)), kept(2, two)) is None


def test_messages_of_one_template_differ_in_their_numbers() -> None:
    def mail(time: str, number: str) -> list[str]:
        head = f"From: Doyle, Marian Sent: Friday, June 15, 2018 {time} PM To: Ellison, Pat Subject: Order {number}"
        return f"{head} Your order was received and will be shipped.".split()

    assert compare(kept(1, mail("2:22", "48113")), kept(2, mail("4:51", "50277"))) is None


@given(st.integers(0, 10_000))
def test_a_hole_shows_what_was_blanked_out(seed: int) -> None:
    chance = random.Random(seed)
    start = chance.randint(8, len(MAIL) - 16)
    size = chance.randint(1, 6)
    found = compare(kept(1, MAIL, (start, start + size)), kept(2, MAIL))
    assert found is not None
    place = found.places[0]
    words = [word for run in place.runs for word in MAIL[run.first : run.first + run.length]]
    assert words == MAIL[start : start + size]


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30), st.data())
def test_aligned_stretches_cover_both_sides_in_order(a: list[str], b: list[str], data: st.DataObject) -> None:
    holes = [sorted(data.draw(st.lists(st.integers(0, len(side)), max_size=3))) for side in (a, b)]
    i = j = 0
    for stretch in align(Side(a, holes[0]), Side(b, holes[1])):
        assert (stretch.a0, stretch.b0) == (i, j)
        assert stretch.a1 >= i
        assert stretch.b1 >= j
        i, j = stretch.a1, stretch.b1
    assert (i, j) == (len(a), len(b))


def test_eight_words_in_common_have_a_print_in_common() -> None:
    rest = [f"word{n}" for n in range(200)]
    for start in range(0, 40, 3):
        one, two = [*rest[:start], *MAIL[20:28], *rest[start:90]], [*rest[100:140], *MAIL[20:28], *rest[140:]]
        assert np.intersect1d(prints(one), prints(two)).size
    assert not prints(["two", "words"]).size


def test_candidates_share_prints_that_few_have() -> None:
    texts = [MAIL, OTHER, [*OTHER, *MAIL], *([*DISCLAIMER, f"nr{n}"] for n in range(80))]
    candidates = Candidates(range(10, 10 + len(texts)), [prints(text) for text in texts])
    assert list(candidates.pairs(set(range(200)))) == [(10, 12), (11, 12)]  # eighty disclaimers are none
    assert list(candidates.pairs({10})) == [(10, 12)]
    assert list(candidates.pairs({12}, among={11})) == [(11, 12)]
    assert list(Candidates([], []).pairs({1})) == []


def test_a_document_is_cut_into_its_messages() -> None:
    top = typed(["From: Doyle, Marian To: Ellison", "Please call me about the order today"])
    quoted = typed(["From: Ellison, Pat To: Doyle", "The order was shipped on Friday morning"], 200.0, 2)
    foot = typed(["UNCLASSIFIED Case No. F-2014"], 700.0, 4)
    page = UnitPage(PageId(7), [*top, *quoted, *foot], frozenset({4}), (100.0, 200.0))
    first, second = units([page])
    assert first.words[0] == second.words[0] == "from"
    assert second.runs == (Run(PageId(7), len(top), len(quoted)),)
    assert "unclassified" not in second.words
    last = UnitPage(PageId(8), typed(["and reached us on the Monday after that day"]))
    assert [run.page for run in units([page, last])[1].runs] == [7, 8]  # a message goes on over the end of a page


def test_pages_without_messages_stand_for_themselves() -> None:
    pages = [UnitPage(PageId(n), typed(["one two three four five six seven", "eight nine"])) for n in (1, 2)]
    assert [unit.runs[0].page for unit in units(pages)] == [1, 2]
    assert units([UnitPage(PageId(1), typed(["too short"]))]) == []


def test_labels_misread_are_one_label_and_stamps_are_none() -> None:
    lines = ["From: Doyle, Marian (Northwind Web)", "TQ: Ellison, Pat", "Ce: Farrow", "BRR-2018-000114 the order (two)"]
    (unit,) = units([UnitPage(PageId(1), typed(lines), stamped=frozenset({"BRR-2018-000114"}))])
    assert unit.words[:5] == ("from", "doyle", "marian", "", "")  # an office that only some mail programs print
    assert [unit.words[n] for n in (5, 8, 10)] == ["to", "cc", ""]
    assert unit.words[-1] == "two"


def test_units_are_kept_packed() -> None:
    from reviewer.model.packing import pack_words

    (found,) = find_units([PackedUnitPage(PageId(3), pack_words(typed([" ".join(MAIL[:9]), " ".join(MAIL[9:20])])))])
    assert found.runs == (Run(PageId(3), 0, 20),)
    assert len(found.prints) % 4 == 0


DAYS = (date(2018, 10, 29), date(2017, 3, 1))


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "inconsistent"),
        ({"same_release": False}, "newly withheld"),
        ({"same_release": False, "released": DAYS[::-1]}, "superseded"),
        ({"same_release": False, "released": (DAYS[0], None)}, "undated"),
        ({"same_release": False, "released": (DAYS[0], DAYS[0])}, "undated"),
        ({"same_release": False, "same_producer": False}, "other producer"),
        ({"visible": False, "hidden": True}, "hidden too"),
        ({"visible": False, "hidden": True, "same_codes": False}, "recoded"),
        ({"visible": False}, "text differs"),
    ],
)
def test_dates_and_producers_decide_the_kind(facts: dict[str, object], kind: Difference) -> None:
    usual: dict[str, object] = {
        "visible": True, "hidden": False, "same_codes": True, "same_release": True, "same_producer": True,
        "released": DAYS,
    }  # fmt: skip
    assert difference(**(usual | facts)) == kind  # type: ignore[arg-type]  # the table names the facts it sets


@pytest.mark.parametrize("text", ["call (202) 555-0143", "SSN 078-05-1120", "A 012 345 678", "jo.tate@gmail.com"])
def test_numbers_and_addresses_of_persons_are_known(text: str) -> None:
    assert is_personal(text)


@pytest.mark.parametrize("text", ["the list rate is $0.0010", "case 2018-000114", "doyle@northwind.example", "July 9"])
def test_other_numbers_are_not(text: str) -> None:
    assert not is_personal(text)
