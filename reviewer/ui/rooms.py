"""Furnishes a window with the views beside those that every project opens with: board, history, settings and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QDialog, QVBoxLayout

from reviewer.ui.agency_index.wiring import add_agency_index
from reviewer.ui.box_pictures import BoxPictures
from reviewer.ui.compare.wiring import add_compare
from reviewer.ui.contesting.wiring import add_appeal
from reviewer.ui.desk import Desk
from reviewer.ui.exporting import Exporting
from reviewer.ui.history.panel import HistoryPanel
from reviewer.ui.layers import add_layers
from reviewer.ui.placing import fitting
from reviewer.ui.project_views import add_project_views
from reviewer.ui.records import add_records
from reviewer.ui.recoverable import BeneathCare
from reviewer.ui.session import Session
from reviewer.ui.strips import PageStrips
from reviewer.ui.views import Views

if TYPE_CHECKING:
    from reviewer.ui.frame import WindowFrame
    from reviewer.ui.history.view import AuditView
    from reviewer.ui.passages.board import PassageBoard
    from reviewer.ui.preferences import SettingsView

_ON_BOARD = ("passage.tag", "passage.remove")
_TAG_MENU = ("tags.new", "tags.below", "tags.rename", "tags.merge", "tags.remove", "tags.outdent", "tags.indent")


def furnish(window: WindowFrame, desk: Desk, exporting: Exporting, session: Session, views: Views) -> None:
    """Add the views of an open project that this file knows."""
    add_project_views(window, desk, exporting, session, views)
    views.add("passages", lambda: _board(window, desk, session, views))
    _add_care(window, session, views)
    add_records(session, views, add_layers(window, session, views))
    views.review.search.show_strips(_strips(window, session))
    views.add("audit", lambda: _audit(window, session))
    panel = HistoryPanel(session.workspace, window.theme)
    panel.failed.connect(window.show_error)
    panel.audit_wanted.connect(lambda: views.show("audit"))
    views.review.right.add_panel("history", window.tr("History"), panel, "undo")
    session.project.changed.connect(panel.reload)
    views.add("settings", lambda: _settings(window, session))
    pictures = BoxPictures(session, views.review)
    views.review.selection_changed.connect(lambda: pictures.look_at(session.commands.redaction))
    views.review.page_view.set_fit(window.settings.page_fit)
    add_appeal(window, session, views)
    add_agency_index(window, session, views)
    add_compare(window, session, views)


def show_settings(window: WindowFrame, views: Views | None) -> None:
    """Show the settings: as a view of the open project, else in a dialog."""
    if views is not None:
        views.show("settings")
        return
    from reviewer.ui.preferences import SettingsView

    dialog = QDialog(window)
    dialog.setWindowTitle(window.tr("Settings"))
    dialog.resize(*fitting(dialog, 820, 640))
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(SettingsView(window.settings, window.theme, window.registry, window.settings.keys))
    dialog.exec()
    dialog.deleteLater()


def board_of(views: Views | None) -> PassageBoard | None:
    """The board of the open project."""
    return cast("PassageBoard", views.further("passages")) if views is not None else None


def care_of(views: Views | None) -> BeneathCare | None:
    """What the open project does about text beneath a redaction."""
    return views.review.findChild(BeneathCare) if views is not None else None


def _add_care(window: WindowFrame, session: Session, views: Views) -> None:
    care = BeneathCare(session, window.theme, views.review)
    care.failed.connect(window.show_error)
    views.review.redactions.details.warning.card_wanted.connect(care.open)
    views.review.page_shown.connect(care.let_go)
    views.review.selection_changed.connect(care.let_go)
    views.turned.connect(care.let_go)


def _audit(window: WindowFrame, session: Session) -> AuditView:
    from reviewer.ui.history.view import AuditView

    audit = AuditView(session.workspace.read, session.workspace.path, window.theme)
    audit.noticed.connect(window.notify)
    audit.failed.connect(window.show_error)
    return audit


def _settings(window: WindowFrame, session: Session) -> SettingsView:
    from reviewer.ui.preferences import SettingsView
    from reviewer.ui.preferences.project_part import ProjectPart

    project = ProjectPart(session.workspace, session.commands)
    settings = SettingsView(window.settings, window.theme, window.registry, window.settings.keys, project)
    settings.failed.connect(window.show_error)
    return settings


def _board(window: WindowFrame, desk: Desk, session: Session, views: Views) -> PassageBoard:
    from reviewer.ui.passages.board import PassageBoard

    pictures = _strips(window, session)
    board = PassageBoard(
        session.workspace.read, session.project, session.commands, pictures, window.theme, window.registry, window
    )
    board.place_wanted.connect(lambda passage: _show_place(views, str(passage)))
    board.selection_changed.connect(window.registry.refresh)
    board.tags.noticed.connect(window.notify)
    board.tags.failed.connect(window.show_error)
    menus = {"tag": _TAG_MENU, "passage": _ON_BOARD}
    board.menu_wanted.connect(lambda at, what: desk.show_menu(at, menus[what], window.registry))
    board.destroyed.connect(pictures.close)
    window.registry.install("board", board)
    for action in _ON_BOARD:
        board.list.addAction(window.registry.action(action))
    return board


def _strips(window: WindowFrame, session: Session) -> PageStrips:
    """Strips of pages for one list, which closes them when it goes."""
    return PageStrips(session.pool, session.bridge, session.project.place, session.passwords.get, window)


def _show_place(views: Views, passage: str) -> None:
    views.show("review")
    views.review.selecting.show_passage(passage)
