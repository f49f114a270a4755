"""What is open in a window and what is selected there, as the actions of the window ask it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.ui.commands import ReviewCommands
from reviewer.ui.correcting import words_to_correct
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.views import ViewName, Views

_JUDGED_IN: frozenset[ViewName] = frozenset({"review", "redactions", "appeal"})
"""Where the redaction that is selected is seen; elsewhere a key or a menu would decide on what nobody looks at."""


class DeskState(QObject):
    """Holds the open session and its views, or nothing; with nothing open, nothing is selected or can be done."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.session: Session | None = None
        self.view: ReviewView | None = None
        self.views: Views | None = None

    def clear(self) -> None:
        """No project is open any more."""
        self.session = self.view = self.views = None

    @property
    def commands(self) -> ReviewCommands | None:
        """The edits of the open project."""
        return self.session.commands if self.session is not None else None

    def has_project(self) -> bool:
        """A project is open and holds at least its view."""
        return self.view is not None

    def can_edit(self) -> bool:
        """The open project can be changed."""
        return self.commands is not None and self.commands.editable

    def has_redaction(self) -> bool:
        """A redaction is selected, and the view in front shows it."""
        return self._in_front() in _JUDGED_IN and self.commands is not None and self.commands.has_redaction()

    def can_walk(self) -> bool:
        """There are pages, whose redactions the view in front goes through."""
        return self._in_front() in ("review", "redactions") and self._page() is not None

    def can_mark_seen(self) -> bool:
        """A page is in view, not hidden by another view, and may be called seen."""
        return self.can_edit() and self.shows("review") and self._page() is not None

    def has_words(self) -> bool:
        """Words are selected."""
        return self.commands is not None and self.commands.has_words()

    def has_name(self) -> bool:
        """Words are selected that can be a name; a redaction alone is none."""
        return self.has_words() and self.commands is not None and bool(self.commands.selected_words())

    def can_correct(self) -> bool:
        """Words of one page are selected, which may have been misread."""
        return self.session is not None and words_to_correct(self.session.project, self.session.commands) is not None

    def can_copy(self) -> bool:
        """Words are selected, or the table is in front."""
        return self.has_words() or self.in_table()

    def can_tag(self) -> bool:
        """Words, a region or a passage are selected."""
        return self.has_words() or self.has_passage()

    def has_passage(self) -> bool:
        """A passage is selected."""
        return self.commands is not None and self.commands.editable and self.commands.passage is not None

    def can_note(self) -> bool:
        """Something is selected that takes a note."""
        return self.has_redaction() or self.notes_passage()

    def has_mention(self) -> bool:
        """A mention is selected."""
        return self.commands is not None and self.commands.editable and self.commands.mention is not None

    def can_undo(self) -> bool:
        """There is something to undo."""
        return self.session is not None and bool(self.session.edits.undo_title)

    def can_redo(self) -> bool:
        """There is something to redo."""
        return self.session is not None and bool(self.session.edits.redo_title)

    def undo_text(self) -> str:
        """`Undo`, with what it undoes."""
        title = self.session.edits.undo_title if self.session else ""
        return self.tr("&Undo: {0}").format(title) if title else self.tr("&Undo")

    def redo_text(self) -> str:
        """`Redo`, with what it does again."""
        title = self.session.edits.redo_title if self.session else ""
        return self.tr("&Redo: {0}").format(title) if title else self.tr("&Redo")

    def confirm_text(self) -> str:
        """What Enter says next of the selected redaction, or of several."""
        if self.commands and len(self.commands.several) > 1:
            return self.tr("{0} right: box and code").format(f"{len(self.commands.several):,}")
        row = self.session.project.redaction(self.commands.redaction) if self.session and self.commands else None
        if row is not None and row.checked:
            return self.tr("Next")
        if self.view is not None and self.view.selecting.out_of_view():
            return self.tr("Show it")
        if row is None or not row.box_decided:
            return self.tr("Box right")
        return self.tr("No code there") if not row.codes and row.marking == "none" else self.tr("Code right")

    def seen_text(self) -> str:
        """What the key for seen pages says of the page in view."""
        page = self._page()
        row = self.session.project.page(page) if self.session is not None and page is not None else None
        return self.tr("Page not &seen") if row is not None and row.seen else self.tr("Page &seen")

    def in_table(self) -> bool:
        """The table of redactions is in front."""
        return self.shows("redactions")

    def shows(self, name: ViewName) -> bool:
        """This view is in front."""
        return self._in_front() == name

    def notes_passage(self) -> bool:
        """The note to write is that of a passage: one is selected, and passages are in front."""
        return self.has_passage() and self.view is not None and self.view.right.current == "passages"

    def _in_front(self) -> ViewName | None:
        return self.views.in_front if self.views is not None else None

    def _page(self) -> int | None:
        return self.commands.page if self.commands is not None else None
