"""Every question that the program asks in a dialog or a list of its own, and the manual."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.ui.screenshots.patience import until, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]
Made = tuple[str, Callable[[], "QWidget"]]


def before_a_project(window: Window, project: Path) -> Iterator[State]:
    """What is asked while nothing is open."""
    from reviewer.ui.dialogs.about import AboutDialog
    from reviewer.ui.dialogs.import_files import ImportDialog
    from reviewer.ui.dialogs.keys import KeysDialog
    from reviewer.ui.dialogs.matter_fields import Matter
    from reviewer.ui.dialogs.new_project import NewProjectDialog
    from reviewer.ui.preferences import SettingsView

    files = [Path("Release_1of2.pdf"), Path("Release_2of2.pdf")]

    def settings() -> SettingsView:
        made = SettingsView(window.settings, window.theme, window.registry, window.settings.keys)
        made.resize(820, 640)
        return made

    yield from _each(
        ("dialog-new", lambda: NewProjectDialog(project.parent, "Dana Reviewer", files, window)),
        ("dialog-new-nothing-chosen", lambda: NewProjectDialog(project.parent, "", [], window)),
        ("dialog-import", lambda: ImportDialog(files, Matter("", "2018-ICFO-59138"), project.parent, window)),
        ("dialog-keys", lambda: KeysDialog(window.registry, window)),
        ("dialog-about", lambda: AboutDialog(window)),
        ("settings-without-a-project", settings),
    )


def questions(window: Window, scratch: Path) -> Iterator[State]:
    """What is asked about an open project."""
    window.registry.run("show.review")
    yield from _asked_by_actions(window)
    yield from _about_tags(window, scratch)
    yield from _about_pages(window)
    yield from _returned_log(window, scratch)
    yield from _merged_copy(window, scratch)
    window.show_manual()
    from reviewer.ui.help import HelpWindow

    manual = window.findChild(HelpWindow)
    yield "manual", manual
    if manual is not None:
        manual.close()


def _each(*made: Made) -> Iterator[State]:
    for name, make in made:
        shown = make()
        shown.show()
        yield name, shown
        shown.close()
        shown.deleteLater()


def _asked_by_actions(window: Window) -> Iterator[State]:
    """Dialogs that an action of the window opens."""
    from PySide6.QtWidgets import QDialog

    for action, name in (
        ("file.text", "dialog-text-of-files"),
        ("document.edit", "dialog-document"),
        ("review.accept-sure", "dialog-accept-sure"),
    ):
        before = set(window.findChildren(QDialog))
        window.registry.run(action)
        asked = next(each for each in window.findChildren(QDialog) if each not in before)
        yield name, asked
        asked.reject()
        asked.deleteLater()
        wait(0.1)


def _about_tags(window: Window, scratch: Path) -> Iterator[State]:
    from reviewer.services.codebook import plan_import, read_codebook, write_codebook
    from reviewer.services.operations.codebook import CodebookTag
    from reviewer.ui.dialogs.codebook import CodebookDialog
    from reviewer.ui.dialogs.new_tag import NewTagDialog
    from reviewer.ui.dialogs.tags import TagsDialog
    from reviewer.ui.passages.tag_picker import TagPicker

    session = window.session
    assert session is not None
    book = scratch / "Codebook.json"
    tags = [CodebookTag("public interest", color="#ff0000"), CodebookTag("harm"), CodebookTag("privacy", "harm")]
    write_codebook(tags, book)
    plan = plan_import(session.workspace.read.marks.tags(), read_codebook(book))
    project = session.project
    yield from _each(
        ("dialog-codebook", lambda: CodebookDialog(book.name, plan, window)),
        ("dialog-tags", lambda: TagsDialog(project, session.commands, window.theme, window)),
        ("dialog-new-tag", lambda: NewTagDialog(project.tags(), window)),
        ("picker-tag", lambda: TagPicker(window.theme, "Tag", project.tags(), window)),
    )


def _about_pages(window: Window) -> Iterator[State]:
    from reviewer.ui.dialogs.export import ExportDialog
    from reviewer.ui.dialogs.print_pages import PrintDialog
    from reviewer.ui.entities.picker import PickEntityDialog

    session = window.session
    assert session is not None
    rows = session.workspace.read.marks.entities()
    words = "Its names and mentions go to the entity you choose."
    view, project = window.desk.view, session.project
    page = view.page_view.current_page() if view is not None else None
    assert page is not None
    yield from _each(
        ("dialog-pick-entity", lambda: PickEntityDialog("Merge into", words, rows, window)),
        ("dialog-print", lambda: PrintDialog(project.page_ids, page, project.document_pages(page), window)),
        ("dialog-export", lambda: ExportDialog(window.exporting.facts(session), window)),
    )


def _returned_log(window: Window, scratch: Path) -> Iterator[State]:
    """The log, edited in a spreadsheet, taken back."""
    from reviewer.export.registry import Options
    from reviewer.services.exporting import export
    from reviewer.ui.returning.dialog import ReturnedLogDialog

    session = window.session
    assert session is not None
    log = scratch / "Log from the attorney.xlsx"
    export(session.workspace, "log-xlsx", log, options=Options(internal=True))
    _edit_log(log)
    window.returning.compare(log)
    until(lambda: any(each.isVisible() for each in window.findChildren(ReturnedLogDialog)))
    dialog = next(each for each in window.findChildren(ReturnedLogDialog) if each.isVisible())
    yield "dialog-returned-log", dialog
    dialog.reject()


def _merged_copy(window: Window, scratch: Path) -> Iterator[State]:
    """A colleague's copy, weighed before it is merged."""
    from reviewer.model.ids import PageId, Uuid
    from reviewer.services.operations import MarkSeen, SetCodes, SetPosition
    from reviewer.services.workspace import Workspace
    from reviewer.ui.merging.dialog import MergeDialog

    session = window.session
    assert session is not None
    other = scratch / "Copy of B. Jones.foia"
    session.workspace.save_copy(other)
    ids = [Uuid(uuid) for uuid in session.project.redaction_ids("all", None)[:6]]
    with Workspace.open(other, "B. Jones") as copy:
        copy.perform(SetCodes(tuple(ids[:3]), ("(b)(5)",)))
        copy.perform(SetPosition(tuple(ids[3:]), "contested"))
        copy.perform(MarkSeen((PageId(1), PageId(2))))
    session.workspace.perform(SetCodes(tuple(ids[:3]), ("(b)(7)(C)",)))
    window.merging.weigh(other)
    until(lambda: any(each.isVisible() for each in window.findChildren(MergeDialog)))
    dialog = next(each for each in window.findChildren(MergeDialog) if each.isVisible())
    yield "dialog-merge", dialog
    dialog.reject()
    session.workspace.undo()


def _edit_log(log: Path) -> None:
    """What an attorney does with it: other codes, positions, notes, and a row of its own."""
    import openpyxl

    book = openpyxl.load_workbook(log)
    inner, served = book["Internal"], book["Withholding log"]
    heads = {cell.value: place for place, cell in enumerate(inner[1], start=1)}
    for row, (codes, position, note) in enumerate(
        (
            ("(b)(5)", "contested", "Final by June: the privilege ended with the decision."),
            ("(b)(6)", "not contested", ""),
            ("(b)(7)(C)", "contested", "A name in an official capacity."),
            ("(b)(4)", "attorney to decide", "Ask the vendor's counsel for the contract."),
        ),
        start=2,
    ):
        for column, value in (("codes", codes), ("position", position), ("notes", note)):
            inner.cell(row, heads[column]).value = value
    served.cell(row=served.max_row + 1, column=1, value=999)
    book.save(log)
