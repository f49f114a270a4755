"""What the letter needs beside the record: the letter appealed from, addressee, signatory, contact, history."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from reviewer.export.packet.case import Case
from reviewer.model.ids import Uuid
from reviewer.model.review import DETERMINATIONS
from reviewer.services.operations import EditAppeal
from reviewer.ui.contesting.acts import Acts
from reviewer.ui.matter.words import day_words, kind_words
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.note import NoteField


class LetterForm(QFrame):
    """Every field writes by itself."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._acts = acts
        self._request = Uuid("")
        self.setProperty("role", "card")
        self.determination = ChoiceBox(self.tr("Letter appealed from"))
        self.determination.activated.connect(lambda *_: self._set("determination", self.determination.currentData()))
        self.fields: dict[str, NoteField] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(4)
        layout.addWidget(label(self.tr("For the letter"), "strong"))
        layout.addWidget(label(self.tr("Letter appealed from"), "small"))
        layout.addWidget(self.determination)
        for name, caption, hint, height in (
            ("addressee", self.tr("Addressee"), self.tr("office and address, a line each; as the letter names it"), 76),
            ("signatory", self.tr("Who signs"), self.tr("name and office, a line each"), 56),
            ("contact", self.tr("Contact"), self.tr("address, e-mail, telephone, a line each"), 56),
            ("history", self.tr("History, beside the dated letters"), self.tr("may stay empty"), 64),
        ):
            made = NoteField(caption)
            made.setPlaceholderText(hint)
            made.setFixedHeight(height)
            made.setReadOnly(not acts.editable)
            made.written.connect(partial(self._set, name))
            self.fields[name] = made
            layout.addWidget(label(caption, "small"))
            layout.addWidget(made)

    def show_case(self, case: Case) -> None:
        """Show what was entered; what is being typed is not overwritten."""
        if case.request.uuid != self._request:
            self.flush()
        self._request = case.request.uuid
        self.setEnabled(bool(case.request.uuid))
        self.determination.clear()
        self.determination.addItem(self.tr("the latest determination"), "")
        for event in case.events:
            if event.kind in DETERMINATIONS:
                day = day_words(event.printed_on or event.received_on) or self.tr("no date")
                self.determination.addItem(f"{kind_words(event.kind)}, {day}", event.uuid)
        self.determination.setCurrentIndex(max(0, self.determination.findData(case.appeal.determination or "")))
        self.determination.setEnabled(self._acts.editable)
        for name, field in self.fields.items():
            field.show_text(str(getattr(case.appeal, name)))

    def flush(self) -> None:
        """Store what was typed."""
        for field in self.fields.values():
            field.flush()

    def _set(self, name: str, value: object) -> None:
        if self._request:
            self._acts.do(EditAppeal(self._request, **{name: str(value)}))
