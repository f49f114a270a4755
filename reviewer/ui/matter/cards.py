"""Builds the cards of the matter: a request's head, its events with releases and deadline, letters as suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from reviewer.model.ids import FileId, Uuid
from reviewer.storage.rows import ReleaseRow
from reviewer.ui.laws import law_words
from reviewer.ui.matter.clock_block import ClockBlock
from reviewer.ui.matter.deadline_block import DeadlineBlock
from reviewer.ui.matter.facts import EventFacts, LetterFacts, RequestFacts
from reviewer.ui.matter.parts import Unfolding, card, named_link, picture, statements
from reviewer.ui.matter.words import EVENT_ICONS, day_words, kind_words
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import ElidedLabel, button, label, row

Kind = Literal["request", "event", "release"]


class Acts(Protocol):
    """What the links and buttons of the cards do."""

    def change(self, kind: Kind, uuid: Uuid) -> None:
        """Put a form in the place of the card."""

    def remove(self, kind: Kind, uuid: Uuid) -> None:
        """Remove it."""

    def set_litigation(self, request: Uuid, litigation: bool) -> None:
        """Say whether the request is in litigation."""

    def accept(self, letter: Uuid, request: Uuid | None) -> None:
        """Make an event of a letter, of this request or of its own."""

    def decline(self, letter: Uuid) -> None:
        """The letter is none of the matter's events."""

    def open_page(self, file: FileId, number: int) -> None:
        """Show page `number` (from 0) of a file."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every card needs: the look, the day, whether anything can be changed, what is unfolded, what links do."""

    theme: Theme
    today: date
    editable: bool
    unfolded: set[str]
    acts: Acts


def _tr(text: str) -> str:
    return QCoreApplication.translate("Matter", text)


def request_head(request: RequestFacts, desk: Desk) -> QFrame:
    """Who was asked for what, and whether it is in court."""
    known = request.row
    frame, layout = card()
    title = " · ".join(filter(None, (known.agency, known.component))) or _tr("Agency not entered")
    line = row(spacing=12)
    line.addWidget(label(title, "title", wrap=True, selectable=True), 1)
    litigation = QCheckBox(_tr("In litigation"))
    litigation.setObjectName(f"litigation {known.uuid}")
    litigation.setChecked(known.litigation)
    litigation.setEnabled(desk.editable)
    litigation.setToolTip(_tr("In court there is no administrative appeal: deadlines are not counted."))
    litigation.toggled.connect(lambda ticked: desk.acts.set_litigation(known.uuid, ticked))
    line.addWidget(litigation)
    _add_links(line, desk, "request", known.uuid, request.name)
    layout.addLayout(line)
    asked = _tr("requested {0}").format(day_words(known.requested_on)) if known.requested_on else ""
    by = _tr("by {0}").format(known.requester) if known.requester else ""
    number = known.number or _tr("number not entered")
    said = " · ".join(filter(None, (number, law_words(known.regime), " ".join(filter(None, (asked, by))))))
    layout.addWidget(label(said, "secondary", wrap=True, selectable=True))
    if known.subject:
        layout.addWidget(label(known.subject, wrap=True, selectable=True))
    if request.clock is not None:
        layout.addWidget(ClockBlock(request.clock, desk.theme, f"clock {known.uuid}", desk.unfolded))
    frame.setAccessibleName(f"{title}. {said}")
    return frame


def event_card(event: EventFacts, desk: Desk) -> QFrame:
    """A dated letter or act with what hangs on it."""
    known = event.row
    frame, layout = card()
    when = day_words(known.printed_on or known.received_on) or _tr("no date")
    name = _tr("{0} of {1}").format(kind_words(known.kind), when)
    line = row(picture(desk.theme, EVENT_ICONS.get(known.kind, "note")), spacing=10)
    line.addWidget(label(when, "" if known.printed_on or known.received_on else "attention"))
    line.addWidget(label(kind_words(known.kind), "strong"))
    line.addWidget(ElidedLabel(known.title, "secondary"), 1)
    _add_links(line, desk, "event", known.uuid, name)
    layout.addLayout(line)
    if event.letter is not None:
        _add_page_link(layout, event.letter, name, desk)
    received = _tr("received {0}").format(day_words(known.received_on)) if known.received_on else ""
    proof = _tr("proof: {0}").format(known.proof_of_sending) if known.proof_of_sending else ""
    if received or proof:
        layout.addWidget(label(" · ".join(filter(None, (received, proof))), "secondary", wrap=True, selectable=True))
    if event.note:
        layout.addWidget(label(_tr("note: {0}").format(event.note), "secondary", wrap=True, selectable=True))
    for doubt in event.doubts:
        layout.addWidget(label(doubt, "attention", wrap=True, selectable=True))
    if event.deadline is not None:
        address = event.letter.row.determination.value("appeal address") if event.letter is not None else None
        key = f"working {known.uuid}"
        block = DeadlineBlock(event.deadline, desk.today, desk.theme, key, desk.unfolded, address or "")
        layout.addWidget(block)
    if event.clock is not None:
        layout.addWidget(ClockBlock(event.clock, desk.theme, f"clock {known.uuid}", desk.unfolded))
    if event.letter is not None:
        said = statements(event.letter)
        layout.addWidget(Unfolding(_tr("What the letter says"), f"letter {known.uuid}", said, desk.unfolded))
    for release in event.releases:
        layout.addLayout(release_line(release, desk))
    frame.setAccessibleName(name)
    return frame


