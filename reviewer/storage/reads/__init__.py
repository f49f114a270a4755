"""Typed reads of a project, by what is asked for; every call sees one consistent state and returns frozen rows."""

from __future__ import annotations

from reviewer.storage.project import ProjectFile
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


class Reads:
    """All reads of one open project; safe to use from any thread."""

    def __init__(self, project: ProjectFile) -> None:
        self.matter = MatterReads(project)
        self.sources = SourceReads(project)
        self.pages = PageReads(project)
        self.redactions = RedactionReads(project)
        self.listing = ListingReads(project)
        self.log = LogReads(project)
        self.marks = MarkReads(project)
        self.comments = CommentReads(project)
        self.names = NameReads(project)
        self.entities = EntityReads(project)
        self.contesting = ContestingReads(project)
        self.indexes = IndexReads(project)
        self.copies = CopyReads(project)
        self.board = BoardReads(project)
        self.history = HistoryReads(project)
        self.search = SearchReads(project)
        self.overview = OverviewReads(project)
        self.timeline = TimelineReads(project)
