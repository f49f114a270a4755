"""Settings, all on one page: the person, the look, pages, the open project, keys. What is chosen holds at once."""

from __future__ import annotations

from typing import cast, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer.model.changes import Changes
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.dialogs.forms import text_field
from reviewer.ui.keymap import KeyMap
from reviewer.ui.preferences.project_part import ProjectPart
from reviewer.ui.preferences.shortcuts import ShortcutEditor
from reviewer.ui.settings import TEXT_SIZES, PageFit, Settings
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import Choice
from reviewer.ui.widgets.basics import ElidedLabel, label
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.sized import with_text

_WIDEST = 820


class SettingsView(QScrollArea):
    """`project` is the part about the open project, if one is open; `failed` tells why something could not be set."""

    failed = Signal(object)  # UserError

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        registry: ActionRegistry,
        keys: KeyMap,
        project: ProjectPart | None = None,
    ) -> None:
        super().__init__()
        self._settings, self._theme = settings, theme
        self.project = project
        self.setAccessibleName(self.tr("Settings"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reviewer = text_field(settings.reviewer, self.tr("the name that stands beside your decisions"))
        self.theme_choice = ChoiceBox(self.tr("Theme"), [self.tr("as the system"), self.tr("light"), self.tr("dark")])
        sizes = [self.tr("as the system") if size == 0 else f"{size} %" for size in TEXT_SIZES]
        self.text_size = ChoiceBox(self.tr("Size of text"), sizes)
        fits = [self.tr("the page fills the width"), self.tr("the whole page")]
        self.fit = ChoiceBox(self.tr("A project opens with"), fits)
        self.shortcuts = ShortcutEditor(registry, keys)
        self._lay_out()
        self._show_chosen()
        self.reviewer.editingFinished.connect(self._name)
        self.theme_choice.activated.connect(self._choose_theme)
        self.text_size.activated.connect(self._choose_size)
        self.fit.activated.connect(self._choose_fit)
        if project is not None:
            project.failed.connect(self.failed)

    def come(self) -> None:
        """Take the keys."""
        self._show_chosen()
        self.reviewer.setFocus()

    def refresh(self, changes: Changes) -> None:
        """The project changed."""
        if self.project is not None and "setting" in changes:
            self.project.show_stored()

    def _show_chosen(self) -> None:
        self.reviewer.setText(self._settings.reviewer)
        self.theme_choice.setCurrentIndex(get_args(Choice).index(self._theme.choice))
        self.text_size.setCurrentIndex(TEXT_SIZES.index(self._settings.text_size))
        self.fit.setCurrentIndex(get_args(PageFit).index(self._settings.page_fit))

    def _name(self) -> None:
        self._settings.reviewer = " ".join(self.reviewer.text().split())

    def _choose_theme(self, place: int) -> None:
        choice = cast(Choice, get_args(Choice)[place])
        self._settings.theme = choice
        self._theme.choose(choice)

    def _choose_size(self, place: int) -> None:
        self._settings.text_size = TEXT_SIZES[place]
        self._theme.set_text_size(TEXT_SIZES[place])

    def _choose_fit(self, place: int) -> None:
        self._settings.page_fit = cast(PageFit, get_args(PageFit)[place])

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "window")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Settings"), "head"))
        you = self.tr("It stands beside every decision in the projects you open from now on.")
        column.addWidget(_card(self.tr("You"), [(self.tr("Your name"), self.reviewer, you)]))
        column.addWidget(
            _card(
                self.tr("Look"),
                [
                    (self.tr("Theme"), self.theme_choice, ""),
                    (self.tr("Size of text"), self.text_size, self.tr("Nothing in the window moves by itself.")),
                    (self.tr("A project opens with"), self.fit, self.tr("One seen before opens as you left it.")),
                ],
            )
        )
        if self.project is not None:
            column.addWidget(_frame(self.tr("This project"), self.project))
        column.addWidget(_frame(self.tr("Keys"), self.shortcuts))
        column.addStretch(1)
        with_text(inside, lambda: inside.setMaximumWidth(stretched(_WIDEST)))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inside)


def _card(title: str, fields: list[tuple[str, QWidget, str]]) -> QFrame:
    inside = QWidget()
    form = QFormLayout(inside)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for name, field, hint in fields:
        field.setAccessibleName(name)
        caption = label(name, "secondary")
        caption.setBuddy(field)
        form.addRow(caption, field)
        if hint:
            form.addRow("", ElidedLabel(hint, "small"))
    return _frame(title, inside)


def _frame(title: str, inside: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 12, 16, 16)
    layout.setSpacing(10)
    layout.addWidget(label(title, "title"))
    layout.addWidget(inside)
    return frame
