"""Unsure date lines of mail headers are read once more, and the reading that most agree on is taken."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.workers.date_lines import Strip, settle_dates

_SURE, _UNSURE = 0.96, 0.6


def _line(text: str, top: float, sure: float = _SURE, left: float = 40.0, number: int = 0) -> list[Word]:
    words, x = [], left
    for part in text.split():
        words.append(Word(Rect(x, top, x + 5.0 * len(part), top + 9.0), part, sure, number))
        x += 5.0 * len(part) + 4.0
    return words


def _strip(readings: Mapping[int, str], asked: list[Rect] | None = None) -> Strip:
    def read(area: Rect, dpi: int) -> list[Word]:
        if asked is not None:
            asked.append(area)
        return [*_line(readings[dpi], area.y0 - 4.0, 0.9, area.x0)]

    return read


def _text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_readings_that_agree_win_over_a_first_one_that_can_be_right() -> None:
    words = _line("Sent: Tuesday, March 29, 2011 10:47 PM", 100, _UNSURE)
    right = "Sent: Tuesday, March 29, 2011 10:41 PM"
    settled = settle_dates(words, _strip({200: right, 300: right, 400: "Sent: Tuesdoy, 10:4l"}))
    assert _text(settled) == right


def test_one_reading_against_the_first_changes_nothing() -> None:
    words = _line("Sent: Tuesday, March 29, 2011 10:47 PM", 100, _UNSURE)
    other = "Sent: Tuesday, March 29, 2011 10:41 PM"
    assert settle_dates(words, _strip({200: other, 300: "Sent:", 400: ""})) == tuple(words)


def test_one_reading_is_enough_where_the_first_is_no_date() -> None:
    words = _line("Sent: Sarurday, Octoher 06, 2O!2 voz1s", 100, _UNSURE)
    right = "Sent: Saturday, October 06, 2012 06:18 PM"
    assert (
        _text(settle_dates(words, _strip({200: right, 300: "?", 400: "Sent: Sunday, October 06, 2012 06:18 PM"})))
        == right
    )


def test_a_date_that_contradicts_its_weekday_does_not_count() -> None:
    words = _line("Sent: Sarurday, Octoher O6, 2O", 100, _UNSURE)
    wrong = "Sent: Sunday, October 06, 2012 06:18 PM"
    assert settle_dates(words, _strip({200: wrong, 300: wrong, 400: wrong})) == tuple(words)


def test_sure_lines_and_lines_without_figures_are_not_read_again() -> None:
    asked: list[Rect] = []
    words = [*_line("Sent: Tuesday, March 29, 2011 10:47 PM", 100), *_line("Sent from my telephone", 120, _UNSURE)]
    assert settle_dates(words, _strip({}, asked)) == tuple(words)
    assert asked == []


def test_a_line_with_a_telephone_number_is_no_date_line() -> None:
    asked: list[Rect] = []
    words = _line("Sent via facsimile: (202) 555-0100", 100, _UNSURE)
    assert settle_dates(words, _strip({}, asked)) == tuple(words)
    assert asked == []


def test_an_illegible_line_between_sender_and_recipients_is_the_date() -> None:
    words = [
        *_line("From: Doyle, Anna", 88, number=0),
        *_line("Sen* iMavneerias %4}11 1O:O8", 100, _UNSURE, number=1),
        *_line("To: Reyes, Carl", 112, number=2),
    ]
    right = "Sent: Wednesday, September 14, 2011 10:08 AM"
    settled = settle_dates(words, _strip(dict.fromkeys((200, 300, 400), right)))
    assert right.removeprefix("Sent:") in _text(settled)
    assert _text(settled).startswith("From: Doyle, Anna")
    assert _text(settled).endswith("To: Reyes, Carl")


def test_new_words_stay_in_the_height_of_their_line_and_keep_its_number() -> None:
    words = _line("Sent: Tuesdav, 2O11 1O", 100, _UNSURE, number=7)
    right = "Sent: Tuesday, March 29, 2011 10:41 PM"
    settled = settle_dates(words, _strip(dict.fromkeys((200, 300, 400), right)))
    assert _text(settled) == right
    assert {word.line for word in settled} == {7}
    assert all(word.rect.y0 >= 100 and word.rect.y1 <= 109 for word in settled)


def test_a_margin_code_behind_the_time_and_the_next_line_are_left_out() -> None:
    asked: list[Rect] = []
    header = _line("Sent: Tuesday, March 29, 2O11 10:41 PM", 100, _UNSURE)
    code, below = _line("B6", 100, left=500), _line("To: H", 111)
    settle_dates([*header, *code, *below], _strip(dict.fromkeys((200, 300, 400), ""), asked))
    assert asked
    assert all(area.x1 < 300 and area.y1 < 111 for area in asked)
