"""Made content for the export tests: one log row and one excerpt around any text."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from reviewer.export.pincite import PinCite
from reviewer.export.rows import (
    Content,
    Coverage,
    DocumentRow,
    EntityRow,
    Excerpt,
    FileRow,
    Internal,
    LogRow,
    RequestRow,
    Target,
)
from reviewer.model.geometry import Rect

CITE = PinCite("Release_1of2.pdf", 114, "BRR-2018-000114", 1, 2)
SECRET_NOTE = "ask counsel about this one"


def png(width: int = 40, height: int = 20) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 200).save(out, "PNG")
    return out.getvalue()


def webp(width: int = 40, height: int = 20) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 200).save(out, "WEBP")
    return out.getvalue()


def internal(notes: tuple[str, ...] = (SECRET_NOTE,)) -> Internal:
    return Internal(
        "0190-uuid", "ab" * 32, "black", ("(b)(6)",), "at", 0.97312, False, "unchecked", "contested", "Ada", notes=notes
    )


def log_row(text: str = "E-mail, 15 Jun 2018", item: int = 17, picture: bytes = b"") -> LogRow:
    return LogRow(
        item, text, CITE, text, text, "about 4 lines (est. 45–60 words)", text, "None stated for this item", "", "C-3",
        internal(), picture,
    )  # fmt: skip


def excerpt(
    text: str = "Let me know which dates", tags: tuple[str, ...] = ("public interest",), picture: bytes = b""
) -> Excerpt:
    return Excerpt(
        "passage-1", text, (CITE,), "E-mail", text, tags, (SECRET_NOTE,), "Ada", "2026-01-02T03:04:05Z",
        picture=picture, targets=(Target("ab" * 32, 114, (Rect(72, 100, 300, 112), Rect(72, 114, 200, 126)), text),),
    )  # fmt: skip


def content(*texts: str, picture: bytes = b"") -> Content:
    given = texts or ("E-mail, 15 Jun 2018",)
    return Content(
        project="Sample matter",
        made="2026-01-02T03:04:05",
        coverage=Coverage(10, 8, 1, 3, 7, 2),
        requests=(RequestRow("2018-ICFO-59138", "ICE", "FOIA"),),
        files=(FileRow("Release_1of2.pdf", "ab" * 32, 10, "interim", 1),),
        documents=(DocumentRow("e-mail", CITE, CITE, "2018-06-15T14:22", given[0]),),
        log=tuple(log_row(text, number, picture) for number, text in enumerate(given, start=17)),
        excerpts=tuple(excerpt(text, picture=picture) for text in given),
        entities=(EntityRow("entity-1", given[0], "person", (given[0],), (CITE,)),),
        tags=("public interest",),
    )


def out(folder: Path, name: str = "out") -> Path:
    return folder / name
