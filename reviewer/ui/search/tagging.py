"""Tags every place of the words that a search found, as one edit; a place that bears the tag already is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from reviewer.model.ids import PageId, Uuid
from reviewer.services.operations import AddPassage, AddPassages
from reviewer.ui.desk import Desk
from reviewer.ui.dialogs.new_tag import NewTagDialog
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.words import counted

Tell = Callable[[Notice], object]

_KEY: Final = "tagged"


def can_tag_found(desk: Desk) -> bool:
    """Words were found, and the project can be changed."""
    if desk.session is None or desk.view is None or not desk.can_edit():
        return False
    return bool(desk.view.search.pages) and desk.session.project.found.has_words


def choose_tag_for_found(desk: Desk, tell: Tell) -> None:
    """Ask for the tag, beside the pages found; where there is none yet, for the first one."""
    if desk.session is None or desk.commands is None or desk.view is None:
        return
    tags = desk.session.project.tags()
    if tags:
        desk.show_pages()
        desk.view.left.setVisible(True)
        desk.view.left.show_panel("search")
        desk.view.search.pick_tag(tags, lambda tag: tag_found(desk, tag, tell))
        return
    dialog = NewTagDialog(tags, desk.view.window())
    if dialog.exec():
        tag = desk.commands.new_tag(dialog.name, dialog.color, dialog.key)
        if tag is not None:
            tag_found(desk, tag, tell)
    dialog.deleteLater()


def tag_found(desk: Desk, tag: str, tell: Tell) -> None:
    """Give a tag to each place of the words on the pages listed, and say how many there were."""
    if desk.session is None or desk.commands is None or desk.view is None:
        return
    project, read = desk.session.project, desk.session.workspace.read.marks
    rows = [read.passage(uuid) for uuid in read.passage_ids(Uuid(tag))]
    borne = {(part.page, part.first_word, part.last_word) for row in rows if row is not None for part in row.segments}
    runs = [run for page in desk.view.search.pages for run in project.found.runs(page)]
    new = [run for run in runs if (PageId(run.page), run.first, run.last) not in borne]
    if new and not desk.commands.perform(AddPassages(tuple(AddPassage((run,), (Uuid(tag),)) for run in new))):
        return
    name = next((known.name for known in project.tags() if known.id == tag), "")
    title = counted(len(new), _tr("1 place is tagged"), _tr("{0} places are tagged"))
    before = len(runs) - len(new)
    borne_words = counted(before, _tr("1 bore the tag already."), _tr("{0} bore the tag already."))
    tell(Notice(f"{title}: {name}", borne_words if before else "", key=_KEY))


def _tr(text: str) -> str:
    return QCoreApplication.translate("HitTagging", text)
