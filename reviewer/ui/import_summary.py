"""Says in a few words what came of an import: counts, and for each file that failed its name and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reviewer.model.errors import UserError
from reviewer.services.importing import ImportReport
from reviewer.services.unlocking import ENCRYPTED
from reviewer.ui.widgets.notice import Level, Notice

KEY = "import"
_NAMED = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportSummary", text)


def summary(report: ImportReport) -> Notice:
    """One notice for the whole import, however many files it had."""
    locked = [failure for failure in report.failures if failure.code in ENCRYPTED]
    failed = [failure for failure in report.failures if failure not in locked]
    if len(failed) == 1 and not (report.added or report.catalogued or report.already or locked or report.cancelled):
        return Notice(failed[0].message, failed[0].advice, "warning", key=KEY)
    parts = [_added(report)]
    for count, one, many in (
        (len(report.catalogued), _tr("1 catalogued only"), _tr("{0} catalogued only")),
        (len(report.already), _tr("1 was here already"), _tr("{0} were here already")),
        (len(locked), _tr("1 needs a password"), _tr("{0} need a password")),
        (len(failed), _tr("1 could not be imported"), _tr("{0} could not be imported")),
        (report.left, _tr("1 left out"), _tr("{0} left out")),
    ):
        if count:
            parts.append(one if count == 1 else many.format(f"{count:,}"))
    title = " · ".join(parts)
    if report.cancelled:
        title = _tr("Import cancelled: {0}").format(title)
    level: Level = "warning" if failed else "attention" if locked or report.cancelled else "info"
    return Notice(title, "\n".join(_lines(report, failed)), level, key=KEY)


def _added(report: ImportReport) -> str:
    count = len(report.added)
    if not count:
        return _tr("No file imported")
    files = _tr("1 file imported") if count == 1 else _tr("{0} files imported").format(f"{count:,}")
    pages = _tr("1 page") if report.pages == 1 else _tr("{0} pages").format(f"{report.pages:,}")
    return f"{files} ({pages})"


def _lines(report: ImportReport, failed: list[UserError]) -> list[str]:
    lines = [f"{failure.message} {failure.advice}".strip() for failure in failed[:_NAMED]]
    more = len(failed) - _NAMED
    if more > 0:
        lines.append(_tr("{0} more could not be imported; they are marked in Documents.").format(more))
    if failed and report.added:
        lines.append(_tr("The other files are imported; nothing was changed in any of them."))
    if report.catalogued:
        lines.append(
            _tr("Catalogued with hash and date, because they cannot be shown here: {0}.").format(
                _names(report.catalogued)
            )
        )
    if report.already:
        lines.append(_tr("In this release already, left as they were: {0}.").format(_names(report.already)))
    attached = [notice for notice in report.notices if " carries an attachment: " in notice]
    lines += attached[:_NAMED]
    return lines


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return _tr("{0} and {1} more").format(shown, more) if more > 0 else shown
