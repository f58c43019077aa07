"""The core's models, one file a subject."""

from timeline.models.entry import EntryRelation, EntrySource, TimelineEntry, Topic
from timeline.models.media import CampaignDocument, CampaignImage, CampaignRendition
from timeline.models.pages import EventPage, TimelinePage
from timeline.models.record import PublicRecord

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
