"""Writes a challenge: its heading, grounds, argument with fields, relief; and shows how it will stand in the letter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from reviewer.appeal.grounds import ARGUMENT_FIELDS, Ground, ground
from reviewer.model.ids import Uuid
from reviewer.ui.contesting.acts import Acts
from reviewer.ui.contesting.facts import Head
from reviewer.ui.contesting.ground_card import GroundCard
from reviewer.ui.contesting.ground_menu import GroundButton
from reviewer.ui.matter.parts import Unfolding
from reviewer.ui.widgets.basics import button, label, row, spacer
from reviewer.ui.widgets.note import NoteField

_TALL = 118


class ChallengeEditor(QWidget):
    """The challenge of a heading; every field writes by itself. What cannot be taken stays, and says why."""

    left = Signal()  # a field is done with: the keys belong to the list again

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._acts, self._head, self._unfolded = acts, Head("", "", 0), set[str]()
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Heading of the challenge"))
        self.title.editingFinished.connect(self._title_typed)
        self.grounds = GroundButton(self.tr("Grounds …"))
        self.grounds.chosen.connect(lambda ids: self._acts.set_grounds(self._own, ids))
        self._chosen = label("", wrap=True, selectable=True)
        self.argument = _field(self.tr("Argument"), _TALL)
        self.argument.written.connect(self._argue)
        self.relief = _field(self.tr("Relief asked for"), 58)
        self.relief.written.connect(self._ask)
        self._wrong = label("", "bad", wrap=True, selectable=True)
        self._wrong.setVisible(False)
        self.begin_button = button(self.tr("Begin with the text of the grounds"), self._begin, "link")
        self.category = QCheckBox(self.tr("One row in the log for all its items"))
        self.category.toggled.connect(lambda ticked: self._acts.set_category(self._own, ticked))
        self._letter = label("", wrap=True, selectable=True)
        self.remove_button = button(self.tr("Remove challenge"), lambda: self._acts.remove(self._own))
        self._card = GroundCard()
        self._lay_out()
        for part in (self.title, self.argument, self.relief):
            part.setReadOnly(not acts.editable)
        for control in (self.grounds, self.begin_button, self.category, self.remove_button):
            control.setEnabled(acts.editable)
        for field in (self.argument, self.relief):
            field.left.connect(self.left)

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, or nothing."""
        return self._wrong.text()

    def flush(self) -> None:
        """Store what was typed."""
        self.argument.flush()
        self.relief.flush()

    def show_head(self, head: Head) -> None:
        """Show the challenge of a heading; what is being typed into it is not overwritten."""
        own = head.challenge
        assert own is not None
        if head.key != self._head.key:
            self.flush()
            self._say("")
        self._head = head
        chosen = [found for found in map(ground, own.grounds) if found is not None]
        if not self.title.hasFocus():
            self.title.setText(own.title)
        self.title.setPlaceholderText(head.title)
        self.grounds.show_ticked(own.grounds)
        self._chosen.setText("; ".join(found.title for found in chosen) or self.tr("No ground chosen yet"))
        if not self.problem:
            self.argument.show_text(own.argument)
            self.relief.show_text(own.relief)
        self.argument.setPlaceholderText(_template(chosen) or self.tr("write the argument …"))
        self.relief.setPlaceholderText("; ".join(dict.fromkeys(found.relief for found in chosen)))
        self.begin_button.setVisible(bool(chosen) and not own.argument and not self.argument.toPlainText())
        self.category.blockSignals(True)
        self.category.setChecked(own.category)
        self.category.blockSignals(False)
        self._show_letter(head)
        self._card.show_grounds(chosen)

    @property
    def _own(self) -> Uuid:
        assert self._head.challenge is not None
        return self._head.challenge.uuid

    def _show_letter(self, head: Head) -> None:
        spoken = head.argued
        said = [*spoken.paragraphs] if spoken is not None else []
        if spoken is not None and spoken.relief:
            said.append(self.tr("Relief: {0}.").format(spoken.relief))
        self._letter.setText("\n\n".join(said) or self.tr("Nothing yet."))

    def _title_typed(self) -> None:
        if self._head.challenge is not None and self.title.text().strip() != self._head.challenge.title:
            self._acts.set_title(self._own, self.title.text())

    def _begin(self) -> None:
        """Put the text of the grounds into the field, to be changed."""
        assert self._head.challenge is not None
        self.argument.setPlainText(_template([g for g in map(ground, self._head.challenge.grounds) if g is not None]))
        self.argument.flush()
        self.argument.setFocus()

    def _argue(self, text: object) -> None:
        self._say(self._acts.set_argument(self._own, str(text)))

    def _ask(self, text: object) -> None:
        self._say(self._acts.set_relief(self._own, str(text)))

    def _say(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Challenge"), "title"))
        layout.addWidget(self._captioned(self.tr("Heading"), self.title))
        layout.addWidget(self.title)
        layout.addLayout(row(label(self.tr("Grounds"), "small"), spacer(), self.grounds))
        layout.addWidget(self._chosen)
        layout.addLayout(row(self._captioned(self.tr("Argument"), self.argument), spacer(), self.begin_button))
        layout.addWidget(self.argument)
        layout.addWidget(self._wrong)
        fields = ", ".join(f"{{{{ {name} }}}}" for name in ARGUMENT_FIELDS)
        known = label(self.tr("Filled from the record: {0}").format(fields), "small", wrap=True, selectable=True)
        layout.addWidget(Unfolding(self.tr("Fields"), "fields", known, self._unfolded))
        layout.addWidget(self._captioned(self.tr("Relief"), self.relief))
        layout.addWidget(self.relief)
        layout.addWidget(self.category)
        layout.addWidget(label(self.tr("As it stands in the letter"), "small"))
        layout.addWidget(self._letter)
        layout.addWidget(self._card)
        layout.addLayout(row(self.remove_button, spacer()))

    @staticmethod
    def _captioned(text: str, field: QWidget) -> QWidget:
        made = label(text, "small")
        made.setBuddy(field)
        return made


def _field(name: str, height: int) -> NoteField:
    made = NoteField(name)
    made.setFixedHeight(height)
    return made


def _template(chosen: list[Ground]) -> str:
    return "\n".join(found.argument for found in chosen)
