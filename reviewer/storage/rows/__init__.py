"""What reads give back: frozen rows, coordinates in displayed points, pages counted from 0, times in UTC."""

from reviewer.storage.rows.contesting import AppealRow, ChallengeRow, TargetRow
from reviewer.storage.rows.history import AuditRow, DeedRow, FailureRow, JobRow
from reviewer.storage.rows.indexes import AgencyIndexRow, Cited, IndexEntryRow, NumberedPage, WithheldPage
from reviewer.storage.rows.marks import (
    BoardPlace,
    BoardRow,
    CommentRow,
    EntityRow,
    MentionRow,
    PassageRow,
    SegmentRow,
    TagRow,
)
from reviewer.storage.rows.matter import EventRow, IssueRow, LetterRow, NoteRow, ProjectRow, RequestRow, ReviewerRow
from reviewer.storage.rows.pages import (
    CorrectionRow,
    Coverage,
    PageContent,
    PageRow,
    PendingPage,
    SearchHit,
    TextUse,
    VirtualPageRow,
)
from reviewer.storage.rows.redactions import LogRow, RedactionRow, RevealRow
from reviewer.storage.rows.searching import Answer, Facet, FacetValue, ItemHit, SavedSearchRow
from reviewer.storage.rows.sources import DocumentRow, FileRow, ItemRow, PageCounts, ReleaseRow

__all__ = [
    "AgencyIndexRow",
    "Answer",
    "AppealRow",
    "AuditRow",
    "BoardPlace",
    "BoardRow",
    "ChallengeRow",
    "Cited",
    "CommentRow",
    "CorrectionRow",
    "Coverage",
    "DeedRow",
    "DocumentRow",
    "EntityRow",
    "EventRow",
    "Facet",
    "FacetValue",
    "FailureRow",
    "FileRow",
    "IndexEntryRow",
    "IssueRow",
    "ItemHit",
    "ItemRow",
    "JobRow",
    "LetterRow",
    "LogRow",
    "MentionRow",
    "NoteRow",
    "NumberedPage",
    "PageContent",
    "PageCounts",
    "PageRow",
    "PassageRow",
    "PendingPage",
    "ProjectRow",
    "RedactionRow",
    "ReleaseRow",
    "RequestRow",
    "RevealRow",
    "ReviewerRow",
    "SavedSearchRow",
    "SearchHit",
    "SegmentRow",
    "TagRow",
    "TargetRow",
    "TextUse",
    "VirtualPageRow",
    "WithheldPage",
]
