"""The views of a whole project beside its pages: what each needs, and where it leads; each made when first asked for.

What a view needs is imported when it is made, so that the program starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reviewer.ui.session import Session
from reviewer.ui.views import Views

if TYPE_CHECKING:
    from reviewer.ui.desk import Desk
    from reviewer.ui.entities.view import EntitiesView
    from reviewer.ui.exporting import Exporting
    from reviewer.ui.frame import WindowFrame
    from reviewer.ui.matter import MatterView
    from reviewer.ui.overview import OverviewView
    from reviewer.ui.table import RedactionsView
    from reviewer.ui.timeline import TimelineView

_IN_TABLE = (
    "review.confirm",
    "review.reject",
    "review.codes",
    "review.position",
    "review.next",
    "review.previous",
    "edit.copy",
)
_ON_ROW = (*_IN_TABLE[:4], "review.note", "", "edit.copy")
_ON_LINE = ("table.select-group", "table.turn-group", "", "table.open-groups", "table.close-groups")


def add_project_views(window: WindowFrame, desk: Desk, exporting: Exporting, session: Session, views: Views) -> None:
    """Say how the views are made."""
    views.add("redactions", lambda: _table(window, desk, exporting, session, views))
    views.add("overview", lambda: _overview(window, exporting, session, views))
    views.add("requests", lambda: _requests(window, exporting, session, views))
    views.add("timeline", lambda: _timeline(window, session, views))
    views.add("entities", lambda: _entities(window, session, views))
    views.review.entities.all_wanted.connect(lambda entity: _show_entity(views, entity))


def _table(window: WindowFrame, desk: Desk, exporting: Exporting, session: Session, views: Views) -> RedactionsView:
    from reviewer.ui.table import RedactionsView

    commands = session.commands
    table = RedactionsView(session.workspace.read, window.theme, editable=not session.project.read_only)
    table.place_wanted.connect(views.open)
    table.selection_changed.connect(views.table_selected)
    table.codes_typed.connect(commands.set_codes)
    table.cell_edited.connect(views.cell_edited)
    commands.code_problem.connect(table.say_code_problem)
    table.export_wanted.connect(exporting.ask)
    for name in _IN_TABLE:  # their keys work in the table, too; those of the window itself work anywhere
        action = window.registry.action(name)
        if action not in window.actions():
            table.table.addAction(action)
    table.restore(window.settings.bytes("table"))
    table.grouping.choose(window.settings.text("table-grouping"))
    table.grouping.chosen.connect(lambda by: window.settings.keep_text("table-grouping", by or ""))
    table.grouping.chosen.connect(lambda _by: window.registry.refresh())
    table.table.menu_wanted.connect(
        lambda at, on_line: desk.show_menu(at, _ON_LINE if on_line else _ON_ROW, window.registry)
    )
    return table


def _overview(window: WindowFrame, exporting: Exporting, session: Session, views: Views) -> OverviewView:
    from reviewer.ui.overview import OverviewView

    overview = OverviewView(session.workspace.read.overview.all, session.run, window.theme)
    overview.code_chosen.connect(views.show_code)
    overview.document_chosen.connect(views.show_document)
    overview.page_chosen.connect(views.show_page)
    overview.beneath_wanted.connect(views.show_beneath)
    overview.failures_wanted.connect(window.status.failures_wanted)
    overview.requests_wanted.connect(lambda: views.show("requests"))
    overview.save_wanted.connect(exporting.save_chart)
    return overview


def _requests(window: WindowFrame, exporting: Exporting, session: Session, views: Views) -> MatterView:
    from reviewer.ui.matter import MatterView

    read, perform = session.workspace.read, session.commands.perform
    matter = MatterView(read, perform, window.theme, editable=not session.project.read_only)
    matter.page_wanted.connect(views.show_page)
    matter.calendar_wanted.connect(lambda: exporting.ask("deadlines-ics"))
    return matter


def _timeline(window: WindowFrame, session: Session, views: Views) -> TimelineView:
    from reviewer.ui.timeline import TimelineView

    timeline = TimelineView(session.workspace.read, session.run, window.theme)
    timeline.page_wanted.connect(views.show_page)
    return timeline


def _entities(window: WindowFrame, session: Session, views: Views) -> EntitiesView:
    from reviewer.ui.entities.view import EntitiesView

    project = session.project
    entities = EntitiesView(
        session.workspace.read,
        session.commands.perform,
        lambda page: project.cite([page]),
        window.theme,
        editable=not project.read_only,
    )
    entities.place_wanted.connect(views.show_page)
    return entities


def _show_entity(views: Views, entity: object) -> None:
    views.show("entities")
    cast("EntitiesView", views.further("entities")).show_entity(entity)
