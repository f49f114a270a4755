"""What the reviewer does with hands on the keys: edits, choices and menus of the open project."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reviewer.model.geometry import Rect
from reviewer.model.ids import Uuid
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.correcting import WordField, correct_words, take_back, words_to_correct
from reviewer.ui.desk_ways import DeskWays
from reviewer.ui.dialogs.new_tag import NewTagDialog
from reviewer.ui.dialogs.tags import TagsDialog
from reviewer.ui.page import ContextTarget
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.session import Session
from reviewer.ui.subject import clicked_button, in_list, on_pages
from reviewer.ui.theme.theme import Theme
from reviewer.ui.views import Views
from reviewer.ui.widgets.chooser import Choice, Chooser

# What the right button offers, by what it hits; the ids are those of the catalogue.
_ON_REDACTION = ("review.confirm", "review.reject", "review.codes", "review.position", "review.note")
_ON_SHAPE = ("review.split", "review.join")
_ON_PASSAGE = ("passage.tag", "passage.remove")
_ON_WORDS = ("edit.copy", "edit.copy-quote", "passage.tag", "entity.mark", "edit.correct")
_ON_PAGE = ("review.seen", "edit.copy-cite", "view.fit-width")


class Desk(DeskWays):
    """Edits of the open project by key and menu; every method does nothing while no project is open."""

    query_changed = Signal(object)  # str: the query was chosen otherwise than by typing

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._menu: QMenu | None = None

    def lay_out(self, session: Session, views: Views, registry: ActionRegistry) -> None:
        """A project is open; the right button shows what can be done with what it hits."""
        view = views.review
        self.session, self.view, self.views = session, view, views
        view.page_view.region_selected.connect(self._region)
        view.text.undo_wanted.connect(self._take_back)
        view.search.changed.connect(self.query_changed)
        view.page_view.context_requested.connect(lambda target: self._page_menu(target, registry))
        for panel, actions in (
            (view.redactions.list, (*_ON_REDACTION, "", *_ON_SHAPE)),
            (view.passages.list, _ON_PASSAGE),
            (view.entities.mentions, ("mention.remove",)),
        ):
            panel.view.customContextMenuRequested.connect(
                lambda place, shown=panel.view, ids=actions: self.show_menu(shown.mapToGlobal(place), ids, registry)
            )

    def correct_words(self) -> None:
        """Ask what the selected words really are."""
        if self.session is None or self.view is None:
            return
        chosen = words_to_correct(self.session.project, self.session.commands)
        if chosen is None:
            return
        commands, (page, first, last, read) = self.session.commands, chosen
        self.view.journey.show_selection()
        field = WordField(read, self._window)
        field.stored.connect(lambda text: correct_words(commands, page, first, last, text))
        field.pop_up(self._subject("edit.correct"))

    def do(self, edit: Callable[[ReviewCommands], object]) -> Callable[[], None]:
        """A callback for an edit, such as `ReviewCommands.confirm`."""

        def run() -> None:
            if self.commands is not None:
                edit(self.commands)

        return run

    def confirm(self) -> None:
        """What Enter says of the selected redaction, or of several; where all was said, go to the next."""
        if self.commands is None or self.session is None or self.views is None:
            return
        row = self.session.project.redaction(self.commands.redaction)
        if self.in_table() and len(self.commands.several) < 2 and (row is None or row.checked):
            self.views.table.next_unchecked()
        elif (row is not None and row.checked) or not self.views.review.selecting.bring_back():
            self.commands.confirm()

    def reject(self) -> None:
        """Say of the selected redaction that it is none; one that is out of view is shown first."""
        if self.commands is not None and self.view is not None and not self.view.selecting.bring_back():
            self.commands.reject()

    def next_unchecked(self, backwards: bool = False) -> None:
        """Go to the next unchecked redaction, or the one before, in the view in front."""
        if self.in_table() and self.views is not None:
            self.views.table.next_unchecked(backwards)
        elif self.commands is not None:
            self.commands.next_unchecked(backwards)

    def previous_unchecked(self) -> None:
        """Go to the unchecked redaction before."""
        self.next_unchecked(backwards=True)

    def type_codes(self) -> None:
        """Open the field for codes."""
        if self.in_table() and self.views is not None:
            self.views.table.codes_field.setFocus()
        elif self.view is not None:
            self.view.right.show_panel("redactions")
            self.view.redactions.details.codes_field.setFocus()
            self.view.redactions.details.codes_field.selectAll()

    def write_note(self) -> None:
        """Open the note of what is selected: of the passage while passages are in front, else of the redaction."""
        if self.view is None:
            return
        if self.notes_passage():
            self.view.passages.note_field.setFocus()
        elif self.has_redaction():
            self.view.right.show_panel("redactions")
            self.view.redactions.details.note_field.setFocus()

    def choose_position(self) -> None:
        """Let the next key choose a position; what it is for is in view meanwhile."""
        if self.commands is None or self.view is None:
            return
        self.view.selecting.bring_back()
        many, title = len(self.commands.several), self.tr("Position of this deletion")
        self._choose(
            "review.position",
            self.tr("Position of {0} deletions").format(f"{many:,}") if many > 1 else title,
            self.commands.position_choices(),
        )

    def choose_tag(self) -> Chooser | None:
        """Let the next key choose a tag; where there is none yet, ask for the first one at once."""
        if self.commands is None or self.session is None or self.view is None:
            return None
        self.view.journey.show_selection()
        if self.session.project.tags():
            return self._choose("passage.tag", self.tr("Tag"), self.commands.tag_choices(self.new_tag, self.find_tag))
        self.new_tag()
        return None

    def find_tag(self) -> None:
        """Let a part of its name choose a tag."""
        if self.session is not None and self.commands is not None and self.view is not None:
            picker = TagPicker(self._theme, self.tr("Tag"), self.session.project.tags(), self._window)
            picker.chosen.connect(self.commands.tag_selection)
            picker.pop_up(self._subject("passage.tag"))

    def choose_entity(self) -> None:
        """Let the next key choose what the selected words are."""
        if self.commands is not None and self.view is not None:
            self.view.journey.show_selection()
            title = self.tr("Mark “{0}” as").format(self.commands.selected_words())
            self._choose("entity.mark", title, self.commands.entity_choices())

    def new_tag(self) -> None:
        """Ask for a new tag and use it at once."""
        if self.session is None or self.commands is None:
            return
        dialog = NewTagDialog(self.session.project.tags(), self._window)
        if dialog.exec():
            tag = self.commands.new_tag(dialog.name, dialog.color, dialog.key)
            if tag is not None and self.can_tag():
                self.commands.tag_selection(tag)
        dialog.deleteLater()

    def manage_tags(self) -> None:
        """Show all tags to change them."""
        if self.session is not None and self.commands is not None:
            dialog = TagsDialog(self.session.project, self.commands, self._theme, self._window)
            dialog.exec()
            dialog.deleteLater()

    def _take_back(self, correction: object) -> None:
        if self.commands is not None:
            take_back(self.commands, Uuid(str(correction)))

    def _page_menu(self, target: ContextTarget, registry: ActionRegistry) -> None:
        if self.view is None:
            return
        ids: tuple[str, ...] = _ON_PAGE
        if target.redaction is not None:
            self.view.selecting.select_redaction(str(target.redaction))
            ids = (*_ON_REDACTION, "", *_ON_SHAPE, "", *_ON_PAGE)
        elif target.highlight is not None:
            self.view.selecting.select_highlight(str(target.highlight))
            ids = (*_ON_PASSAGE, "", *_ON_PAGE)
        elif self.has_words():
            ids = (*_ON_WORDS, "", *_ON_PAGE)
        self.show_menu(target.position, ids, registry)

    def show_menu(self, place: QPoint, ids: Sequence[str], registry: ActionRegistry) -> None:
        """Offer these actions at a place of the screen; an empty id is a line."""
        registry.refresh()
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self._window)
        for action_id in ids:
            if action_id:
                self._menu.addAction(registry.action(action_id))
            else:
                self._menu.addSeparator()
        self._menu.popup(place)

    def _region(self, page_id: int, rect: Rect) -> None:
        if self.commands is not None and self.commands.editable:
            self.commands.segments = ()
            self.commands.region = (page_id, rect)
            if self.view is not None:
                self.view.page_view.hold_region(page_id, rect)
            chooser = self.choose_tag()
            if chooser is None:
                self._forget_region()
            else:
                chooser.destroyed.connect(self._forget_region)

    def _forget_region(self) -> None:
        """A box that nobody tagged is not seen any more, so that no later key may tag it."""
        finding = self._window.findChildren(TagPicker)
        if finding:  # one of many tags is looked for by its name
            finding[-1].destroyed.connect(self._forget_region)
            return
        if self.view is not None:
            self.view.page_view.hold_region(None)
        if self.commands is not None:
            self.commands.forget_region()

    def _choose(self, action_id: str, title: str, choices: list[Choice]) -> Chooser | None:
        if self.view is None:
            return None
        chooser = Chooser(self._theme, title, choices, self._window)
        chooser.pop_up(self._subject(action_id))
        return chooser

    def _subject(self, action_id: str) -> QRect:
        """Where on the screen stands what an action is about, or the button that was clicked for it."""
        if self.view is None or self.session is None:
            return QRect()
        if not (clicked := clicked_button(self._window, action_id)).isEmpty():
            return clicked
        if not self.view.page_view.isVisible():
            return in_list(self.view.parentWidget() or self._window)
        return on_pages(
            self.view.page_view, self.session.project, self.session.commands, words=action_id != "review.position"
        )
