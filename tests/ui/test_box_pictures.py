"""The picture of a redaction shows the box as it is now, whoever drew or moved it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from reviewer.model.geometry import Rect
from reviewer.ui.session import Session
from reviewer.ui.window import Window

RENDERED = 30_000


@pytest.fixture
def session(window: Window) -> Session:
    assert window.session is not None
    return window.session


def drawn(window: Window, session: Session, rect: Rect) -> str:
    assert window.desk.view is not None
    page = window.desk.view.page_view.current_page()
    assert page is not None
    session.commands.draw(page, rect)
    made = session.commands.redaction
    assert made is not None
    return made


def shape(session: Session, redaction: str) -> tuple[int, int]:
    """Width and height of the picture kept."""
    picture = cv2.imdecode(np.frombuffer(session.project.crop(redaction), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return picture.shape[1], picture.shape[0]


def test_a_box_drawn_by_hand_gets_its_picture(window: Window, session: Session, qtbot: QtBot) -> None:
    made = drawn(window, session, Rect(100, 300, 220, 330))
    qtbot.waitUntil(lambda: bool(session.project.crop(made)), timeout=RENDERED)
    row = session.project.redaction(made)
    page = session.project.stored_page(row.page_id) if row is not None else None
    assert page is not None
    wide, high = shape(session, made)
    assert wide / page.width == pytest.approx(100 / 72, abs=0.02)  # the full width, so that margin codes are in it
    assert high == pytest.approx(50 * 100 / 72, abs=2)  # ten points above and below
    assert window.desk.view is not None
    details = window.desk.view.redactions.details
    qtbot.waitUntil(lambda: details._crop.isVisibleTo(details), timeout=RENDERED)


def test_the_picture_follows_the_box_and_its_undo(window: Window, session: Session, qtbot: QtBot) -> None:
    made = drawn(window, session, Rect(100, 300, 220, 330))
    qtbot.waitUntil(lambda: bool(session.project.crop(made)), timeout=RENDERED)
    first = session.project.crop(made)
    session.commands.change_box(made, [Rect(100, 60, 220, 160)])
    qtbot.waitUntil(lambda: session.project.crop(made) != first, timeout=RENDERED)
    assert shape(session, made)[1] == pytest.approx(120 * 100 / 72, abs=2)
    session.commands.undo()
    qtbot.waitUntil(lambda: session.project.crop(made) == first, timeout=RENDERED)


def test_a_box_over_the_whole_page_has_a_coarse_picture(window: Window, session: Session, qtbot: QtBot) -> None:
    made = drawn(window, session, Rect(20, 20, 590, 770))
    qtbot.waitUntil(lambda: bool(session.project.crop(made)), timeout=RENDERED)
    wide, high = shape(session, made)
    assert wide * high == pytest.approx(850 * 330, rel=0.05)
