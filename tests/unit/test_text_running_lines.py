"""Running heads and feet and release stamps are told from what a record says, by repetition and place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from reviewer.model.page import PageResult, Word
from reviewer.text.names.find import find_names_of
from reviewer.text.names.wanted import NamesWanted
from reviewer.text.running_lines import edge_lines, running_lines
from reviewer.text.whole_files import find_in_file
from tests.unit.test_text_whole_files import packed
from tests.unit.typeset import block, line, page

BODY = ["The survey of the harbour was made in March.", "Nothing of note was found on the pier."]


def _page(number: int, words: Sequence[Word]) -> PageResult:
    return page([*words, *block(BODY, y=300)], number)


def _running(pages: Sequence[PageResult], first_pages: Collection[int] = (0,)) -> dict[int, list[str]]:
    found: Mapping[int, frozenset[int]] = running_lines(
        [edge for one in pages for edge in edge_lines(one)], len(pages), first_pages
    )
    texts = {one.page: one.text.text.split("\n") for one in pages}
    return {number: [texts[number][n] for n in sorted(lines)] for number, lines in found.items()}


def test_heads_and_feet_that_count_up_are_running() -> None:
    pages = [
        _page(n, [*line("Survey of Harbours", 50, 40), *line(f"Office of Piers @400 Page {n + 1}", 50, 750)])
        for n in range(4)
    ]
    assert _running(pages) == {n: ["Survey of Harbours", f"Office of Piers Page {n + 1}"] for n in range(4)}


def test_misread_letters_do_not_part_them() -> None:
    heads = ["Survey of Northern Harbours", "Survey oi Northern Harhours", "Survey of Northern Harbours", "BUDGET"]
    found = _running([_page(n, line(head, 50, 40)) for n, head in enumerate(heads)])
    assert found == {n: [heads[n]] for n in range(3)}


def test_a_letterhead_stands_on_first_pages_and_belongs_to_the_letter() -> None:
    pages = [_page(n, line("Department of Piers" if n % 2 == 0 else "see overleaf", 50, 40)) for n in range(6)]
    found = _running(pages, first_pages=(0, 2, 4))
    assert all("Department of Piers" not in lines for lines in found.values())


def test_a_stamp_on_every_record_is_running_even_if_each_has_one_page() -> None:
    pages = [_page(n, line("PRODUCED TO THE HARBOUR COMMITTEE", 150, 30)) for n in range(6)]
    assert set(_running(pages, first_pages=range(6))) == set(range(6))


def test_labels_of_mail_and_rows_of_tables_are_never_running() -> None:
    pages = [
        _page(
            n,
            [
                *line("From: Vale, Ida", 50, 60),
                *line(f"0{n}/12/18 @150 11{n} @200 PIER SUPPLIES @400 4{n}.50", 50, 740),
            ],
        )
        for n in range(6)
    ]
    assert _running(pages) == {}


def test_words_repeated_at_other_heights_or_in_the_body_are_not_running() -> None:
    pages = [
        _page(n, [*line("Harbour Supplies Company", 50, 20 + 14 * n), *line("Pier Services Company", 50, 400)])
        for n in range(5)
    ]
    assert _running(pages) == {}


def test_known_release_stamps_are_running_on_a_single_page() -> None:
    found = _running([_page(0, [*line("UNCLASSIFIED", 50, 20), *line("RELEASE IN PART B5", 400, 40)])])
    assert found == {0: ["UNCLASSIFIED", "RELEASE IN PART B5"]}


def test_names_are_not_looked_for_in_running_lines_but_in_the_body() -> None:
    foot = "Report of Marian Doyle"
    pages = [page([*line(foot, 50, 750), *block(["Marian Doyle came to Chicago."], y=300)], n) for n in range(4)]
    findings = find_in_file(packed(one) for one in pages)
    assert set(findings.running) == {0, 1, 2, 3}
    kept = packed(pages[1])
    with_stamps, without = find_names_of(
        [NamesWanted(kept.words, (), ()), NamesWanted(kept.words, (), (), running=findings.running[1])]
    )
    assert sum(name.form == "Marian Doyle" for name in with_stamps) == 2
    assert sum(name.form == "Marian Doyle" for name in without) == 1
