"""Ways to a page: the tree of documents, the thumbnails, the outline of the file."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QTreeView, QWidget
from typing_extensions import override

from reviewer.ui.models.lists import ID_ROLE, ROW_ROLE, IdListModel
from reviewer.ui.models.rows import OutlineRow, PageRow, TreeRow
from reviewer.ui.models.tree import DocumentTree
from reviewer.ui.panels.tree_delegate import ThumbnailDelegate, TreeDelegate
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.empty import EmptyState

_INDENT = 14


class _Tree(QTreeView):
    """Lays itself out once after a change of style.

    A style sheet gives each widget around it its font anew, which every widget inside hears of, and Qt would lay out
    all rows each time: nine times the thousands of documents of a release for one change of theme.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anew = QTimer(self)
        self._anew.setSingleShot(True)
        self._anew.setInterval(0)
        self._anew.timeout.connect(self._lay_out)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._anew.start()
        return super().event(event)

    @override
    def doItemsLayout(self) -> None:
        if not self._anew.isActive():
            super().doItemsLayout()

    def _lay_out(self) -> None:
        super().doItemsLayout()


class DocumentsPanel(QStackedWidget):
    """Releases, files and documents; a click goes to the first page."""

    page_chosen = Signal(object)  # page id
    problem_chosen = Signal(object)  # file id, as in TreeRow.id
    import_wanted = Signal()

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._project = project
        self._asked = False
        self.model = DocumentTree(project.branch, self)
        self.view = _Tree()
        self.view.setHeaderHidden(True)
        self.view.setAccessibleName(self.tr("Documents"))
        self.view.setItemDelegate(TreeDelegate(theme, self.view))
        self.view.setIndentation(_INDENT)
        self.view.setUniformRowHeights(True)
        self.view.setMouseTracking(True)
        self.view.setExpandsOnDoubleClick(False)
        self.view.setModel(self.model)
        self.empty = EmptyState(theme)
        self.show_importing("")
        if not project.read_only:
            self.empty.offer(self.tr("Import release …"), self.import_wanted.emit, "primary")
        self.addWidget(self.empty)
        self.addWidget(self.view)
        self.view.activated.connect(self._chosen)
        self.view.clicked.connect(self._chosen)
        self.setCurrentIndex(1 if project.page_count else 0)

    def show_importing(self, words: str) -> None:
        """Say what is being imported as long as nothing is there; nothing: what to do."""
        asking = self.tr("Drop files or a folder on the window.")
        self.empty.say("release", words or self.tr("Nothing imported yet"), "" if words else asking)
        self.empty.show_steps(not words)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if not self._asked:
            self._asked = True
            self.reload()
        super().showEvent(event)

    def reload(self) -> None:
        """Ask the project what there is; what is open stays open. Nothing is asked while the tree is not shown.

        While a window is put together Qt lays a tree out again and again, which takes long with thousands of rows.
        """
        if not self.isVisible():
            self._asked = False  # it is asked when the tree comes into view
            return
        first = self.model.rowCount() == 0
        self.model.reload()
        self.setCurrentIndex(1 if self.model.rowCount() else 0)
        if first:
            for place in range(self.model.rowCount()):
                release = self.model.index(place, 0)
                self._open(release)
                if self.model.rowCount(release) == 1:
                    self._open(self.model.index(0, 0, release))

    def show_page(self, page_id: int | None) -> None:
        """Mark the document, or else the file, in which the page in view lies."""
        if page_id is None:
            return
        branches = self._project.branches_of(page_id)
        for row_id in reversed(branches[1:]):
            above = self.model.find(row_id)
            if above.isValid() and not self.view.isExpanded(above):
                self._open(above)
        for row_id in branches:
            index = self.model.find(row_id)
            above = index.parent()
            if index.isValid() and (not above.isValid() or self.view.isExpanded(above)):
                if index != self.view.currentIndex():
                    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                    self.view.selectionModel().setCurrentIndex(index, flag)
                return

    def _open(self, index: QModelIndex) -> None:
        """Unfold a row; what is in it is known at once, though Qt may lay it out later."""
        self.model.fetchMore(index)
        self.view.expand(index)

    def _chosen(self, index: QModelIndex) -> None:
        row: TreeRow = index.data(ROW_ROLE)
        if row.problem:
            self.problem_chosen.emit(row.id)
        if row.page_id is not None:
            self.page_chosen.emit(row.page_id)


