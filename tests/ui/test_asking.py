"""Questions asked behind the window: one at a time, told in the window's thread, and none after it was given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reviewer.model.errors import UserError
from reviewer.storage.reads.stopping import Stop, StoppedError
from reviewer.ui.asking import Asker


@pytest.fixture
def asker(qtbot: QtBot) -> Iterator[Asker]:
    made = Asker("test")
    yield made
    made.let_go()


def test_parts_come_in_order_in_the_windows_thread(asker: Asker, qtbot: QtBot) -> None:
    told: list[object] = []
    threads: set[int] = set()

    def parts(_stop: Stop) -> Iterator[object]:
        threads.add(threading.get_ident())
        yield from (1, 2, 3)

    asker.ask(parts, lambda part: told.append((part, threading.get_ident())))
    qtbot.waitUntil(lambda: len(told) == 3)
    here = threading.get_ident()
    assert told == [(1, here), (2, here), (3, here)]
    assert here not in threads


def test_another_question_ends_the_one_before(asker: Asker, qtbot: QtBot) -> None:
    begun, pause, told = threading.Event(), threading.Event(), list[object]()

    def endless(stop: Stop) -> Iterator[object]:
        begun.set()
        while not stop():
            pause.wait(0.001)
        if begun.is_set():
            raise StoppedError
        yield "never"

    asker.ask(endless, told.append)
    assert begun.wait(10)
    asker.ask(lambda _stop: iter(["the second"]), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["the second"]
    asker.ask(endless, told.append)
    asker.forget()
    asker.ask(lambda _stop: iter(["the third"]), told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == "the third"


def test_what_a_person_can_act_on_is_told(asker: Asker, qtbot: QtBot) -> None:
    error, told = UserError("The disk is full.", "Make room.", code="full"), list[object]()

    def fail(_stop: Stop) -> Iterator[object]:
        yield "begun"
        raise error

    asker.ask(fail, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["begun", error]


def test_a_bug_is_not_swallowed(asker: Asker, qtbot: QtBot) -> None:
    def broken(_stop: Stop) -> Iterator[object]:
        yield 1 // 0

    with qtbot.captureExceptions() as caught:
        asker.ask(broken, lambda _part: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
