"""Puts the cards of one request below each other: suggestions, the request's head, its events, what is loose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.model.ids import Uuid
from reviewer.storage.rows import ReleaseRow
from reviewer.ui.matter.cards import Desk, event_card, letter_card, release_line, request_head
from reviewer.ui.matter.facts import LetterFacts, MatterFacts, RequestFacts
from reviewer.ui.matter.forms import InlineForm
from reviewer.ui.matter.parts import card
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import button, label, row, spacer

_WIDEST = 980


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which form is open in the place of what: an id, or `new request`, `new event`."""

    key: str = ""
    form: InlineForm | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Matter", text)


def sheet(
    matter: MatterFacts, selected: Uuid | None, desk: Desk, opened: Sheet, add_event: Callable[[], object]
) -> QWidget | None:
    """Everything about the selected request, and what belongs to none yet; None where there is nothing at all."""
    request = matter.request(selected)
    if request is None and opened.form is None and not (matter.suggestions or matter.releases):
        return None
    outside, inside = QWidget(), QWidget()
    inside.setMaximumWidth(stretched(_WIDEST))
    around = QVBoxLayout(outside)
    around.setContentsMargins(24, 16, 24, 24)
    beside = QHBoxLayout()  # it alone knows how high wrapped text becomes in less than the whole width
    beside.addWidget(inside, 1)
    beside.addStretch(0)
    around.addLayout(beside)
    around.addStretch(1)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    if opened.form is not None and opened.key == "new request":
        column.addWidget(opened.form)
    if request is not None:
        _add_head(column, request, desk, opened)
    suggested = request.suggestions if request is not None else ()
    _add_suggestions(column, suggested, matter.suggestions, request, desk)
    if request is not None:
        _add_events(column, request, desk, opened, add_event)
    _add_releases(column, matter.releases, desk, opened)
    return outside


def _add_head(column: QVBoxLayout, request: RequestFacts, desk: Desk, opened: Sheet) -> None:
    if opened.form is not None and opened.key == request.row.uuid:
        column.addWidget(opened.form)
    else:
        column.addWidget(request_head(request, desk))


def _add_events(
    column: QVBoxLayout, request: RequestFacts, desk: Desk, opened: Sheet, add_event: Callable[[], object]
) -> None:
    head = row(label(_tr("Letters and acts"), "strong"), spacer())
    if desk.editable:
        add = button(_tr("Add letter or act"), add_event)
        add.setObjectName("add event")
        head.addWidget(add)
    column.addLayout(head)
    if opened.form is not None and opened.key == "new event":
        column.addWidget(opened.form)
    if not request.events:
        text = _tr("None yet. With the date of the agency's letter the program counts by when to appeal.")
        column.addWidget(label(text, "secondary", wrap=True))
    for event in request.events:
        own = [event.row.uuid, *(release.uuid for release in event.releases)]
        if opened.form is not None and opened.key == own[0]:
            column.addWidget(opened.form)
        else:
            column.addWidget(event_card(event, desk))
        if opened.form is not None and opened.key in own[1:]:
            column.addWidget(opened.form)
    if request.releases:
        column.addWidget(label(_tr("Releases that came with no letter yet"), "strong"))
        _add_release_cards(column, request.releases, desk, opened)


def _add_suggestions(
    column: QVBoxLayout,
    own: Iterable[LetterFacts],
    others: Iterable[LetterFacts],
    request: RequestFacts | None,
    desk: Desk,
) -> None:
    letters = [(letter, True) for letter in own] + [(letter, False) for letter in others]
    if not letters:
        return
    head = row(label(_tr("Read from letters"), "strong"), spacing=10)
    head.addWidget(label(_tr("Suggestions: nothing counts until you accept it."), "small"), 1)
    column.addLayout(head)
    for letter, mine in letters:
        column.addWidget(letter_card(letter, request, mine, desk))


def _add_releases(column: QVBoxLayout, releases: Iterable[ReleaseRow], desk: Desk, opened: Sheet) -> None:
    if releases:
        column.addWidget(label(_tr("Releases without a request"), "strong"))
        _add_release_cards(column, releases, desk, opened)


def _add_release_cards(column: QVBoxLayout, releases: Iterable[ReleaseRow], desk: Desk, opened: Sheet) -> None:
    for release in releases:
        if opened.form is not None and opened.key == release.uuid:
            column.addWidget(opened.form)
            continue
        frame, inside = card()
        inside.addLayout(release_line(release, desk))
        frame.setAccessibleName(release.name)
        column.addWidget(frame)
