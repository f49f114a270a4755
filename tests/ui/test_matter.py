"""The requests: added, edited and removed by keys; letters accepted or declined; deadlines with their working."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer.appeal.deadlines import Determination as Case
from reviewer.appeal.deadlines import appeal_deadline
from reviewer.model.determinations import Determination, Statement, StatementName
from reviewer.model.documents import DocumentFinding
from reviewer.model.ids import Uuid
from reviewer.services.operations import AcceptLetter, AddEvent, AddRequest, EditRelease
from reviewer.services.workspace import Workspace
from reviewer.storage.reads import Reads
from reviewer.ui.application import Application
from reviewer.ui.dialogs.export import ExportDialog
from reviewer.ui.matter import MatterView
from reviewer.ui.matter.deadline_block import DeadlineBlock
from reviewer.ui.matter.facts import pressing_deadline, read_matter
from reviewer.ui.matter.forms import InlineForm
from reviewer.ui.matter.words import day_words
from reviewer.ui.start.summary import summarise
from reviewer.ui.window import Window
from tests.storage.material import add_file

NUMBER = "2018-ICFO-59138"
LETTER_PAGE = 3
TODAY = datetime.now().astimezone().date()
Show = Callable[..., MatterView]


def finding(number: str = NUMBER) -> DocumentFinding:
    said: tuple[tuple[StatementName, str, str], ...] = (
        ("agency", "Office of Lakes", "Office of Lakes, Information Unit"),
        ("request number", number, f"Re: Request {number}"),
        ("date", "2018-10-29", "October 29, 2018"),
        ("exemption", "(b)(5)", "Exemption (b)(5) was applied."),
        ("pages released", "12", "We release 12 pages."),
        ("appeal period", "60 days", "You may appeal within 60 days of this letter."),
    )
    statements = tuple(Statement(name, value, quote, LETTER_PAGE) for name, value, quote in said)
    determination = Determination("final determination", statements)
    return DocumentFinding(LETTER_PAGE, LETTER_PAGE, "letter", determination=determination)


def store_letter(workspace: Workspace, letter: DocumentFinding) -> None:
    file = workspace.read.sources.files()[0].id
    workspace.intake.store_documents(file, [DocumentFinding(0, LETTER_PAGE - 1), letter]).result()


@pytest.fixture
def show(application: Application, qtbot: QtBot, project_path: Path) -> Show:
    """Opens a project, after `prepare` did something to it, with its requests in front."""

    def run(
        prepare: Callable[[Workspace], object] = lambda _workspace: None,
        path: Path = project_path,
        read_only: bool = False,
    ) -> MatterView:
        with Workspace.open(path, reviewer="Dana Reviewer") as workspace:
            prepare(workspace)
        window = application.new_window()
        window.use(Workspace.open(path, reviewer="Dana Reviewer", read_only=read_only), read=False)
        window.show()
        qtbot.waitExposed(window)
        window.registry.run("show.requests")
        assert window.desk.views is not None
        return window.desk.views.matter

    return run


def reads(view: MatterView) -> Reads:
    return window_of(view).desk.session.workspace.read  # type: ignore[union-attr]  # a project is open


def window_of(view: MatterView) -> Window:
    window = view.window()
    assert isinstance(window, Window)
    return window


def find(view: MatterView, name: str) -> QAbstractButton:
    """The button or link with these words, as a screen reader would name it."""
    QApplication.processEvents()
    found = [made for made in view.findChildren(QAbstractButton) if made.accessibleName() == name and made.isVisible()]
    assert found, f"no {name}"
    return found[0]


def words(view: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(made.text() for made in view.findChildren(QLabel) if made.isVisible())


def form_of(view: MatterView) -> InlineForm | None:
    """The form that is open now."""
    return view.form


def fill(view: MatterView, **values: str) -> None:
    """Type into the open form and press Enter."""
    form = form_of(view)
    assert form is not None
    for name, text in values.items():
        field = form.fields[name]
        if isinstance(field, QLineEdit):
            field.selectAll()
            QTest.keyClicks(field, text)
        else:
            field.setCurrentIndex(field.findData(text))
    last = next(field for field in form.fields.values() if isinstance(field, QLineEdit))
    QTest.keyClick(last, Qt.Key.Key_Return)
    QApplication.processEvents()


def add_dhs(workspace: Workspace) -> None:
    request = AddRequest(agency="DHS", component="ICE", number="2020-ICFO-1", requested_on="2020-01-06")
    workspace.perform(request)
    printed = TODAY - timedelta(days=10)
    workspace.perform(AddEvent(request.uuid, "final determination", printed_on=printed.isoformat()))


def test_a_request_is_added_by_keys_and_undone(show: Show, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "new.foia", reviewer="Dana Reviewer").close()
    view = show(path=tmp_path / "new.foia")
    assert "No request yet" in words(view)
    QTest.keyClick(find(view, "Add request"), Qt.Key.Key_Return)
    assert view.form is not None
    assert view.focusWidget() is view.form.fields["agency"]
    fill(view, agency="Department of Homeland Security", number="2018-ICFO-1", requested_on="1 Mar 2018")
    (request,) = reads(view).matter.requests()
    assert (request.agency, request.number, request.requested_on) == (
        "Department of Homeland Security",
        "2018-ICFO-1",
        "2018-03-01",
    )
    assert form_of(view) is None
    assert view.selected == request.uuid
    assert "requested 1 Mar 2018" in words(view)
    window_of(view).registry.run("edit.undo")
    assert "No request yet" in words(view)


def test_what_is_no_date_or_names_nothing_is_pointed_out(show: Show) -> None:
    view = show()
    before = reads(view).matter.requests()
    find(view, "Add request").click()
    fill(view, agency="", number="")
    assert "Give the agency or the number" in words(view)
    fill(view, number="F-1", requested_on="yesterday")
    assert "“yesterday” is not a date" in words(view)
    assert view.form is not None
    assert view.form.fields["requested_on"].property("invalid") is True
    QTest.keyClick(view.form.fields["number"], Qt.Key.Key_Escape)
    assert form_of(view) is None
    assert reads(view).matter.requests() == before


def test_a_request_is_edited_in_its_place(show: Show) -> None:
    view = show()
    find(view, f"Edit {NUMBER}").click()
    fill(view, component="Office of Lakes", requester="Ada", requested_on="09/03/2018")
    (request,) = reads(view).matter.requests()
    assert (request.component, request.requester, request.requested_on) == ("Office of Lakes", "Ada", "2018-09-03")
    assert "requested 3 Sep 2018 by Ada" in words(view)


def test_events_stand_in_order_of_time(show: Show) -> None:
    view = show()
    for kind, printed, proof in (("appeal", "2018-12-01", "certified 7018"), ("acknowledgment", "2018-09-07", "")):
        find(view, "Add letter or act").click()
        fill(view, kind=kind, printed_on=printed, proof_of_sending=proof)
    assert [event.row.kind for event in view.facts.requests[0].events] == ["acknowledgment", "appeal"]
    said = words(view)
    assert said.index("7 Sep 2018") < said.index("1 Dec 2018")
    assert "proof: certified 7018" in said
    find(view, "Edit Appeal of 1 Dec 2018").click()
    fill(view, received_on="2018-12-03")
    assert "received 3 Dec 2018" in words(view)
    find(view, "Remove Appeal of 1 Dec 2018").click()
    assert "Appeal" not in words(view)
    window_of(view).registry.run("edit.undo")
    assert "Appeal" in words(view)


def test_every_field_of_an_event_is_entered_edited_and_undone(show: Show) -> None:
    view = show()
    find(view, "Add letter or act").click()
    said = {"kind": "appeal", "title": "First appeal", "printed_on": "2018-12-01", "received_on": "2018-12-03"}
    fill(view, **said, proof_of_sending="certified 7018", note="Dana posted it")
    (event,) = view.facts.requests[0].events
    row = event.row
    assert {name: getattr(row, name) for name in said} == said
    assert (row.proof_of_sending, event.note) == ("certified 7018", "Dana posted it")
    assert all(text in words(view) for text in ("First appeal", "received 3 Dec 2018", "note: Dana posted it"))
    window_of(view).registry.run("edit.undo")
    assert not view.facts.requests[0].events
    window_of(view).registry.run("edit.redo")
    find(view, "Edit Appeal of 1 Dec 2018").click()
    fill(view, note="Dana sent it by courier", title="Appeal")
    assert view.facts.requests[0].events[0].note == "Dana sent it by courier"
    window_of(view).registry.run("edit.undo")  # title and note were one edit
    (event,) = view.facts.requests[0].events
    assert (event.row.title, event.note) == ("First appeal", "Dana posted it")


def test_days_that_cannot_be_are_said_at_the_event(show: Show) -> None:
    view = show()
    find(view, "Add letter or act").click()
    fill(view, kind="acknowledgment", printed_on="2018-09-07", received_on="2018-09-01")
    assert "Received on 01 Sep 2018, before its own date (07 Sep 2018): check both dates." in words(view)
    find(view, "Edit Acknowledgment of 7 Sep 2018").click()
    fill(view, received_on=(TODAY + timedelta(days=3)).isoformat())
    assert "A date of it lies in the future: check it." in words(view)


def test_a_letter_is_a_suggestion_until_it_is_accepted(show: Show) -> None:
    view = show(lambda workspace: store_letter(workspace, finding()))
    said = words(view)
    assert "nothing counts until you accept it" in said
    assert "You may appeal within 60 days of this letter." in said
    assert "Pages here" in said
    assert view.findChildren(DeadlineBlock) == []
    accept = find(view, "Accept: Final determination of 29 Oct 2018")
    accept.setFocus()
    accept.click()
    QApplication.processEvents()
    assert view.requests.hasFocus()  # the button is gone, and the bar of the window must not inherit its keys
    (event,) = reads(view).matter.events()
    assert event.printed_on == "2018-10-29"
    (block,) = view.findChildren(DeadlineBlock)
    assert block.deadline.last == date(2018, 12, 28)
    assert "Last day, as the letter says" in words(view)
    window_of(view).registry.run("edit.undo")
    QApplication.processEvents()
    assert "nothing counts until you accept it" in words(view)


def test_a_letter_leads_to_its_page_and_can_be_declined(show: Show) -> None:
    view = show(lambda workspace: store_letter(workspace, finding()))
    window = window_of(view)
    find(view, "Open the page of the letter: Final determination of 29 Oct 2018").click()
    assert window.desk.shows("review")
    assert window.desk.view is not None
    page = reads(view).pages.one(window.desk.view.page_view.current_page())  # type: ignore[arg-type]  # it shows one
    assert page is not None
    assert page.number == LETTER_PAGE
    window.registry.run("show.requests")
    find(view, "Decline: Final determination of 29 Oct 2018").click()
    QApplication.processEvents()
    assert reads(view).matter.letters("declined")
    assert "Suggestions" not in words(view)


def test_a_letter_of_no_known_request_is_accepted_for_the_one_in_view(show: Show) -> None:
    def prepare(workspace: Workspace) -> None:
        find_release = workspace.read.sources.releases()[0].uuid
        workspace.perform(EditRelease(find_release, request=Uuid("")))
        store_letter(workspace, finding("F-2019-77"))

    view = show(prepare)
    assert "Releases without a request" in words(view)
    assert find(view, "Accept as a new request: Final determination of 29 Oct 2018")
    find(view, f"Accept for {NUMBER}: Final determination of 29 Oct 2018").click()
    (request,) = reads(view).matter.requests()
    (event,) = reads(view).matter.events()
    assert event.request == request.uuid


def test_a_deadline_says_state_dates_and_working(show: Show) -> None:
    view = show(add_dhs)
    view.select(reads(view).matter.requests()[1].uuid)
    printed = TODAY - timedelta(days=10)
    due = appeal_deadline(Case("FOIA", "DHS", "ICE", requested_on=date(2020, 1, 6), printed_on=printed), TODAY)
    (block,) = view.findChildren(DeadlineBlock)
    assert due.safe is not None
    assert block.state.text() == f"Open: {(due.safe - TODAY).days} days to the safe date"
    assert day_words(due.safe) in words(view)
    assert day_words(due.last) in words(view)
    assert "6 CFR 5.8(a)(1)" not in words(view)
    link = find(view, "How it was counted")
    QTest.keyClick(link, Qt.Key.Key_Return)
    said = words(view)
    assert "90 calendar days from" in said
    assert "read on" in said
    assert due.period is not None
    assert due.period.quote[:60] in said
    assert block.accessibleName().startswith("Open:")


def test_in_litigation_no_deadline_is_counted(show: Show) -> None:
    view = show(add_dhs)
    view.select(reads(view).matter.requests()[1].uuid)
    box = view.findChild(QCheckBox)
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert "In litigation: no administrative appeal" in words(view)
    assert reads(view).matter.requests()[1].litigation
    assert view.focusWidget() in view.findChildren(QCheckBox)


def test_what_hangs_on_others_is_not_removed(show: Show) -> None:
    view = show()
    find(view, f"Remove {NUMBER}").click()
    window = window_of(view)
    assert "cannot be deleted" in words(window.notices)
    assert len(reads(view).matter.requests()) == 1


def test_a_release_gets_its_letter_its_day_and_its_numbers(show: Show) -> None:
    view = show(lambda workspace: store_letter(workspace, finding()))
    find(view, "Add letter or act").click()
    fill(view, kind="release", printed_on="2018-10-29")
    (event,) = reads(view).matter.events()
    find(view, "Edit First interim release").click()
    assert view.form is not None
    fill(view, place=f"{event.request}|{event.uuid}", cite_series="Bates", received_on="November 2, 2018")
    (release,) = reads(view).sources.releases()
    assert (release.event, release.cite_series, release.received_on) == (event.uuid, "Bates", "2018-11-02")
    assert "received 2 Nov 2018 · cited by Bates" in words(view)


def test_what_is_being_typed_outlives_changes(show: Show) -> None:
    view = show()
    find(view, "Add letter or act").click()
    assert view.form is not None
    form, field = view.form, view.form.fields["title"]
    QTest.keyClicks(field, "Second letter")
    session = window_of(view).session
    assert session is not None
    session.commands.perform(AddRequest(agency="CIA", number="F-2018-1"))
    QApplication.processEvents()
    assert view.form is form
    assert field.text() == "Second letter"  # type: ignore[union-attr]  # a line of text
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert view.requests.count() == 2


def test_a_project_that_is_only_read_shows_without_editing(show: Show) -> None:
    def prepare(workspace: Workspace) -> None:
        store_letter(workspace, finding())
        workspace.perform(AcceptLetter(workspace.read.matter.letters()[0].uuid))

    view = show(prepare, read_only=True)
    assert "29 Oct 2018" in words(view)
    shown = {made.text() for made in view.findChildren(QAbstractButton) if made.isVisible() and made.isEnabled()}
    assert not shown & {"Edit", "Remove", "Accept", "Decline", "Add letter or act", "Add request", "In litigation"}


def test_the_overview_leads_to_the_nearest_deadline(show: Show) -> None:
    view = show(add_dhs)
    window = window_of(view)
    assert window.desk.views is not None
    window.registry.run("show.overview")
    line = window.desk.views.overview.next_step
    assert line.isVisible()
    assert line.text().startswith("Appeal 2020-ICFO-1: safe: send by ")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert window.desk.shows("requests")


def test_the_deadlines_can_be_written_to_a_calendar(show: Show) -> None:
    view = show(add_dhs)
    offered: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        offered.append(dialog.order().format_name)
        dialog.reject()

    calendar = find(view, "Write to a calendar …")
    QTimer.singleShot(0, look)
    calendar.click()
    assert offered == ["deadlines-ics"]


def test_arrows_walk_through_the_requests(show: Show) -> None:
    view = show(add_dhs)
    first, second = (row.uuid for row in reads(view).matter.requests())
    assert view.selected == first
    QTest.keyClick(view.requests, Qt.Key.Key_Down)
    assert view.selected == second
    assert view.focusWidget() is view.requests


def agency_field(view: MatterView) -> QLineEdit:
    """The field for the agency in the form that is open."""
    assert view.form is not None
    found = view.form.fields["agency"]
    assert isinstance(found, QLineEdit)
    return found


def test_what_was_typed_is_there_again_after_a_look_at_another_request(show: Show) -> None:
    view = show(add_dhs)
    first, second = (request.uuid for request in reads(view).matter.requests())
    view.select(first)
    view.change("request", first)
    agency_field(view).setText("Office of Lakes and Rivers")
    view.select(second)
    view.select(first)
    assert agency_field(view).text() == "Office of Lakes and Rivers"
    assert view.form is not None
    view.form.save()
    assert reads(view).matter.requests()[0].agency == "Office of Lakes and Rivers"
    view.select(second)
    view.select(first)
    assert not isinstance(view.form, InlineForm)


def test_a_form_in_which_nothing_was_typed_is_simply_left(show: Show) -> None:
    view = show(add_dhs)
    first, second = (request.uuid for request in reads(view).matter.requests())
    view.select(first)
    view.change("request", first)
    view.select(second)
    view.select(first)
    assert view.form is None


def test_the_card_of_a_project_says_until_when_to_appeal(tmp_path: Path) -> None:
    path = tmp_path / "ICE.foia"
    with Workspace.create(path, reviewer="Dana Reviewer") as workspace:
        add_dhs(workspace)
        (request,) = workspace.read.matter.requests()
    summary = summarise(path)
    assert summary.appeal.startswith("Appeal by ")
    assert summary.appeal.endswith(" days left")
    assert not summary.urgent
    with Workspace.open(path) as workspace:
        workspace.perform(AddEvent(request.uuid, "appeal", printed_on=TODAY.isoformat()))
    assert summarise(path).appeal == ""


def test_a_passed_safe_date_presses_more_than_one_to_come(tmp_path: Path) -> None:
    path, today = tmp_path / "ICE.foia", date(2018, 9, 20)
    with Workspace.create(path, reviewer="Dana Reviewer") as workspace:
        for number, printed in (("2018-ICFO-1", "2018-06-15"), ("2018-ICFO-2", "2018-08-15")):
            request = AddRequest(agency="DHS", component="ICE", number=number, requested_on="2018-03-01")
            workspace.perform(request)
            workspace.perform(AddEvent(request.uuid, "final determination", printed_on=printed))
        found = pressing_deadline(read_matter(workspace.read, today))
        assert found is not None
        assert (found[0].name, found[1].state) == ("2018-ICFO-1", "past the safe date")
    summary = summarise(path, lambda: today)
    assert summary.appeal == "Past the safe date; last day 24 Oct 2018"
    assert summary.urgent
    assert summarise(path, lambda: date(2030, 1, 2)).appeal.startswith("Last day to appeal was ")


def test_a_letter_of_another_number_is_offered_for_both(tmp_path: Path) -> None:
    said = (Statement("request number", "16-0191", "FOIA FILE NO.: 16-0191", 0),)
    found = DocumentFinding(0, 0, "letter", determination=Determination("final determination", said))
    with Workspace.create(tmp_path / "city.foia", reviewer="Ada") as workspace:
        workspace.intake.store_documents(add_file(workspace, 1), [found]).result()
        mine = AddRequest(agency="Department of State", number="F-2014-0001")
        workspace.perform(mine)
        workspace.perform(EditRelease(workspace.read.sources.releases()[0].uuid, request=mine.uuid))
        facts = read_matter(workspace.read, date(2019, 3, 1))
        assert len(facts.suggestions) == 1
        assert not facts.requests[0].suggestions
