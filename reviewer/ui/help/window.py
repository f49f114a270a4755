"""Shows the manual: its pages, a search over them, and the page itself; works without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.ui.help.pages import label, pages, places
from reviewer.ui.placing import fitting
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.lead_down import lead_down

_SIZE: Final = (980, 680)
_PICTURE: Final = 620  # pixels: wider pictures are made smaller


class HelpWindow(QDialog):
    """A window of its own beside the work; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Manual"))
        self.resize(*fitting(self, *_SIZE))
        self.pages = pages()
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(self.tr("Find in the manual"))
        self.wanted.setAccessibleName(self.tr("Find in the manual"))
        self.wanted.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Pages of the manual"))
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = _Browser()
        self.text.setAccessibleName(self.tr("Page of the manual"))
        self.text.setOpenLinks(False)
        self._places: list[tuple[int, str]] = []
        self._page = -1  # the one whose text is shown
        self._lay_out()
        self.wanted.textChanged.connect(self._search)
        self.list.currentRowChanged.connect(self._show)
        self.text.anchorClicked.connect(self._follow)
        lead_down(self.wanted, lambda: self.list)
        self.wanted.returnPressed.connect(self.text.setFocus)  # what was found is read next
        self._search("")

    def show_page(self, name: str) -> None:
        """Show the page whose file is called so; an unknown one changes nothing."""
        number = next((n for n, page in enumerate(self.pages) if page.path.name == name), None)
        if number is not None:
            self.wanted.clear()
            self.list.setCurrentRow(number)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.wanted)
        column.addWidget(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.text)
        splitter.setSizes([stretched(280), stretched(700)])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _search(self, wanted: str) -> None:
        self._places = places(wanted, self.pages)
        self.list.clear()
        self.list.addItems([label(self.pages[number], section) for number, section in self._places])
        if not self._places:
            self.text.setMarkdown(self.tr("Nothing in the manual holds these words."))
            self._page = -1
        else:
            self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._places):
            return
        number, section = self._places[row]
        if number != self._page:  # laying a page out takes longer than typing the next letter
            self.text.show_markdown(self.pages[number].text, self.pages[number].path.parent)
            self._page = number
        if section:
            self._go_to(section)
        else:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        """Links lead to other pages of the manual; what lies outside is opened by the system when it is an address."""
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        elif link.path().endswith(".md"):
            self.show_page(Path(link.path()).name)
            if self.list.currentRow() >= 0 and self._places:
                self._go_to(self.pages[self._places[self.list.currentRow()][0]].section_of(link.fragment()))

    def _go_to(self, section: str) -> None:
        """Bring a section of the page shown into view."""
        if section:
            self.text.moveCursor(QTextCursor.MoveOperation.End)  # so that its heading comes to the top
            self.text.find(section, QTextDocument.FindFlag.FindBackward)
            self.text.ensureCursorVisible()


class _Browser(QTextBrowser):
    """Text whose pictures lie beside the page, none wider than the column."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self.document().setDocumentMargin(20)

    def show_markdown(self, text: str, folder: Path) -> None:
        """Show a page whose pictures lie below `folder`."""
        self._folder = folder
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._space()
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def _space(self) -> None:
        """Air between paragraphs and above headings, of which Markdown has none here."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            shape = block.blockFormat()
            heading, listed = shape.headingLevel() > 0, block.textList() is not None
            shape.setTopMargin(18 if heading else 0)
            shape.setBottomMargin(6 if heading else 3 if listed else 9)
            shape.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(shape)
            block = block.next()

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        path = self._folder / (name.path() if isinstance(name, QUrl) else name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not path.is_file():
            return None
        image = QImage(str(path))
        if image.width() > _PICTURE:
            image = image.scaledToWidth(_PICTURE, Qt.TransformationMode.SmoothTransformation)
        return image
