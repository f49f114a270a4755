"""The pin cite on the screen is that of the exports: by the series that was chosen for the release."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.export.building import identifier
from reviewer.model.documents import PageNumbers
from reviewer.services.operations import EditRelease
from reviewer.ui.widgets.cites import CiteLabel, elided_cite
from reviewer.ui.window import Window


@pytest.mark.parametrize(
    ("identifiers", "series", "bates", "cited"),
    [
        ({"BRR-2018": "BRR-2018-000114", "Doc No.": "C05739563"}, "", "BRR-2018-000114", "BRR-2018-000114"),
        ({"BRR-2018": "BRR-2018-000114", "Doc No.": "C05739563"}, "Doc No.", "BRR-2018-000114", "C05739563"),
        ({"Doc No.": "C05739563"}, "", None, "C05739563"),
        ({"164-81": "164-81-2111"}, "", None, ""),  # a paper's number in its file, not the page's
        ({"164-81": "164-81-2111"}, "164-81", None, "164-81-2111"),
    ],
)
def test_what_a_page_is_cited_by(identifiers: Mapping[str, str], series: str, bates: str | None, cited: str) -> None:
    assert identifier(identifiers, series, bates) == cited


def test_the_screen_cites_by_the_series_chosen(window: Window) -> None:
    session = window.session
    assert session is not None
    page = session.project.page_ids[0]
    stored = session.project.stored_page(page)
    assert stored is not None
    assert stored.bates is not None
    assert stored.bates in session.project.cite([page])
    numbers = PageNumbers(stored.number, {**stored.identifiers, "Doc No.": "C05739563"}, stored.bates)
    session.workspace.intake.store_numbers(stored.file, [numbers]).result()
    (release,) = session.workspace.read.sources.releases()
    session.commands.perform(EditRelease(release.uuid, cite_series="Doc No."))
    session.project.flush()
    assert session.project.cite([page]).startswith("C05739563")
    other = session.project.stored_page(session.project.page_ids[1])
    assert other is not None
    assert session.project.cite([other.id]).startswith(str(other.bates)), "without a number of the series"


@pytest.mark.parametrize(
    "cite",
    [
        "CPD_FOIA14-5298 Response of the whole department.pdf p. 12",
        "CPD_FOIA14-5298 Response of the whole department.pdf p. 12; doc. p. 1 of 2 · Enterprise leased vehicles",
    ],
)
def test_a_shortened_cite_keeps_its_page(cite: str, qtbot: QtBot) -> None:
    metrics = QFontMetrics(QApplication.font())
    page = "p. 12"
    for width in (metrics.horizontalAdvance(f"CPD_F…t.pdf {page}"), metrics.horizontalAdvance(cite) - 8):
        shown = elided_cite(cite, metrics, width)
        assert page in shown
        assert "…" in shown
        assert metrics.horizontalAdvance(shown) <= width
    assert elided_cite(cite, metrics, metrics.horizontalAdvance(cite)) == cite
    label = CiteLabel(cite)
    qtbot.addWidget(label)
    label.resize(metrics.horizontalAdvance(f"CPD_F…t.pdf {page}"), 20)
    assert page in label.shortened()


def test_a_shortened_cite_keeps_the_number_stamped_on_the_page() -> None:
    metrics = QFontMetrics(QApplication.font())
    cite = "BRR-2018-000114; Release of all the agency's mail.pdf p. 114–116; doc. p. 1 of 2"
    shown = elided_cite(cite, metrics, metrics.horizontalAdvance("BRR-2018-000114; Release…mail.pdf p. 114–116"))
    assert shown.startswith("BRR-2018-000114; ")
    assert shown.endswith("p. 114–116")
    assert elided_cite(cite, metrics, metrics.horizontalAdvance("BRR-2018-000114; R…")).startswith("BRR-2018-000114;")


def test_without_a_page_the_end_goes() -> None:
    metrics = QFontMetrics(QApplication.font())
    assert elided_cite("notes on the whole release", metrics, metrics.horizontalAdvance("notes on …")).startswith(
        "notes"
    )
