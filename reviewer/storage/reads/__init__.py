"""Typed reads of a project, by what is asked for; every call sees one consistent state and returns frozen rows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reviewer.storage.project import ProjectFile

if TYPE_CHECKING:
    from reviewer.storage.reads.board import BoardReads
    from reviewer.storage.reads.comments import CommentReads
    from reviewer.storage.reads.contesting import ContestingReads
    from reviewer.storage.reads.copies import CopyReads
    from reviewer.storage.reads.entities import EntityReads
    from reviewer.storage.reads.history import HistoryReads
    from reviewer.storage.reads.indexes import IndexReads
    from reviewer.storage.reads.listing import ListingReads
    from reviewer.storage.reads.log import LogReads
    from reviewer.storage.reads.marks import MarkReads
    from reviewer.storage.reads.matter import MatterReads
    from reviewer.storage.reads.names import NameReads
    from reviewer.storage.reads.overview import OverviewReads
    from reviewer.storage.reads.pages import PageReads
    from reviewer.storage.reads.redactions import RedactionReads
    from reviewer.storage.reads.searching import SearchReads
    from reviewer.storage.reads.sources import SourceReads
    from reviewer.storage.reads.timeline import TimelineReads

_MODULES = {"search": "searching"}  # every other one is called like its attribute


class Reads:
    """All reads of one open project, each loaded when first asked for; safe to use from any thread.

    A program that reads pages asks for five of them, and all together take longer to load than a project to open.
    """

    matter: MatterReads
    sources: SourceReads
    pages: PageReads
    redactions: RedactionReads
    listing: ListingReads
    log: LogReads
    marks: MarkReads
    comments: CommentReads
    names: NameReads
    entities: EntityReads
    contesting: ContestingReads
    indexes: IndexReads
    copies: CopyReads
    board: BoardReads
    history: HistoryReads
    search: SearchReads
    overview: OverviewReads
    timeline: TimelineReads

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def __getattr__(self, name: str) -> object:
        if name not in Reads.__annotations__:
            raise AttributeError(f"there are no reads called {name!r}")
        module = import_module(f"{__name__}.{_MODULES.get(name, name)}")
        reads: object = getattr(module, Reads.__annotations__[name])(self._project)
        setattr(self, name, reads)
        return reads
