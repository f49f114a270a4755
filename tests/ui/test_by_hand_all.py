"""Every action of the catalogue is done by hand in some test, and none is offered where nothing would come of it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.window import Window
from tests.ui.hands import Hands
from tests.ui.menu_hands import declared

ALWAYS = {"file.new", "file.open", "file.window", "file.quit", "help.palette", "help.manual", "help.keys",
          "help.sample", "help.about", "show.settings", "view.theme-system", "view.theme-light",
          "view.theme-dark"}  # fmt: skip
"""What can be done without a project."""

EDITS = {"file.import", "file.take-log", "file.merge", "text.auto", "text.keep", "text.ocr", "document.edit",
         "review.seen", "review.accept-sure", "review.number", "tags.manage", "tags.import", "appeal.issue",
         "index.import", "tool.draw", "tool.region"}  # fmt: skip
"""What changes a project, of that which can be done on its first page with nothing selected."""

SELECTED = {"edit.copy", "edit.copy-quote", "edit.correct", "review.confirm", "review.reject", "review.codes",
            "review.position", "review.note", "review.split", "review.join", "passage.tag", "passage.remove",
            "entity.mark", "mention.remove", "review.beneath", "comments.import", "comments.import-all", "copies.here",
            "view.fit-selection", "edit.undo", "edit.redo", "go.back", "go.forward", "go.previous-page",
            "document.begin", "document.join", "file.cancel-import", "file.cancel-export", "file.pause", "file.stop",
            "file.locate", "edit.tag-found", "view.notices", "view.dismiss-notices"}  # fmt: skip
"""What needs something selected or found, a place visited, an edit done, a notice or files on their way."""

ELSEWHERE = ("tags.new", "tags.below", "tags.rename", "tags.merge", "tags.remove", "tags.indent", "tags.outdent",
             "board.", "table.select", "table.turn", "table.open", "table.close", "appeal.accept", "appeal.decline",
             "copies.")  # fmt: skip
"""What is done in a view of its own: the beginnings of their names."""

ON_PAGES = {"tool.select", "tool.hand", "tool.draw", "tool.region", "view.zoom-in", "view.zoom-out", "view.actual-size",
            "view.fit-width", "view.fit-page", "view.loupe", "view.single", "view.turn-right", "view.turn-left",
            "view.turn-document-right", "view.turn-document-left", "view.layer-redactions", "view.layer-passages",
            "view.layer-entities", "view.layer-hits", "view.layer-comments", "view.layer-doubtful", "go.next-page",
            "go.page", "review.next", "review.previous", "review.seen"}  # fmt: skip
"""What is done to the pages, and only while they are in front."""


def all_of(window: Window) -> set[str]:
    return {record.id for record in window.registry.records}


def offered(window: Window) -> set[str]:
    """What the menus offer, as they stand there; nothing is asked anew."""
    return {record.id for record in window.registry.records if window.registry.action(record.id).isEnabled()}


def test_every_action_is_done_by_hand_somewhere(window: Window) -> None:
    """A new action fails here until a test of `test_by_hand_*` says that it `does` it; the test is held to that."""
    for path in sorted(Path(__file__).parent.glob("test_by_hand_*.py")):
        importlib.import_module(f"tests.ui.{path.stem}")
    assert all_of(window) - set(declared) == set()
    assert set(declared) - all_of(window) == set(), "what is no action any more"


def test_a_window_without_a_project_offers_what_needs_none(application: Application) -> None:
    assert offered(application.new_window()) == ALWAYS


def test_a_project_offers_what_can_be_done_on_its_first_page(hands: Hands) -> None:
    missing = all_of(hands.window) - offered(hands.window)
    assert {action for action in missing if not action.startswith(ELSEWHERE) or action == "copies.here"} == SELECTED
    assert {action for action in offered(hands.window) if action.startswith(ELSEWHERE)} == set()


def test_another_view_offers_nothing_that_is_done_to_the_pages(hands: Hands) -> None:
    before = offered(hands.window)
    hands.do("show.timeline")
    assert before - offered(hands.window) == ON_PAGES
    assert offered(hands.window) - before == set()


@pytest.fixture
def read_only(application: Application, project_path: Path, take_hands: Callable[[Window], Hands]) -> Hands:
    """A project that is open to read."""
    window = application.new_window()
    window.use(Workspace.open(project_path, read_only=True), read=False)
    return take_hands(window)


def test_a_project_open_to_read_offers_no_edit(hands: Hands, read_only: Hands) -> None:
    assert offered(hands.window) - offered(read_only.window) == EDITS
    assert offered(read_only.window) - offered(hands.window) == set()
    project = read_only.session.project
    read_only.view.selecting.select_redaction(project.redaction_ids("all", None)[0])
    read_only.settle()
    wrong = [action for action in ("review.confirm", "review.reject", "review.codes", "review.position", "review.seen",
                                   "passage.tag", "entity.mark") if not read_only.refuses(action)]  # fmt: skip
    assert wrong == []
    assert "view.fit-selection" in offered(read_only.window), "what only looks is offered"
