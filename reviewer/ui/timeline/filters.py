"""What the timeline shows: records of a person, of a tag, an exemption or a type; messages quoted; conversations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from reviewer.model.documents import DocumentType
from reviewer.model.ids import Uuid
from reviewer.storage.reads.timeline import TimelineFilter
from reviewer.ui.widgets.choice_box import ChoiceBox

_TYPES: tuple[DocumentType, ...] = get_args(DocumentType)
_TYPING = 300  # milliseconds of rest before a name is looked for


class TimelineFilters(QWidget):
    """`changed` tells that `chosen()` answers something else, `gathered` that conversations are wanted or not.

    `names` answers a name with all under which its person is known.
    """

    changed = Signal()
    gathered = Signal()

    def __init__(self, names: Callable[[str], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._tags: list[Uuid] = []
        self.person = QLineEdit()
        self.person.setPlaceholderText(self.tr("From or to …"))
        self.person.setAccessibleName(self.tr("Only records that this person sent or received"))
        self.person.setClearButtonEnabled(True)
        self.person.setMaximumWidth(260)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.person.setCompleter(completer)
        self._type = ChoiceBox(self.tr("Type"), [self.tr("any type"), *_TYPES])
        self._tag = ChoiceBox(self.tr("Tag"), [self.tr("any tag")])
        self._code = ChoiceBox(self.tr("Exemption"), [self.tr("any exemption")])
        self._quoted = QCheckBox(self.tr("Quoted messages"))
        self._quoted.setToolTip(self.tr("Also show the earlier messages that stand below each e-mail"))
        self._threads = QCheckBox(self.tr("Conversations"))
        self._threads.setToolTip(self.tr("Gather records with the same subject, also from different files"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING)
        self._rest.timeout.connect(self.changed)
        self.person.textChanged.connect(self._rest.start)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.person, 1)
        for box in (self._type, self._tag, self._code):
            layout.addWidget(box)
            box.currentIndexChanged.connect(self.changed)
        layout.addStretch(1)
        for tick, signal in ((self._quoted, self.changed), (self._threads, self.gathered)):
            layout.addWidget(tick)
            tick.toggled.connect(lambda _on, signal=signal: signal.emit())

    @property
    def threads(self) -> bool:
        """Whether records are to be gathered into conversations."""
        return self._threads.isChecked()

    def chosen(self) -> TimelineFilter:
        """The filter as it stands."""
        name, tag = self.person.text().strip(), self._tag.currentIndex()
        return TimelineFilter(
            people=tuple(dict.fromkeys((name, *self._names(name)))) if name else (),
            tag=self._tags[tag - 1] if tag > 0 else None,
            code=self._code.currentText() if self._code.currentIndex() > 0 else "",
            type=_TYPES[self._type.currentIndex() - 1] if self._type.currentIndex() > 0 else None,
            quoted=self._quoted.isChecked(),
        )

    def filtered(self) -> bool:
        """Whether anything is left out."""
        return self.chosen() not in (TimelineFilter(), TimelineFilter(quoted=True))

    def clear(self) -> None:
        """Show everything again."""
        self.person.clear()
        for box in (self._type, self._tag, self._code):
            box.setCurrentIndex(0)
        self._rest.stop()
        self.changed.emit()

    def offer(self, people: Sequence[str], tags: Sequence[tuple[Uuid, str]], codes: Sequence[str]) -> None:
        """What there is to choose from; what is chosen stays as long as it is among it."""
        if list(people) != self._known.stringList():
            self._known.setStringList(list(people))
        chosen = self._tags[self._tag.currentIndex() - 1] if self._tag.currentIndex() > 0 else None
        self._tags = [uuid for uuid, _name in tags]
        place = self._tags.index(chosen) + 1 if chosen in self._tags else 0
        _refill(self._tag, [name for _uuid, name in tags], place)
        code = self._code.currentText()
        _refill(self._code, codes, codes.index(code) + 1 if code in codes else 0)


def _refill(box: ChoiceBox, names: Sequence[str], place: int) -> None:
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    box.addItems(list(names))
    box.setCurrentIndex(place)
    box.blockSignals(False)
