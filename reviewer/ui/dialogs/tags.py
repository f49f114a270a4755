"""Adds a tag, and shows all of them to be renamed, recoloured, given a key or removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reviewer.ui.commands import ReviewCommands
from reviewer.ui.dialogs.forms import FormDialog, text_field
from reviewer.ui.models.rows import TagRow
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.empty import EmptyState

# Highlighter tones that leave black print readable when they are translucent; each stays apart for colour-blind eyes.
COLORS = {
    "yellow": "#ffd54a",
    "blue": "#7fc4ff",
    "orange": "#ffb27a",
    "green": "#8fdcb0",
    "violet": "#cdb4f6",
    "grey": "#c2c8d0",
}


def free_key(name: str, tags: Sequence[TagRow]) -> str:
    """The first letter of `name` that no tag uses as its key, else the first free digit."""
    used = {tag.key.upper() for tag in tags}
    letters = "".join(c for c in name.upper() if c.isascii() and c.isalnum()) + "123456789"
    return next((letter for letter in letters if letter not in used), "")


def swatch(color: str) -> QIcon:
    """A round patch of a colour."""
    pixmap = QPixmap(QSize(28, 28))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(color))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(2, 2, 24, 24)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # the style would tint the colour that is to be shown
    return icon


class NewTagDialog(FormDialog):
    """`name`, `color` and `key` say what was asked for once the dialog is accepted; also changes a tag."""

    def __init__(self, tags: Sequence[TagRow], parent: QWidget | None = None, tag: TagRow | None = None) -> None:
        title = "Change tag" if tag else "New tag"
        super().__init__(parent.tr(title) if parent else title, "", parent.tr("Save") if parent else "Save", parent)
        self.setMinimumWidth(400)
        self._others = [other for other in tags if tag is None or other.id != tag.id]
        self._name = text_field(tag.name if tag else "", self.tr("e.g. public interest"))
        self._key = text_field(tag.key if tag else "", self.tr("chosen from the name"))
        self._key.setMaxLength(1)
        self._color = QComboBox()
        for name, color in COLORS.items():
            self._color.addItem(swatch(color), name, color)
        values = list(COLORS.values())
        chosen = tag.color if tag else values[len(tags) % len(values)]
        self._color.setCurrentIndex(values.index(chosen) if chosen in values else 0)
        self.add_field(self.tr("Name"), self._name)
        self.add_field(self.tr("Key after T"), self._key)
        self.add_field(self.tr("Colour"), self._color)
        self._name.setFocus()

    @property
    def name(self) -> str:
        """The tag's name."""
        return " ".join(self._name.text().split())

    @property
    def color(self) -> str:
        """The tag's colour as `#rrggbb`."""
        return str(self._color.currentData())

    @property
    def key(self) -> str:
        """The key typed, or one chosen from the name."""
        return self._key.text().strip().upper() or free_key(self.name, self._others)

    def problem(self) -> str:
        """What is missing or taken."""
        if not self.name:
            return self.tr("Give the tag a name.")
        for other in self._others:
            if other.name.lower() == self.name.lower():
                return self.tr("There is already a tag of this name.")
            if other.key and other.key.upper() == self._key.text().strip().upper():
                return self.tr("The key {0} belongs to “{1}”.").format(other.key, other.name)
        return ""


class TagsDialog(QDialog):
    """All tags with their keys and counts."""

    def __init__(self, project: Project, commands: ReviewCommands, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._commands = project, commands
        self.setWindowTitle(self.tr("Tags"))
        self.resize(460, 420)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Tags"))
        self._list.setSpacing(2)
        self._none = EmptyState(theme, "tag", self.tr("No tags yet"), self.tr("A tag gathers passages on one subject."))
        self._change = button(self.tr("Change …"), self._change_tag)
        self._remove = button(self.tr("Remove"), self._remove_tag)
        side = QVBoxLayout()
        side.setSpacing(8)
        for part in (button(self.tr("New …"), self._new_tag), self._change, self._remove):
            side.addWidget(part)
        side.addStretch(1)
        done = button(self.tr("Done"), self.accept, "primary")
        side.addWidget(done)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._list, 1)
        middle.addWidget(self._none, 1)
        middle.addLayout(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Tags"), "title"))
        layout.addWidget(
            label(self.tr("On the page: select words, press T, then the tag's key."), "secondary", wrap=True)
        )
        layout.addLayout(middle, 1)
        done.setDefault(True)
        self._list.currentRowChanged.connect(self._enable)
        self._list.itemDoubleClicked.connect(lambda *_item: self._change_tag())
        self._fill()

    def _fill(self, chosen: str | None = None) -> None:
        self._list.clear()
        self._tags = self._project.tags()
        for tag in self._tags:
            self._list.addItem(QListWidgetItem(swatch(tag.color or COLORS["yellow"]), self._words(tag)))
        place = next((place for place, tag in enumerate(self._tags) if tag.id == chosen), 0 if self._tags else -1)
        self._list.setCurrentRow(place)
        self._none.setVisible(not self._tags)
        self._list.setVisible(bool(self._tags))
        self._enable()

    def _words(self, tag: TagRow) -> str:
        passages = self.tr("1 passage") if tag.passages == 1 else self.tr("{0} passages").format(f"{tag.passages:,}")
        key = self.tr("key {0}").format(tag.key) if tag.key else self.tr("no key")
        return f"{tag.name}   ({key}, {passages})"

    def _enable(self, *_row: object) -> None:
        chosen = self._list.currentRow() >= 0
        self._change.setEnabled(chosen)
        self._remove.setEnabled(chosen)

    def _new_tag(self) -> None:
        dialog = NewTagDialog(self._tags, self)
        if dialog.exec():
            self._fill(self._commands.new_tag(dialog.name, dialog.color, dialog.key))
        dialog.deleteLater()

    def _change_tag(self) -> None:
        row = self._list.currentRow()
        if row < 0:
            return
        tag = self._tags[row]
        dialog = NewTagDialog(self._tags, self, tag)
        if dialog.exec():
            self._commands.change_tag(tag.id, dialog.name, dialog.color, dialog.key)
            self._fill(tag.id)
        dialog.deleteLater()

    def _remove_tag(self) -> None:
        row = self._list.currentRow()
        if row >= 0:
            self._commands.remove_tag(self._tags[row].id)
            self._fill()
