"""Settings of the open project: the languages it is read in, and what holds for recoverable text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.model.errors import UserError
from reviewer.services.operations.policy import RECOVERABLE_POLICIES, SetRecoverablePolicy, recoverable_policy
from reviewer.services.reading_choices import choose_languages, reading_choices
from reviewer.services.workspace import Workspace
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.dialogs.forms import text_field
from reviewer.ui.preferences.languages import LanguageChoice
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.choice_box import ChoiceBox

_DUTY = (
    "A redaction that failed leaves text in the file beneath the block. Looking at it may breach duties towards the "
    "agency and third parties, which differ by bar. The attorney decides; the decision is recorded with name and time."
)


class ProjectPart(QWidget):
    """`failed` tells why something could not be set."""

    failed = Signal(object)  # UserError

    def __init__(self, workspace: Workspace, commands: ReviewCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._commands = workspace, commands
        self._languages = ""  # as shown: the boxes are not made anew under the hand that ticks them
        self.languages = LanguageChoice()
        self.languages.setAccessibleName(self.tr("Languages of the records"))
        self.policy = ChoiceBox(
            self.tr("Recoverable text may be looked at"),
            [self.tr("never"), self.tr("by the attorney only"), self.tr("by every reviewer (allowed)")],
        )
        self.attorney = text_field("", self.tr("name of the attorney"))
        self.attorney.setAccessibleName(self.tr("Attorney who decided this"))
        self.set_button = button(self.tr("Record this policy"), self._set_policy, "primary")
        self._state = label("", "secondary", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Languages of the records"), "strong"))
        hint = self.tr("Pages read from now on are read in those that are ticked; each one more takes longer.")
        layout.addWidget(label(hint, "secondary", wrap=True))
        layout.addWidget(self.languages)
        layout.addWidget(label(self.tr("Recoverable text"), "strong"))
        layout.addWidget(label(self.tr(_DUTY), "secondary", wrap=True))
        layout.addLayout(row_of(self.policy, self.attorney, self.set_button))
        layout.addWidget(self._state)
        self.languages.chosen.connect(self._set_languages)
        for part in (self.languages, self.policy, self.attorney, self.set_button):
            part.setEnabled(not workspace.read_only)
        self.show_stored()

    def show_stored(self) -> None:
        """Show what the project has."""
        languages = reading_choices(self._workspace).languages
        if languages != self._languages or not self.languages.boxes:
            self._languages = languages
            self.languages.show_stored(languages)
        policy, attorney = recoverable_policy(self._workspace.read)
        self.policy.setCurrentIndex(RECOVERABLE_POLICIES.index(policy))
        said = self.tr("Now: {0}, decided by {1}.").format(policy, attorney)
        self._state.setText(said if attorney else self.tr("Now: never, because nobody has decided otherwise."))

    def _set_languages(self, languages: str) -> None:
        try:
            self._languages = languages
            choose_languages(self._workspace, languages)
        except UserError as error:
            self.failed.emit(error)

    def _set_policy(self) -> None:
        policy = RECOVERABLE_POLICIES[max(0, self.policy.currentIndex())]
        if self._commands.perform(SetRecoverablePolicy(policy, self.attorney.text())):
            self.attorney.clear()
            self.show_stored()
