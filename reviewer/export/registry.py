"""Every export format by its name, and the one way to write them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.export import (
    calendar_files,
    csv_files,
    docx_files,
    html_pages,
    log_json,
    markdown,
    pdf_files,
    project_json,
    web_annotations,
    xlsx_files,
)
from reviewer.export.arranging import LogGroup, LogOrder, arranged
from reviewer.export.gather import Part
from reviewer.export.pincite import CiteStyle
from reviewer.export.rows import Content
from reviewer.export.writing import complete_file


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may add: what is internal (attorney work product: notes, checks, positions …), and pictures.

    `cite` is how excerpts are cited, `order` and `group` how a log is arranged. Of a load file: `pdf` gives a PDF a
    document instead of a picture a page, `bom` a byte order mark.
    """

    internal: bool = False
    crops: bool = False
    cite: CiteStyle = "full"
    pdf: bool = False
    bom: bool = True
    order: LogOrder = "place"
    group: LogGroup = "none"


Writer = Callable[[Content, Path, Options], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its title, the ending of its file, its writer, the part of a project it holds, if it has pictures.

    Those without a writer (parts `pages` and `copy`) are made from sources or project: services.exporting has them
    written.
    """

    title: str
    suffix: str
    write: Writer | None
    part: Part
    pictures: bool = False

    @property
    def selective(self) -> bool:
        """Whether filters and what is internal mean anything to it."""
        return self.part in ("log", "excerpts", "project", "pages")


def _log_csv(content: Content, path: Path, options: Options) -> None:
    csv_files.write_log(content, path, internal=options.internal)


def _log_xlsx(content: Content, path: Path, options: Options) -> None:
    xlsx_files.write_log(content, path, internal=options.internal, crops=options.crops)


def _log_docx(content: Content, path: Path, options: Options) -> None:
    docx_files.write_log(content, path, internal=options.internal, group=options.group)


def _log_pdf(content: Content, path: Path, options: Options) -> None:
    pdf_files.write_log(content, path, internal=options.internal, group=options.group)


def _excerpts_pdf(content: Content, path: Path, options: Options) -> None:
    pdf_files.write_excerpts(content, path, internal=options.internal, crops=options.crops)


def _log_html(content: Content, path: Path, options: Options) -> None:
    html_pages.write_log(content, path, internal=options.internal, crops=options.crops, group=options.group)


def _log_json(content: Content, path: Path, options: Options) -> None:
    log_json.write_log(content, path, internal=options.internal)


def _excerpts_csv(content: Content, path: Path, options: Options) -> None:
    csv_files.write_excerpts(content, path, internal=options.internal)


def _excerpts_md(content: Content, path: Path, options: Options) -> None:
    markdown.write_excerpts(content, path, internal=options.internal)


def _excerpts_html(content: Content, path: Path, options: Options) -> None:
    html_pages.write_excerpts(content, path, internal=options.internal, crops=options.crops)


def _excerpts_docx(content: Content, path: Path, options: Options) -> None:
    docx_files.write_excerpts(content, path, internal=options.internal, crops=options.crops)


def _excerpts_xlsx(content: Content, path: Path, options: Options) -> None:
    xlsx_files.write_excerpts(content, path, internal=options.internal, crops=options.crops)


def _excerpts_json(content: Content, path: Path, options: Options) -> None:
    web_annotations.write_excerpts(content, path, internal=options.internal)


def _entities_csv(content: Content, path: Path, options: Options) -> None:
    csv_files.write_entities(content, path)


def _entities_xlsx(content: Content, path: Path, options: Options) -> None:
    xlsx_files.write_entities(content, path)


def _deadlines_ics(content: Content, path: Path, options: Options) -> None:
    calendar_files.write_deadlines(content, path)


def _project_json(content: Content, path: Path, options: Options) -> None:
    project_json.write_project(content, path, internal=options.internal)


FORMATS: Mapping[str, Format] = {
    "log-csv": Format("withholding log as a table", ".csv", _log_csv, "log"),
    "log-xlsx": Format("withholding log as a workbook", ".xlsx", _log_xlsx, "log", pictures=True),
    "log-docx": Format("withholding log as a document", ".docx", _log_docx, "log"),
    "log-pdf": Format("withholding log for printing", ".pdf", _log_pdf, "log"),
    "log-html": Format("withholding log as a page", ".html", _log_html, "log", pictures=True),
    "log-json": Format("withholding log for other programs", ".json", _log_json, "log"),
    "excerpts-csv": Format("tagged passages as a table", ".csv", _excerpts_csv, "excerpts"),
    "excerpts-md": Format("tagged passages as Markdown", ".md", _excerpts_md, "excerpts"),
    "excerpts-html": Format("tagged passages as a page", ".html", _excerpts_html, "excerpts", pictures=True),
    "excerpts-docx": Format("tagged passages as a document", ".docx", _excerpts_docx, "excerpts", pictures=True),
    "excerpts-pdf": Format("tagged passages for printing", ".pdf", _excerpts_pdf, "excerpts", pictures=True),
    "excerpts-xlsx": Format("tagged passages as a workbook", ".xlsx", _excerpts_xlsx, "excerpts", pictures=True),
    "excerpts-json": Format("tagged passages as Web Annotations", ".json", _excerpts_json, "excerpts"),
    "annotated-pdf": Format("released pages with what is marked on them", ".pdf", None, "pages"),
    "searchable-pdf": Format("released pages that can be searched", ".pdf", None, "pages"),
    "load-file": Format("released pages as a load file (DAT and OPT), packed", ".zip", None, "pages"),
    "entities-csv": Format("index of entities as a table", ".csv", _entities_csv, "entities"),
    "entities-xlsx": Format("index of entities as a workbook", ".xlsx", _entities_xlsx, "entities"),
    "deadlines-ics": Format("appeal deadlines for a calendar", ".ics", _deadlines_ics, "deadlines"),
    "project-copy": Format("copy of the project without notes and record of edits", ".foia", None, "copy"),
    "project-json": Format("the whole project for other programs", ".json", _project_json, "project"),
}


@dataclass(frozen=True, slots=True)
class PacketFormat:
    """One form in which what a request contests is written: its title and the endings its target may have."""

    title: str
    suffixes: tuple[str, ...]


PACKETS: Mapping[str, PacketFormat] = {
    "packet": PacketFormat("appeal packet of a request, as a folder or one ZIP", ("", ".zip")),
    "challenge-list": PacketFormat("what is contested, for meet-and-confer", (".docx",)),
}
"""Written from a plan (export/packet) and not from rows, for they need pictures of pages: services.packets does."""


def write(
    content: Content, format_name: str, path: Path, options: Options | None = None, *, overwrite: bool = False
) -> None:
    """Write `content` as `path` in a known format; the file appears whole or not at all.

    Raises ExportError for what keeps it from being written, KeyError for a format that is not in FORMATS.
    """
    chosen = FORMATS[format_name]
    if chosen.write is None:
        raise ValueError(f"{format_name} is made from source files, not from rows")
    options = options or Options()
    if options.cite != "full":
        content = replace(content, excerpts=tuple(replace(row, style=options.cite) for row in content.excerpts))
    if (options.order, options.group) != ("place", "none"):
        content = replace(content, log=arranged(content.log, options.order, options.group))
    with complete_file(path, overwrite=overwrite) as part:
        chosen.write(content, part, options)
