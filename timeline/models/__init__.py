"""The core's models, one file a subject."""

from timeline.models.entry import TimelineEntry, Topic
from timeline.models.media import CampaignDocument, CampaignImage, CampaignRendition
from timeline.models.pages import EventPage, TimelinePage
from timeline.models.record import PublicRecord
from timeline.models.rows import EntryRelation, EntrySource

__all__ = [
    "CampaignDocument",
    "CampaignImage",
    "CampaignRendition",
    "EntryRelation",
    "EntrySource",
    "EventPage",
    "PublicRecord",
    "TimelineEntry",
    "TimelinePage",
    "Topic",
]
