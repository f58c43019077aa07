"""The core's models, one file a subject."""

from timeline.models.announcements import ChangeNote, Digest, LastChange, Tombstone
from timeline.models.chapter import ChapterPage
from timeline.models.consent import ImageConsent
from timeline.models.entry import TimelineEntry
from timeline.models.imports import ImportBatch, ImportRow
from timeline.models.inbox import InboxItem
from timeline.models.link import WebLink
from timeline.models.media import CampaignDocument, CampaignImage, CampaignRendition
from timeline.models.merged import MergedEntry
from timeline.models.pages import EventPage, TimelinePage
from timeline.models.publishing import LegalCheckTask, LegalSignOff, PublishingHold
from timeline.models.record import PublicRecord
from timeline.models.restriction import ProtectedName, Restriction
from timeline.models.rows import EntryRelation, EntrySource
from timeline.models.schedules import CommandRun, MissedSchedule
from timeline.models.subject import SubjectIndexPage, SubjectPage
from timeline.models.take_down import TakeDown
from timeline.models.term import Term
from timeline.models.topic import Topic

__all__ = [
    "CampaignDocument",
    "CampaignImage",
    "CampaignRendition",
    "ChangeNote",
    "ChapterPage",
    "CommandRun",
    "Digest",
    "EntryRelation",
    "EntrySource",
    "EventPage",
    "ImageConsent",
    "ImportBatch",
    "ImportRow",
    "InboxItem",
    "LastChange",
    "LegalCheckTask",
    "LegalSignOff",
    "MergedEntry",
    "MissedSchedule",
    "ProtectedName",
    "PublicRecord",
    "PublishingHold",
    "Restriction",
    "SubjectIndexPage",
    "SubjectPage",
    "TakeDown",
    "Term",
    "TimelineEntry",
    "TimelinePage",
    "Tombstone",
    "Topic",
    "WebLink",
]
