"""What acts of the window take: by the clock, and of the window's own thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Cost(NamedTuple):
    """What something took, in milliseconds: by the clock, and of the window's own thread."""

    clock: float
    cpu: float


def cost(act: Callable[[], object]) -> Cost:
    """What the act takes."""
    start, cpu = time.perf_counter(), time.thread_time()
    act()
    return Cost((time.perf_counter() - start) * 1e3, (time.thread_time() - cpu) * 1e3)


def costs(acts: Iterable[Callable[[], object]]) -> list[Cost]:
    """What each of the acts takes."""
    return [cost(act) for act in acts]


def worst(stalls: list[tuple[float, float]]) -> Cost:
    """The longest stall by the clock and the longest of the window's own work, which need not be the same one."""
    return Cost(max(clock for clock, _ in stalls), max(cpu for _, cpu in stalls))


def summary(name: str, found: list[Cost], of: Callable[[Iterable[float]], float]) -> dict[str, float]:
    """The figures `name_ms` and `name_cpu_ms`."""
    return {
        f"{name}_ms": float(of([each.clock for each in found])),
        f"{name}_cpu_ms": float(of([each.cpu for each in found])),
    }
