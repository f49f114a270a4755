"""The views that show what was found in a whole project: what each needs, and where it leads."""

from __future__ import annotations

from reviewer.ui.entities import EntitiesView
from reviewer.ui.session import Session
from reviewer.ui.theme.theme import Theme
from reviewer.ui.timeline import TimelineView
from reviewer.ui.views import Views


def add_project_views(views: Views, session: Session, theme: Theme) -> None:
    """Make the views of an open project and take them in."""
    reads, project = session.workspace.read, session.project
    timeline = TimelineView(reads, session.run, theme)
    timeline.page_wanted.connect(views.show_page)
    views.add("timeline", timeline, timeline)
    entities = EntitiesView(
        reads,
        session.commands.perform,
        lambda page: project.cite([page]),
        theme,
        editable=not project.read_only,
    )
    entities.place_wanted.connect(views.show_page)
    views.add("entities", entities, entities)
    views.review.entities.all_wanted.connect(lambda entity: _show_entity(views, entities, entity))


def _show_entity(views: Views, view: EntitiesView, entity: object) -> None:
    views.show("entities")
    view.show_entity(entity)
