"""Says what the program is, what it promises, and under which licence it may be used."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

import reviewer
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import button, label


class AboutDialog(QDialog):
    """Version, promises, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About FOIA Reviewer"))
        self.setFixedWidth(stretched(480))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 18)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("FOIA Reviewer"), "head"))
        layout.addWidget(label(self.tr("Version {0}").format(reviewer.__version__), "secondary"))
        for promise in (
            self.tr("Nothing leaves this computer. The released files are never changed."),
            self.tr("No decision of the reviewer is lost; what was not read, seen or checked is always said."),
            self.tr("It states rules with their source, and gives no legal advice."),
        ):
            layout.addWidget(label(promise, wrap=True))
        licence = self.tr("Free software under the GNU Affero General Public License, version 3 or later.")
        layout.addWidget(label(licence, "small", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Close"), self.accept, "primary"))
        layout.addLayout(foot)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:  # only now the words have the theme's size, and wrapped ones tell what height they need
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