def release_line(release: ReleaseRow, desk: Desk) -> QHBoxLayout:
    """What came: its name, pages, day and the numbers its pages are cited by."""
    when = _tr("received {0}").format(day_words(release.received_on)) if release.received_on else ""
    pages = _tr("1 page") if release.pages == 1 else _tr("{0} pages").format(f"{release.pages:,}")
    cited = _tr("cited by {0}").format(release.cite_series) if release.cite_series else ""
    line = row(picture(desk.theme, "release"), spacing=10)
    said = label(" · ".join(filter(None, (release.name, pages, when, cited))), wrap=True, selectable=True)
    line.addWidget(said, 1)
    if desk.editable:
        line.addWidget(_edit_link(desk, "release", release.uuid, release.name))
    return line


def letter_card(letter: LetterFacts, request: RequestFacts | None, own: bool, desk: Desk) -> QFrame:
    """A letter that was read, dashed because nobody has accepted it.

    `request` is the one in view; `own` if the letter is taken for one of its letters, else it would begin a request.
    """
    known = letter.row
    frame, layout = card("suggestion")
    day = day_words(known.determination.value("date")) or _tr("no date")
    name = _tr("{0} of {1}").format(kind_words(known.determination.kind), day)
    line = row(picture(desk.theme, EVENT_ICONS.get(known.determination.kind, "letter")), spacing=10)
    line.addWidget(label(day))
    line.addWidget(label(kind_words(known.determination.kind), "strong"))
    line.addStretch(1)
    if desk.editable:
        _add_decision(line, letter, request, own, name, desk)
    layout.addLayout(line)
    _add_page_link(layout, letter, name, desk)
    layout.addWidget(statements(letter))
    frame.setAccessibleName(_tr("Suggestion: {0}").format(name))
    return frame


def _add_decision(
    line: QHBoxLayout, letter: LetterFacts, request: RequestFacts | None, own: bool, name: str, desk: Desk
) -> None:
    uuid, acts = letter.row.uuid, desk.acts
    text = _tr("Accept") if own else _tr("Accept as a new request")
    accept = button(text, lambda: acts.accept(uuid, None), "primary")
    accept.setAccessibleName(_tr("{0}: {1}").format(text, name))
    accept.setObjectName(f"accept {uuid}")
    line.addWidget(accept)
    if request is not None and not own:
        into = button(_tr("Accept for {0}").format(request.name), lambda: acts.accept(uuid, request.row.uuid))
        into.setAccessibleName(_tr("{0}: {1}").format(into.text(), name))
        into.setObjectName(f"accept here {uuid}")
        line.addWidget(into)
    decline = button(_tr("Decline"), lambda: acts.decline(uuid))
    decline.setAccessibleName(_tr("Decline: {0}").format(name))
    decline.setObjectName(f"decline {uuid}")
    line.addWidget(decline)


def _add_page_link(below: QVBoxLayout, letter: LetterFacts, name: str, desk: Desk) -> None:
    """A line of its own: the name of a file may be long."""
    first, last = letter.row.first_page + 1, letter.row.last_page + 1
    pages = _tr("p. {0}").format(first) if first == last else _tr("p. {0}–{1}").format(first, last)
    text = _tr("{0}, {1}").format(letter.file_name, pages)
    told = _tr("Open the page of the letter: {0}").format(name)
    row_id, page = letter.row.file, letter.row.first_page
    link = named_link(text, told, f"page {letter.row.uuid}", lambda: desk.acts.open_page(row_id, page))
    below.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


def _add_links(line: QHBoxLayout, desk: Desk, kind: Kind, uuid: Uuid, name: str) -> None:
    if desk.editable:
        line.addWidget(_edit_link(desk, kind, uuid, name))
        told = _tr("Remove {0}").format(name)
        line.addWidget(named_link(_tr("Remove"), told, f"remove {uuid}", lambda: desk.acts.remove(kind, uuid)))


def _edit_link(desk: Desk, kind: Kind, uuid: Uuid, name: str) -> QPushButton:
    told = _tr("Edit {0}").format(name)
    return named_link(_tr("Edit"), told, f"edit {uuid}", lambda: desk.acts.change(kind, uuid))
