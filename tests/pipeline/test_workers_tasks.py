"""Waiting requests are served in the order that the window and the reader of pages want."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model.geometry import Rect
from reviewer.workers.requests import AnalysePage, Lane, OpenFile, RenderTile, Request
from reviewer.workers.slots import Fault, fault_error, room_error, start_error
from reviewer.workers.tasks import Task, TaskQueue

FILE = Path("release.pdf")
EVERY: tuple[Lane, ...] = ("reading", "screen", "any")


def page(number: int) -> Request:
    return AnalysePage(FILE, number)


def tile(number: int) -> Request:
    return RenderTile(FILE, number, 1.0, Rect(0, 0, 10, 10))


def put(queue: TaskQueue, request: Request, priority: int = 0) -> Task:
    task = Task(request, Future())
    queue.put(task, priority)
    return task


def drain(queue: TaskQueue, *lanes: Lane) -> list[int | None]:
    taken = []
    while (task := queue.take(lanes or EVERY)) is not None:
        taken.append(task.request.page)
    return taken


def test_pages_are_read_oldest_first_and_tiles_newest_first() -> None:
    queue = TaskQueue()
    for number in range(3):
        put(queue, page(number))
        put(queue, tile(10 + number))
    assert drain(queue, "reading", "any") == [0, 1, 2]
    assert drain(queue, "screen") == [12, 11, 10]


def test_a_worker_only_takes_from_its_lanes() -> None:
    queue = TaskQueue()
    put(queue, page(1))
    put(queue, OpenFile(FILE))
    assert drain(queue, "screen", "any") == [None]
    assert drain(queue, "reading") == [1]


def test_the_page_in_view_can_be_moved_to_the_front() -> None:
    queue = TaskQueue()
    tasks = [put(queue, page(number)) for number in range(4)]
    queue.put(tasks[2], priority=5)
    assert drain(queue) == [2, 0, 1, 3]


def test_a_cancelled_request_is_passed_over() -> None:
    queue = TaskQueue()
    first, second = put(queue, page(1)), put(queue, page(2))
    assert first.future.cancel()
    assert drain(queue) == [2]
    assert second.future.running()


def test_a_request_that_was_taken_cannot_come_back() -> None:
    queue = TaskQueue()
    task = put(queue, page(1))
    assert queue.take(EVERY) is task
    queue.put(task, priority=9)
    assert drain(queue) == []
    assert queue.empty() == []


@settings(derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=20), st.data())
def test_every_request_is_served_once_whatever_moves(wanted: list[tuple[int, bool]], data: st.DataObject) -> None:
    queue = TaskQueue()
    tasks = [put(queue, tile(i) if screen else page(i), priority) for i, (priority, screen) in enumerate(wanted)]
    for task in tasks:
        if data.draw(st.booleans()):
            queue.put(task, data.draw(st.integers(0, 5)))
    assert sorted(number for number in drain(queue) if number is not None) == list(range(len(tasks)))


@pytest.mark.parametrize(("page", "place"), [(None, "a.pdf "), (2, "a.pdf, page 3, ")])
def test_whatever_a_worker_fails_of_is_told_with_file_page_and_advice(page: int | None, place: str) -> None:
    path = Path("in") / "a.pdf"
    task = Task(OpenFile(path) if page is None else AnalysePage(path, page), Future())
    faults: list[Fault] = ["crash", "hang", "memory", "room"]
    errors = [start_error(task), room_error(task), *(fault_error(task, fault, None) for fault in faults)]
    assert [error.code for error in errors] == ["worker-start", "memory", "crash", "hang", "memory", "memory"]
    assert all(error.message.startswith(place) and error.advice for error in errors)
    assert all((error.file, error.page) == (path, page) for error in errors)
    assert "1.2 GB" in errors[4].message
    assert "1.2 GB" not in errors[5].message  # it was the computer that had no more, whatever a page may take
