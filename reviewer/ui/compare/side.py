"""One side of a comparison: where it stands, and its page turned to the place, with the place marked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.page import HitMark, Layer, PageMarks, PageView, TileSource
from reviewer.ui.page_colors import page_palette
from reviewer.ui.page_model import ProjectPages
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import ElidedLabel, column, label, row

_AROUND = 60.0  # points above and below a place that are brought into view with it


class SidePages(ProjectPages):
    """The pages of the project with one place marked, and the words beside it; passages and hits are left out."""

    def __init__(self, project: Project, theme: Theme) -> None:
        super().__init__(project, theme)
        self.page: int | None = None
        self.place_: tuple[Rect, ...] = ()
        self.anchors: tuple[Rect, ...] = ()

    def marks(self, page_id: int) -> PageMarks:
        """Redactions; the words beside the place as hits, the place itself as the current one."""
        found = replace(super().marks(page_id), highlights=(), hits=(), doubtful=())
        if page_id != self.page:
            return found
        hits = [HitMark((rect,)) for rect in self.anchors]
        return replace(found, hits=(*hits, HitMark(self.place_, current=True)) if self.place_ else tuple(hits))


class CopySidePane(QWidget):
    """The head of a side and its page."""

    def __init__(self, title: str, project: Project, theme: Theme, tiles: TileSource) -> None:
        super().__init__()
        self._theme = theme
        self._title = label(title, "strong")
        self._where = ElidedLabel("", "secondary")
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.pages = SidePages(project, theme)
        self.view = PageView(page_palette(theme))
        self.view.setAccessibleName(title)
        self.view.setMinimumSize(240, 160)
        self.view.set_editable(False)
        self.view.set_layers(frozenset({Layer.REDACTIONS, Layer.HITS}))
        self.view.set_content(self.pages, tiles)
        self.view.set_fit("width")
        head = row(self._title, self._where, spacing=8)
        head.setStretch(1, 1)
        head.setContentsMargins(12, 6, 12, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(column(spacing=0))
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        theme.changed.connect(self._recolor)

    @property
    def where(self) -> str:
        """What the head says of the place."""
        return self._where.text()

    def show_place(
        self,
        page: int,
        where: str,
        place: tuple[Rect, ...],
        anchors: tuple[Rect, ...],
        redaction: str | None,
    ) -> None:
        """Turn to a place and mark it; `where` says which page and release that is."""
        self._where.setText(where)
        before, self.pages.page = self.pages.page, page
        self.pages.place_ = place if redaction is None else ()  # a redaction is marked as selected
        self.pages.anchors = anchors
        self.view.refresh({page, before} if before is not None else {page})
        self.view.select_redaction(redaction)
        marked = [*place, *anchors]
        self.view.go_to(page, bounds(place or marked).grown(0, _AROUND) if marked else None)

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._where.setText("")
        self.pages.page, self.pages.place_, self.pages.anchors = None, (), ()
        self.view.refresh()

    def _recolor(self) -> None:
        self.view.set_colors(page_palette(self._theme))