class PagesPanel(QStackedWidget):
    """Thumbnails of all pages in order."""

    page_chosen = Signal(object)  # page id

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._project = project
        self.model: IdListModel[PageRow] = IdListModel(project.counted_page, _page_words, self)
        self.view = QListView()
        self.view.setAccessibleName(self.tr("Pages"))
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setUniformItemSizes(True)
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setSpacing(2)
        self.view.setItemDelegate(ThumbnailDelegate(theme, project.thumbnail, self.view))
        self.view.setModel(self.model)
        self.empty = EmptyState(theme, "pages", self.tr("No pages yet"), self.tr("They appear here after an import."))
        self._tries = 0
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(0)
        self._late.timeout.connect(self._to_current)
        self.addWidget(self.empty)
        self.addWidget(self.view)
        self.view.clicked.connect(lambda index: self.page_chosen.emit(index.data(ID_ROLE)))
        self.view.activated.connect(lambda index: self.page_chosen.emit(index.data(ID_ROLE)))
        self.reload()

    def reload(self) -> None:
        """Ask the project which pages there are."""
        self.model.set_ids(self._project.page_ids)
        self.setCurrentIndex(1 if self._project.page_count else 0)

    def show_page(self, page_id: int | None) -> None:
        """Mark the page in view."""
        place = self.model.place(page_id)
        if place is not None and place != self.view.currentIndex().row():
            index = self.model.index(place)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page in view among the pictures: what is not shown cannot be scrolled."""
        super().showEvent(event)
        self._tries = 2 + self.model.rowCount() // self.view.batchSize()
        self._late.start()

    def _to_current(self) -> None:
        index = self.view.currentIndex()
        if not index.isValid() or not self.isVisible():
            return
        self.view.scrollTo(index)
        self._tries -= 1
        if self._tries > 0 and not self.view.viewport().rect().intersects(self.view.visualRect(index)):
            self._late.start()  # pictures are laid out in batches, and its batch is still to come


class OutlinePanel(QStackedWidget):
    """The outline that the file in view itself carries."""

    page_chosen = Signal(object)  # page id

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._file_id: int | None = None
        self._project = project
        self.model: IdListModel[OutlineRow] = IdListModel(self._row, lambda row: "   " * row.level + row.title, self)
        self._rows: list[OutlineRow] = []
        self.view = QListView()
        self.view.setAccessibleName(self.tr("Outline"))
        self.view.setModel(self.model)
        self.view.setSpacing(2)
        self.empty = EmptyState(theme)
        self.addWidget(self.empty)
        self.addWidget(self.view)
        self.view.clicked.connect(self._chosen)
        self.view.activated.connect(self._chosen)
        self.show_outline([])

    def show_outline(self, rows: list[OutlineRow]) -> None:
        """Show these entries; none says that the file has no outline."""
        self._rows = rows
        self.model.set_ids(())
        self.model.refresh()
        self.model.set_ids(range(len(rows)))
        self.empty.say("outline", self.tr("No outline"), self.tr("The file in view carries no outline of its own."))
        self.setCurrentIndex(1 if rows else 0)

    def _row(self, place: int) -> OutlineRow | None:
        return self._rows[place] if place < len(self._rows) else None

    def _chosen(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, OutlineRow):
            self.page_chosen.emit(row.page_id)


def _page_words(row: PageRow) -> str:
    seen = ", seen" if row.seen else ""
    failed = ", could not be read" if row.state == "failed" else ""
    new = f", {row.new} redactions not checked" if row.new else ""
    return f"page {row.number}, {row.cite}{new}{seen}{failed}"
