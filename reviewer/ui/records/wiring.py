"""Lets a reviewer say where documents begin and what they are, from the tree, the menu and the palette."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.services.operations import JoinDocuments, SplitDocument
from reviewer.storage.rows import DocumentRow
from reviewer.ui.layers import LayerChoice
from reviewer.ui.models.lists import ROW_ROLE
from reviewer.ui.models.rows import TreeRow
from reviewer.ui.records.form import DocumentForm
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.sources import file_of_row
from reviewer.ui.views import Views


class DocumentEdits(QObject):
    """For one open project. What is meant is the document of the page in view, unless another is named."""

    def __init__(self, session: Session, view: ReviewView, layers: LayerChoice) -> None:
        """What is shown ends with `view`; `layers` says what can be chosen for files."""
        super().__init__(view)
        self._session, self._view, self._layers = session, view, layers
        self._menu: QMenu | None = None
        tree = view.documents.view
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._offer)

    @property
    def editable(self) -> bool:
        """The project can be changed."""
        return not self._session.project.read_only

    def here(self) -> DocumentRow | None:
        """The document of the page in view."""
        page = self._session.commands.page
        return self._session.workspace.read.sources.document_of(PageId(page)) if page is not None else None

    def can_begin(self) -> bool:
        """The page in view is a later one of its document."""
        page = self._session.commands.page
        row = self._session.project.stored_page(page) if page is not None and self.editable else None
        document = self._session.project.document(row.id) if row is not None else None
        return row is not None and document is not None and row.number > document.first_page

    def begin(self) -> None:
        """Let a new document begin at the page in view."""
        page = self._session.commands.page
        document = self.here()
        row = self._session.project.stored_page(page) if page is not None else None
        if document is not None and row is not None and self.can_begin():
            self._session.commands.perform(SplitDocument(document.uuid, row.number))

    def can_join(self) -> bool:
        """Another document of the same file stands before that of the page in view."""
        page = self._session.commands.page
        document = self._session.project.document(page) if page is not None and self.editable else None
        return document is not None and document.first_page > 0

    def join(self, document: DocumentRow | None = None) -> None:
        """Make one document of a document and the one before it, whose facts stay."""
        row = document or self.here()
        if row is None or not self.editable:
            return
        reads = self._session.workspace.read
        before = reads.pages.at(row.file, row.first_page - 1) if row.first_page else None
        first = reads.sources.document_of(before.id) if before is not None else None
        if first is not None:
            self._session.commands.perform(JoinDocuments(first.uuid, row.uuid))

    def can_edit(self) -> bool:
        """The page in view belongs to a document, and that can be changed."""
        page = self._session.commands.page
        return self.editable and page is not None and self._session.project.document(page) is not None

    def edit(self, document: DocumentRow | None = None) -> None:
        """Ask what a document is, and store it."""
        row = document or self.here()
        if row is None or not self.editable:
            return
        page = self._session.workspace.read.pages.at(row.file, row.first_page)
        cite = self._session.project.cite([page.id]) if page is not None else ""
        form = DocumentForm(row, cite, self._view.window())
        form.accepted.connect(lambda: self._session.commands.perform(form.edit()))
        form.finished.connect(form.deleteLater)
        form.open()

    def menu(self, index: QModelIndex) -> QMenu | None:
        """What can be done with a row of the tree; None where there is nothing."""
        row: TreeRow | None = index.data(ROW_ROLE) if index.isValid() else None
        files = self._files_of(index)
        if row is None or not files:
            return None
        made = self._layers.menu(files)
        if row.level == "document":
            document = self._session.workspace.read.sources.document(Uuid(row.id))
            if document is not None:
                self._add_document(made, document)
        return made

    def _add_document(self, menu: QMenu, document: DocumentRow) -> None:
        """Put what can be done with a document above what can be done with its file."""
        first = menu.actions()[0]
        edit = menu.addAction(self.tr("&Edit the document …"), lambda: self.edit(document))
        join = menu.addAction(self.tr("&Join with the document before"), lambda: self.join(document))
        edit.setEnabled(self.editable)
        join.setEnabled(self.editable and document.first_page > 0)
        for action in (edit, join):
            menu.removeAction(action)
            menu.insertAction(first, action)
        menu.insertSeparator(first)

    def _files_of(self, index: QModelIndex) -> tuple[FileId, ...]:
        """The file of a row of the tree: its own, that of a document, or all of a release."""
        while index.isValid():
            row: TreeRow = index.data(ROW_ROLE)
            if row.level == "release":
                return tuple(file.id for file in self._session.project.files() if file.release == row.id)
            file = file_of_row(row.id)
            if file is not None:
                return (file,)
            index = index.parent()
        return ()

    def _offer(self, place: QPoint) -> None:
        tree = self._view.documents.view
        index = tree.indexAt(place)
        made = self.menu(index if index.isValid() else tree.currentIndex())
        if made is not None:
            if self._menu is not None:
                self._menu.deleteLater()
            self._menu = made
            made.popup(tree.viewport().mapToGlobal(place))


def add_records(session: Session, views: Views, layers: LayerChoice) -> None:
    """Let the reviewer of an open project split, join and correct its documents."""
    DocumentEdits(session, views.review, layers)


def records_of(views: Views | None) -> DocumentEdits | None:
    """What edits documents in the open project."""
    return views.review.findChild(DocumentEdits) if views is not None else None
