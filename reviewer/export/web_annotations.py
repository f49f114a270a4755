"""Tagged passages as W3C Web Annotations (JSON-LD): other programs find the words by file, page, place and quote."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from reviewer.export.columns import WORK_PRODUCT
from reviewer.export.project_json import write_json
from reviewer.export.rows import Content, Excerpt, Target

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"


def write_excerpts(content: Content, path: Path, *, internal: bool = False) -> None:
    """One annotation a passage: tags and pin cite as bodies, places as targets; `internal` adds notes and reviewers.

    A source is named by its SHA-256 (RFC 6920), since names of released files are no addresses. Rectangles are in
    points from the left top corner of the page as displayed (RFC 3778, viewrect).
    """
    items = [_annotation(excerpt, internal) for excerpt in content.excerpts]
    label = f"Excerpts, {content.made.replace('T', ' ')}"
    whole: dict[str, Any] = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": f"{label} ({WORK_PRODUCT.lower()})" if internal else label,
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    write_json(whole, path)


def _annotation(excerpt: Excerpt, internal: bool) -> dict[str, Any]:
    bodies = [_body(tag, "tagging") for tag in excerpt.tags] + [_body(excerpt.cite, "describing")]
    made: dict[str, Any] = {"id": f"urn:uuid:{excerpt.passage}", "type": "Annotation"}
    made["motivation"] = "tagging" if excerpt.tags else "highlighting"
    if excerpt.created:
        made["created"] = excerpt.created
    if internal:
        bodies += [_body(note, "commenting") for note in excerpt.notes]
        made["creator"] = {"type": "Person", "name": excerpt.reviewer}
    made["body"] = bodies
    made["target"] = [_target(target) for target in excerpt.targets]
    return made


def _body(text: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose}


def _target(target: Target) -> dict[str, Any]:
    selectors: list[dict[str, str]] = [
        {
            "type": "FragmentSelector",
            "conformsTo": PDF_FRAGMENT,
            "value": f"page={target.page}&viewrect={box.x0:.2f},{box.y0:.2f},{box.width:.2f},{box.height:.2f}",
        }
        for box in target.boxes
    ]
    if target.quote:
        selectors.append({"type": "TextQuoteSelector", "exact": target.quote})
    return {
        "type": "SpecificResource",
        "source": {"id": _name(target.sha256), "type": "Text"},
        "selector": selectors
        or [{"type": "FragmentSelector", "conformsTo": PDF_FRAGMENT, "value": f"page={target.page}"}],
    }


def _name(sha256: str) -> str:
    """`ni:///sha-256;…` of a hexadecimal digest."""
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"
