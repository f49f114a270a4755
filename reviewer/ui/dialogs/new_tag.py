"""Asks for a tag: its name, key, colour and what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from reviewer.ui.dialogs.forms import FormDialog, text_field
from reviewer.ui.models.rows import TagRow
from reviewer.ui.theme.fonts import stretched

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
    """`name`, `color`, `key` and `description` say what was asked for once it is accepted; also changes a tag."""

    def __init__(self, tags: Sequence[TagRow], parent: QWidget | None = None, tag: TagRow | None = None) -> None:
        title = "Change tag" if tag else "New tag"
        super().__init__(parent.tr(title) if parent else title, "", parent.tr("Save") if parent else "Save", parent)
        self.setMinimumWidth(stretched(460))
        self._others = [other for other in tags if tag is None or other.id != tag.id]
        self._name = text_field(tag.name if tag else "", self.tr("e.g. public interest"))
        self._key = text_field(tag.key if tag else "", self.tr("none") if tag else self.tr("chosen from the name"))
        self._key.setMaxLength(1)
        self._changes = tag is not None
        self._description = text_field(tag.description if tag else "", self.tr("what it is for"))
        self._color = QComboBox()
        for name, color in COLORS.items():
            self._color.addItem(swatch(color), name, color)
        values = list(COLORS.values())
        if tag is not None and tag.color and tag.color not in values:  # a codebook may bring any colour
            self._color.addItem(swatch(tag.color), tag.color, tag.color)
            values.append(tag.color)
        chosen = tag.color if tag else values[len(tags) % len(values)]
        self._color.setCurrentIndex(values.index(chosen) if chosen in values else 0)
        self.add_field(self.tr("Name"), self._name)
        self.add_field(self.tr("Key after the key for tags"), self._key)
        self.add_field(self.tr("Colour"), self._color)
        self.add_field(self.tr("Description"), self._description)
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
        """The key typed; for a new tag without one, a key chosen from the name."""
        typed = self._key.text().strip().upper()
        return typed if typed or self._changes else free_key(self.name, self._others)

    @property
    def description(self) -> str:
        """What the tag is for."""
        return self._description.text().strip()

    def problem(self) -> str:
        """What is missing or taken."""
        if not self.name:
            return self.tr("Give the tag a name.")
        for other in self._others:
            if other.name.casefold() == self.name.casefold():
                return self.tr("There is already a tag of this name.")
            if other.key and other.key.upper() == self._key.text().strip().upper():
                return self.tr("The key {0} belongs to “{1}”.").format(other.key, other.name)
        return ""
