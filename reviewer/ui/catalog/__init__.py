"""Every action of the window, with its words and keys, in the order of the menus."""

from __future__ import annotations

from reviewer.ui.actions import Action
from reviewer.ui.catalog.appealing import appeal_actions
from reviewer.ui.catalog.comments import comment_actions
from reviewer.ui.catalog.comparing import compare_actions
from reviewer.ui.catalog.editing import edit_actions, marks_actions, review_actions
from reviewer.ui.catalog.files import file_actions, help_actions
from reviewer.ui.catalog.indexing import index_actions
from reviewer.ui.catalog.looking import go_actions, tools_actions, view_actions
from reviewer.ui.catalog.marking import board_actions, care_actions, record_actions
from reviewer.ui.catalog.records import document_actions
from reviewer.ui.catalog.shell import Shell
from reviewer.ui.catalog.tables import table_actions
from reviewer.ui.catalog.texts import text_actions


def window_actions(window: Shell) -> list[Action]:
    """Everything that can be done in `window`."""
    return [
        *file_actions(window),
        *text_actions(window),
        *document_actions(window),
        *edit_actions(window),
        *review_actions(window),
        *marks_actions(window),
        *board_actions(window),
        *care_actions(window),
        *comment_actions(window),
        *tools_actions(window),
        *view_actions(window),
        *record_actions(window),
        *table_actions(window),
        *appeal_actions(window),
        *index_actions(window),
        *compare_actions(window),
        *go_actions(window),
        *help_actions(window),
    ]
