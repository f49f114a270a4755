"""The pin cite on the screen is that of the exports: by the series that was chosen for the release."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from reviewer.export.building import identifier
from reviewer.model.documents import PageNumbers
from reviewer.services.operations import EditRelease
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
