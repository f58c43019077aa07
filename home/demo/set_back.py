"""What the demo wrote on what stays: the front page, the story's introduction, the campaign's settings, the site."""

import json
from functools import cached_property

from django.utils.html import escape, format_html
from wagtail.models import Site

from home.demo import loader
from home.demo.standing import CONTENT
from home.models import CampaignSettings, HomePage
from home.structure import TITLE
from timeline.models import TimelinePage
from timeline.querysets import GatedPageQuerySet


class DemoWords:
    """The demo's words where they still stand as it wrote them. What an editor has written there is left."""

    def __init__(self):
        self.campaign = (story := json.loads(loader.STORY.read_text(encoding="utf-8")))["campaign"]
        self.introduction = str(format_html("<p>{}</p>", story["story"]))
        self.actions = json.loads(CONTENT.read_text(encoding="utf-8"))["actions"]
        self.site = Site.objects.filter(is_default_site=True).select_related("root_page").first()

    @cached_property
    def home(self) -> HomePage | None:
        page = self.site.root_page.specific if self.site else None
        return page if isinstance(page, HomePage) else None

    @cached_property
    def story(self) -> TimelinePage | None:
        return GatedPageQuerySet(model=TimelinePage).child_of(self.home).first() if self.home else None

    @cached_property
    def settings(self) -> CampaignSettings | None:
        return CampaignSettings.objects.filter(site=self.site).first() if self.site else None

    # What there is to take off

    @property
    def of_settings(self) -> list[str]:
        """The fields of the settings that say what the demo says."""
        names = ("name", "hashtag", "publisher", "licence")
        return [name for name in names if self.settings and getattr(self.settings, name) == self.campaign[name]]

    @property
    def is_named_by_demo(self) -> bool:
        return bool(self.site) and self.site.site_name == self.campaign["name"]

    @property
    def of_front_page(self) -> dict[str, str]:
        """The fields of the front page that say what the demo says, and what they say without it."""
        if self.home is None or self.home.has_unpublished_changes:
            return {}
        said = {
            "title": (self.campaign["name"], self._own_name or TITLE),
            "strapline": (self.campaign["question"], ""),
            "introduction": (f"<p>{escape(self.campaign['intro'])}</p>", ""),
        }
        return {name: after for name, (words, after) in said.items() if getattr(self.home, name) == words}

    @property
    def _own_name(self) -> str:
        return "" if not self.settings or "name" in self.of_settings else self.settings.name

    @property
    def actions_of_demo(self) -> list:
        """What a reader can do, as the demo has it: in its words, on a page of ours."""
        if self.home is None or self.home.has_unpublished_changes:
            return []
        words = {(one["kind"], one["title"], one["text"]) for one in self.actions}
        rows = self.home.actions.all()
        return [row for row in rows if row.link_page_id and (row.kind, row.title, row.text) in words]

    @property
    def introduces_story(self) -> bool:
        return (
            self.story is not None
            and not self.story.has_unpublished_changes
            and self.story.introduction == self.introduction
        )

    def in_words(self) -> list[str]:
        """What is taken off, for a list."""
        found = [f"settings of the campaign: {name}" for name in self.of_settings]
        found += ["name of the site"] if self.is_named_by_demo else []
        found += [f"front page: {name}" for name in self.of_front_page]
        found += [f"front page: “{row.title}”" for row in self.actions_of_demo]
        return found + (["introduction of the story"] if self.introduces_story else [])

    def left_in_drafts(self) -> list[str]:
        """The pages that stay and have a draft of somebody's: what the demo wrote there is for them to take out."""
        return [page.title for page in (self.home, self.story) if page and page.has_unpublished_changes]

    def take_off(self) -> None:
        front, actions, introduces = self.of_front_page, self.actions_of_demo, self.introduces_story
        if self.is_named_by_demo:
            self.site.site_name = self._own_name
            self.site.save()
        if fields := self.of_settings:
            for name in fields:
                setattr(self.settings, name, "")
            self.settings.save()
        if front or actions:
            for name, words in front.items():
                setattr(self.home, name, words)
            self.home.draft_title = self.home.title
            self.home.actions = [row for row in self.home.actions.all() if row not in actions]
            self.home.save_revision().publish()
        if introduces:
            self.story.introduction = ""
            self.story.save_revision().publish()
