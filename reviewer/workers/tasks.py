"""Requests that wait for a worker, in the order in which they are to be served."""

from __future__ import annotations

import heapq
from collections.abc import Collection
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from reviewer.workers.requests import Lane, Request


@dataclass(eq=False, slots=True)
class Task:
    """One request on its way: its future, how often it was tried, and the shared memory it fills."""

    request: Request
    future: Future[Any]
    key: tuple[int, int] = (0, 0)
    attempts: int = 0
    segment: str | None = None
    taken: bool = False


@dataclass(slots=True)
class TaskQueue:
    """Waiting tasks, a heap for each lane: higher priority first; then the newest for the screen, else the oldest.

    Not safe between threads; its owner locks.
    """

    _heaps: dict[Lane, list[tuple[tuple[int, int], int, Task]]] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def put(self, task: Task, priority: int = 0) -> None:
        """Add a task, or move one that waits already; nothing happens to one that was taken."""
        if task.taken:
            return
        number = next(self._numbers)
        task.key = (-priority, -number if task.request.lane == "screen" else number)
        heapq.heappush(self._heaps.setdefault(task.request.lane, []), (task.key, number, task))

    def take(self, lanes: Collection[Lane]) -> Task | None:
        """The next task for a worker that serves `lanes`, its future marked as running; None if there is none."""
        while True:
            ready = [heap for lane, heap in self._heaps.items() if lane in lanes and heap]
            if not ready:
                return None
            key, _, task = heapq.heappop(min(ready, key=lambda heap: heap[0][:2]))
            if key != task.key:
                continue  # the task was moved; its other entry counts
            task.taken = True
            if task.future.set_running_or_notify_cancel():  # false where it was cancelled
                return task

    def empty(self) -> list[Task]:
        """All that still wait, taken out."""
        tasks = {id(task): task for heap in self._heaps.values() for _, _, task in heap if not task.taken}
        self._heaps.clear()
        for task in tasks.values():
            task.taken = True
        return list(tasks.values())
