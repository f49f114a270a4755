"""The agency's own index: looked at before it comes in, and what it says of each deletion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reviewer.ui.screenshots.patience import until, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]


def agency_index(window: Window, project: Path, scratch: Path) -> Iterator[State]:
    """With the index of the sample release; of another project, with a table that names none of its pages."""
    from reviewer.ui.agency_index.preview import IndexPreview
    from reviewer.ui.agency_index.view import AgencyIndexView
    from reviewer.ui.agency_index.wiring import importing_of

    window.registry.run("show.index")
    views = window.desk.views
    assert views is not None
    view = cast(AgencyIndexView, views.further("index"))
    until(lambda: view.found is not None)
    yield "index-none", None
    there = project.parent / "release" / "Vaughn_Index.xlsx"
    importing_of(views).read(there if there.exists() else _other(scratch))
    until(lambda: any(each.isVisible() for each in window.findChildren(IndexPreview)))
    preview = next(each for each in window.findChildren(IndexPreview) if each.isVisible())
    yield "dialog-index", preview
    preview.accept_button.click()
    until(lambda: view.model.rowCount() > 0)
    window.notices.dismiss_all()
    for part in ("matched", "not indexed", "not released"):
        view.show_part(part)
        wait(0.3)
        yield f"index-{part.replace(' ', '-')}", None
    view.show_part("matched")
    wait(0.3)
    line = next((line for line in view.model.rows if line.redaction is not None), None)
    if line is not None:
        view.place_wanted.emit(line.redaction)
        yield "redaction-agencys-reason", None
    window.registry.run("show.review")


def _other(scratch: Path) -> Path:
    path = scratch / "Vaughn.csv"
    path.write_text("Bates,Exemption,Reason\nXYZ-000900,(b)(5),Advice.\n", encoding="utf-8")
    return path
