"""What other threads announce reaches the window's thread, merged, and not after the end."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from pytestqt.qtbot import QtBot

from reviewer.model.changes import Changes, changed
from reviewer.ui.bridge import Bridge


def test_changes_of_many_threads_arrive_in_this_one_and_none_is_lost(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[Changes] = []
    threads: set[int] = set()

    def take(changes: Changes) -> None:
        told.append(changes)
        threads.add(threading.get_ident())

    bridge.changed.connect(take)
    with ThreadPoolExecutor(4) as pool:
        for number in range(400):
            pool.submit(bridge.announce, changed("page", [number]))
    qtbot.waitUntil(lambda: {i for changes in told for i in changes.of("page")} == set(range(400)), timeout=5000)
    assert threads == {threading.get_ident()}
    assert len(told) < 400


def test_the_windows_own_edits_are_told_at_once(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[Changes] = []
    bridge.changed.connect(told.append)
    bridge.announce(changed("redaction", ["a"]))
    bridge.announce(changed("redaction", ["b"]))
    bridge.flush()
    assert [changes.of("redaction") for changes in told] == [frozenset({"a", "b"})]


def test_nothing_is_handed_over_after_the_end(qtbot: QtBot) -> None:
    bridge = Bridge()
    done: list[str] = []
    bridge.changed.connect(lambda _changes: done.append("changed"))
    bridge.call(lambda: done.append("called"))
    bridge.announce(changed("page", [1]))
    bridge.close()
    qtbot.wait(50)
    assert done == []
