"""Actions that change the project: checking, tagging, undo; and searching it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell, has_pages, on_view
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.review import ReviewView
from reviewer.ui.search.tagging import can_tag_found, choose_tag_for_found


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def _a_redaction() -> str:
    return _tr("select a redaction first")


def _words() -> str:
    return _tr("select words first")


def edit_actions(window: Shell) -> list[Action]:
    """What the menu Edit holds."""
    return [*_history_actions(window), *_copy_actions(window), *_find_actions(window)]


def _history_actions(window: Shell) -> list[Action]:
    desk, act = window.desk, partial(Action, menu="edit")
    return [
        act("edit.undo", _tr("&Undo"), _tr("Take the last edit back."), desk.do(ReviewCommands.undo),
            ("Ctrl+Z",), "undo", enabled=desk.can_undo, text=desk.undo_text),
        act("edit.redo", _tr("&Redo"), _tr("Do again what was taken back."), desk.do(ReviewCommands.redo),
            ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", enabled=desk.can_redo, text=desk.redo_text),
    ]  # fmt: skip


def _copy_actions(window: Shell) -> list[Action]:
    desk, act = window.desk, partial(Action, icon="copy", menu="edit", group=1)
    return [
        act("edit.copy", _tr("&Copy words"), _tr("Copy the selected words, with [redacted …] in the holes."),
            desk.copy_words, ("Ctrl+C",), context="review", enabled=desk.can_copy, text=desk.copy_text),
        act("edit.copy-quote", _tr("Copy words with pin c&ite"),
            _tr("Copy the selected words in quotation marks, and where they stand."),
            on_view(window, ReviewView.copy_quote), ("Ctrl+Alt+C",), enabled=desk.has_words, needs=_words()),
        act("edit.copy-cite", _tr("Copy &pin cite"), _tr("Copy where the page in view stands."), desk.copy_cite,
            ("Ctrl+Shift+C",), enabled=has_pages(window)),
        Action("edit.correct", _tr("Co&rrect words …"), _tr("Say what the selected words really are."),
               desk.correct_words, ("Ctrl+R",), "text", "review", "edit", 1, desk.can_correct, needs=_words()),
    ]  # fmt: skip


def _find_actions(window: Shell) -> list[Action]:
    desk, act = window.desk, partial(Action, menu="edit", group=2, enabled=window.desk.has_project)

    def find(by: int) -> Callable[[], None]:
        """The page found after or before; where nothing was searched yet, the field to type into."""
        return lambda: desk.find_step(by)() if desk.query() else window.begin_search()

    return [
        act("edit.find", _tr("&Find …"), _tr("Search the words of the release."), window.begin_search,
            ("Ctrl+F",), "search"),
        act("edit.find-next", _tr("Find &next"), _tr("Go to the next page found."), find(1),
            ("F3",), "next"),
        act("edit.find-previous", _tr("Find pre&vious"), _tr("Go to the page found before."), find(-1),
            ("Shift+F3",), "previous"),
        act("edit.saved", _tr("Saved &searches …"), _tr("Ask a kept search again; keep, rename or remove one."),
            desk.show_saved, ("Ctrl+Shift+F",), "flag"),
        act("edit.tag-found", _tr("Tag all that was found …"), _tr("Give one tag to every place on the pages listed."),
            lambda: choose_tag_for_found(desk, window.notify), ("Ctrl+Shift+G",), "tag",
            enabled=lambda: can_tag_found(desk)),
    ]  # fmt: skip


def review_actions(window: Shell) -> list[Action]:
    """Checking redactions and pages."""
    return [*_check_actions(window), *_walk_actions(window), *_piece_actions(window)]


def _check_actions(window: Shell) -> list[Action]:
    desk = window.desk
    act = partial(Action, context="review", menu="review", enabled=desk.has_redaction, needs=_a_redaction())
    return [
        Action("review.confirm", _tr("Box &right, code right"),
               _tr("Say that the box is right; once more: that the code is right."),
               desk.confirm, ("Return", "Enter"), "check", "redactions", "review",
               enabled=desk.has_redaction, text=desk.confirm_text, needs=_a_redaction()),
        act("review.reject", _tr("Not a redaction"), _tr("Say that the program took it for one by mistake."),
            desk.reject, ("X", "Del"), "reject"),
        act("review.codes", _tr("Set &codes"), _tr("Type the exemptions claimed, such as b6 b7c."),
            desk.type_codes, ("K",), "code"),
        act("review.position", _tr("&Position …"), _tr("Choose the legal stance on this deletion."),
            desk.choose_position, ("P",), "flag"),
        act("review.note", _tr("Write a note"), _tr("Write a note on the selected redaction or passage."),
            desk.write_note, ("W",), "note", enabled=desk.can_note),
    ]  # fmt: skip


def _walk_actions(window: Shell) -> list[Action]:
    desk, act = window.desk, partial(Action, context="review", menu="review", group=1)
    return [
        act("review.next", _tr("&Next unchecked"), _tr("Go to the next redaction that no one has checked."),
            desk.next_unchecked, ("N",), "next", enabled=desk.can_walk),
        act("review.previous", _tr("Previous unchecked"), _tr("Go to the unchecked redaction before."),
            desk.previous_unchecked, ("Shift+N",), "previous", enabled=desk.can_walk),
        act("review.seen", _tr("Page &seen"), _tr("Say that you have seen the page in view, or not after all."),
            desk.do(ReviewCommands.toggle_seen), ("S",), "eye", enabled=desk.can_mark_seen,
            text=desk.seen_text),
    ]  # fmt: skip


def _piece_actions(window: Shell) -> list[Action]:
    desk, act = window.desk, partial(Action, context="review", menu="review", group=1, needs=_a_redaction())
    return [
        act("review.split", _tr("Split"), _tr("Make several redactions of this one: by boxes, by lines, or in two."),
            desk.do(ReviewCommands.split), ("Shift+J",), enabled=desk.has_redaction),
        act("review.join", _tr("Join with the next"), _tr("Make one of this redaction and the next on the page."),
            desk.do(ReviewCommands.join), ("J",),
            enabled=lambda: desk.has_redaction() and desk.commands is not None and desk.commands.can_join(),
            needs=_tr("select a redaction that is not the last of its page")),
    ]  # fmt: skip


def marks_actions(window: Shell) -> list[Action]:
    """Passages, tags and entities."""
    desk, act = window.desk, partial(Action, context="review", menu="review", group=2)
    return [
        act("passage.tag", _tr("&Tag …"), _tr("Tag the selected words: press this key, then the tag's key."),
            desk.choose_tag, ("T",), "tag", enabled=desk.can_tag, needs=_words()),
        act("passage.remove", _tr("Remove passage"), _tr("Remove the selected passage with its note."),
            desk.do(ReviewCommands.remove_passage), ("Shift+Del",), "trash", enabled=desk.has_passage),
        act("entity.mark", _tr("Mark &entity …"), _tr("Mark the selected words as a person or an organisation."),
            desk.choose_entity, ("E",), "person", enabled=desk.has_name, needs=_words()),
        act("mention.remove", _tr("Remove mention"), _tr("Remove the selected mention; the entity stays."),
            desk.do(ReviewCommands.remove_mention), (), "trash", enabled=desk.has_mention),
        Action("tags.manage", _tr("Tags …"), _tr("Add, rename, recolour and remove tags."), desk.manage_tags, (),
               "tag", "window", "review", 3, desk.can_edit),
    ]  # fmt: skip
