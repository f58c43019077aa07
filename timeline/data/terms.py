"""On what terms the data is given, and what of the story a file holds: written into every file."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from timeline.data import VERSION
from timeline.data.kinds import Field
from timeline.data.story_pages import CHAPTER_FIELDS, SUBJECT_FIELDS
from timeline.filters import StoryFilters

OTHERS = _lazy("What others wrote and said stays theirs.")


@dataclass(frozen=True)
class Terms:
    """What a campaign says of its data. *licence* may be empty: then one has to ask."""

    title: str
    root_url: str
    publisher: str = ""
    licence: str = ""
    licence_url: str = ""

    @property
    def licence_words(self) -> str:
        """“CC BY 4.0. What others wrote and said stays theirs.”"""
        return f"{self.licence or self.licence_url or self._ask}. {OTHERS}"

    @property
    def _ask(self) -> str:
        return _("Ask the publisher, {name}").format(name=self.publisher) if self.publisher else _("Ask the publisher")

    def head(self, filters: StoryFilters) -> dict:
        """What stands at the head of every JSON file."""
        return {
            "version": VERSION,
            "title": self.title,
            "site": f"{self.root_url}/",
            "about": self.root_url + reverse("data"),
            "publisher": self.publisher,
            "licence": {"words": self.licence_words, "url": self.licence_url or None},
            "filter": dict(sorted(filters.chosen.items())),
        }


def filter_words(filters: StoryFilters) -> str:
    """The filters in one line, as they stand in an address: “from=2017&kind=press”; “everything” if there are none."""
    return urlencode(sorted(filters.chosen.items())) or "everything"


HEAD_FIELDS = (
    Field("version", _lazy("The version of the format. It stands in the address too.")),
    Field("title", _lazy("The name of the campaign.")),
    Field("site", _lazy("Where the story stands.")),
    Field("about", _lazy("The page that explains this data.")),
    Field("publisher", _lazy("Who publishes it; may be empty.")),
    Field("licence.words", _lazy("What you may do with our words.")),
    Field("licence.url", _lazy("Where the licence stands, if there is one.")),
    Field("filter", _lazy("The filters by which the entries were chosen; empty for the whole story.")),
)
PAGE_FIELDS = (
    Field("next", _lazy("The address of the next page; null on the last one.")),
    Field("entries[]", _lazy("The entries, in story order.")),
)
STORY_FIELDS = (
    Field("exported_at", _lazy("When this file was written (UTC).")),
    Field("entries[]", _lazy("The entries, in story order.")),
    Field("topics[].slug", _lazy("Each topic of these entries, once.")),
    Field("topics[].name", _lazy("Its name.")),
    *SUBJECT_FIELDS,
    *CHAPTER_FIELDS,
    Field("digests[].id", _lazy("The permanent id of a digest that told of some of these entries.")),
    Field("digests[].title", _lazy("Its title; may be empty.")),
    Field("digests[].introduction", _lazy("What it says of its entries; may be empty.")),
    Field("digests[].sent_at", _lazy("When it was sent (UTC).")),
)
