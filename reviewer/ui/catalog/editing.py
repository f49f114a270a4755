"""Actions that change the project: checking, tagging, undo; and searching it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell
from reviewer.ui.commands import ReviewCommands


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def edit_actions(window: Shell) -> list[Action]:
    """What the menu Edit holds."""
    desk = window.desk
    opened = desk.has_project
    return [
        Action(
            "edit.undo",
            _tr("&Undo"),
            _tr("Take the last edit back."),
            desk.do(ReviewCommands.undo),
            ("Ctrl+Z",),
            "undo",
            menu="edit",
            enabled=desk.can_undo,
            text=desk.undo_text,
        ),
        Action(
            "edit.redo",
            _tr("&Redo"),
            _tr("Do again what was taken back."),
            desk.do(ReviewCommands.redo),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            "redo",
            menu="edit",
            enabled=desk.can_redo,
            text=desk.redo_text,
        ),
        Action(
            "edit.copy",
            _tr("&Copy words"),
            _tr("Copy the selected words, with [redacted …] in the holes."),
            desk.copy_words,
            (),
            "copy",
            menu="edit",
            group=1,
            enabled=desk.has_words,
        ),
        Action(
            "edit.copy-cite",
            _tr("Copy &pin cite"),
            _tr("Copy where the page in view stands."),
            desk.copy_cite,
            ("Ctrl+Shift+C",),
            "copy",
            menu="edit",
            group=1,
            enabled=opened,
        ),
        Action(
            "edit.find",
            _tr("&Find …"),
            _tr("Search the words of the release."),
            window.begin_search,
            ("Ctrl+F",),
            "search",
            menu="edit",
            group=2,
            enabled=opened,
        ),
        Action(
            "edit.find-next",
            _tr("Find &next"),
            _tr("Go to the next page found."),
            desk.find_step(1),
            ("F3",),
            "next",
            menu="edit",
            group=2,
            enabled=opened,
        ),
        Action(
            "edit.find-previous",
            _tr("Find pre&vious"),
            _tr("Go to the page found before."),
            desk.find_step(-1),
            ("Shift+F3",),
            "previous",
            menu="edit",
            group=2,
            enabled=opened,
        ),
    ]


def review_actions(window: Shell) -> list[Action]:
    """Checking redactions and pages."""
    desk = window.desk
    selected = desk.has_redaction
    return [
        Action(
            "review.confirm",
            _tr("&Right"),
            _tr("Say that the box is right; once more: that the code is right."),
            desk.do(ReviewCommands.confirm),
            ("Return", "Enter"),
            "check",
            "redactions",
            "review",
            enabled=selected,
            text=desk.confirm_text,
        ),
        Action(
            "review.reject",
            _tr("Not a redaction"),
            _tr("Say that the program took it for one by mistake."),
            desk.do(ReviewCommands.reject),
            ("X",),
            "reject",
            "review",
            "review",
            enabled=selected,
        ),
        Action(
            "review.codes",
            _tr("Set &codes"),
            _tr("Type the exemptions claimed, such as b6 b7c."),
            desk.type_codes,
            ("K",),
            "code",
            "review",
            "review",
            enabled=selected,
        ),
        Action(
            "review.position",
            _tr("&Position …"),
            _tr("Choose the legal stance on this deletion."),
            desk.choose_position,
            ("P",),
            "flag",
            "review",
            "review",
            enabled=selected,
        ),
        Action(
            "review.note",
            _tr("Write a note"),
            _tr("Write a note on the selected redaction."),
            desk.write_note,
            ("W",),
            "note",
            "review",
            "review",
            enabled=selected,
        ),
        Action(
            "review.next",
            _tr("&Next unchecked"),
            _tr("Go to the next redaction that no one has checked."),
            desk.do(ReviewCommands.next_unchecked),
            ("N",),
            "next",
            "review",
            "review",
            1,
            desk.has_project,
        ),
        Action(
            "review.previous",
            _tr("Previous unchecked"),
            _tr("Go to the unchecked redaction before."),
            desk.previous_unchecked,
            ("Shift+N",),
            "previous",
            "review",
            "review",
            1,
            desk.has_project,
        ),
        Action(
            "review.seen",
            _tr("Page &seen"),
            _tr("Say that you have seen the page in view, or not after all."),
            desk.do(ReviewCommands.toggle_seen),
            ("S",),
            "eye",
            "review",
            "review",
            1,
            desk.can_edit,
        ),
    ]


def marks_actions(window: Shell) -> list[Action]:
    """Passages, tags and entities."""
    desk = window.desk
    words = desk.has_words
    return [
        Action(
            "passage.tag",
            _tr("&Tag …"),
            _tr("Tag the selected words: press this key, then the tag's key."),
            desk.choose_tag,
            ("T",),
            "tag",
            "review",
            "review",
            2,
            desk.can_tag,
        ),
        Action(
            "passage.remove",
            _tr("Remove passage"),
            _tr("Remove the selected passage with its note."),
            desk.do(ReviewCommands.remove_passage),
            (),
            "trash",
            "review",
            "review",
            2,
            desk.has_passage,
        ),
        Action(
            "entity.mark",
            _tr("Mark &entity …"),
            _tr("Mark the selected words as a person or an organisation."),
            desk.choose_entity,
            ("E",),
            "person",
            "review",
            "review",
            2,
            words,
        ),
        Action(
            "mention.remove",
            _tr("Remove mention"),
            _tr("Remove the selected mention; the entity stays."),
            desk.do(ReviewCommands.remove_mention),
            (),
            "trash",
            "review",
            "review",
            2,
            desk.has_mention,
        ),
        Action(
            "tags.manage",
            _tr("Tags …"),
            _tr("Add, rename, recolour and remove tags."),
            desk.manage_tags,
            (),
            "tag",
            "window",
            "review",
            3,
            desk.can_edit,
        ),
    ]
