"""Names are found behind the reading, in real worker processes; what was stopped goes on where it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reviewer.model.documents import DocumentFinding, Message
from reviewer.services.naming import NameRun
from reviewer.services.operations import AcceptNames, NameRef
from reviewer.services.reading_run import Orders
from reviewer.services.workspace import Workspace
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import FindNames
from tests.storage.material import made_project, result

MAIL = ("From: Doyle, Marian", "To: Okafor, Victor", "Please call Marian Doyle at (202) 555-0143 or doylem@x.example.")


def mails(path: Path, pages: int) -> Workspace:
    workspace = made_project(path, pages)
    file = workspace.read.sources.files()[0].id
    for page in workspace.read.pages.of_file(file):
        workspace.intake.store_page_result(page.id, result(page.number, redactions=(), lines=MAIL)).result()
    messages = tuple(Message(n, 90.0, "Doyle, Marian", ("Okafor, Victor",)) for n in range(pages))
    workspace.intake.store_documents(file, [DocumentFinding(0, pages - 1, "e-mail", messages=messages)]).result()
    return workspace


def test_names_are_found_in_workers_and_grouped(tmp_path: Path) -> None:
    with mails(tmp_path / "matter.foia", 20) as workspace, WorkerPool(1) as pool:
        orders = Orders()
        orders.again = True  # new pages are to be read: finding names gives way
        NameRun(workspace, pool, orders).run()
        assert workspace.read.names.state().waiting == 20
        orders.again = False
        NameRun(workspace, pool, orders).run()
        assert workspace.read.names.state().waiting == 0
        groups = {row.form: row for row in workspace.read.names.suggestions()}
        doyle = groups["Doyle, Marian"]
        assert {name.form for name in doyle.names} == {"Doyle, Marian", "Marian Doyle", "doylem@x.example"}
        assert doyle.mentions == 60
        assert groups["(202) 555-0143"].kind == "phone"
        refs = tuple(NameRef(name.kind, name.key, name.form) for name in doyle.names)
        workspace.perform(AcceptNames(refs, "Marian Doyle"))
        assert workspace.read.marks.entities()[0].mentions == 60
        NameRun(workspace, pool, orders).run()  # nothing waits: nothing changes
        assert workspace.read.marks.entities()[0].mentions == 60


def test_pages_that_cite_go_to_one_worker_until_there_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.services.naming._CITED_ALONE", 10)
    workspace = made_project(tmp_path / "matter.foia", 20)
    file = workspace.read.sources.files()[0].id
    lines = ("See Doyle v. Northwind, 410 U.S. 113 (1973), on searches.",)
    for page in workspace.read.pages.of_file(file):
        workspace.intake.store_page_result(page.id, result(page.number, redactions=(), lines=lines)).result()
    workspace.intake.store_documents(file, [DocumentFinding(0, 19, "letter")]).result()
    asked: list[tuple[int, bool]] = []
    with workspace, WorkerPool(1) as pool:
        submit = pool.submit

        def watched(request: Any, priority: int = 0) -> Any:
            if isinstance(request, FindNames):
                asked.append((len(request.pages), request.citations))
            return submit(request, priority)

        monkeypatch.setattr(pool, "submit", watched)
        NameRun(workspace, pool, Orders()).run()
        assert asked == [(8, True), (8, False), (4, False)]
        assert {row.kind for row in workspace.read.names.suggestions()} == {"court case"}
