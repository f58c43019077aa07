"""Loads the demo story through Wagtail's own calls. What is there already is left as it is."""

import datetime
import json
import uuid
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils.html import escape
from wagtail.models import Site

from home.demo.chapters import load_chapters
from home.demo.noting import things_noted
from home.demo.pictures import draw_picture
from home.demo.reporters import add_reporters
from home.demo.standing import load_standing_pages
from home.demo.subjects import add_index, load_subjects, load_terms
from home.models import CampaignSettings, ReportersPage
from home.structure import build_structure
from legal.models import (
    CaseIdentifier,
    CaseLink,
    CasePage,
    CaseParty,
    CaseRepresentative,
    LegalIndexPage,
    MilestonePage,
    Outcome,
    Procedure,
    Stage,
)
from press.models import (
    ArticleAddress,
    ArticleRights,
    Outlet,
    OutletHost,
    PressArchivePage,
    PressArticlePage,
    Quotation,
)
from timeline.links.addresses import bare_host
from timeline.models import (
    CampaignImage,
    ChapterPage,
    EntryRelation,
    EntrySource,
    EventPage,
    PublicRecord,
    SubjectIndexPage,
    SubjectPage,
    TimelineEntry,
    TimelinePage,
    Topic,
)

STORY = Path(__file__).with_name("story.json")
CASE_FIELDS = (
    *("slug", "title", "formal_title", "formal_title_as_at"),
    *("question", "summary", "challenged", "remedy", "body"),
)
MILESTONE_FIELDS = ("outcome_words", "result_for", "court", "judge", "filed_by", "neutral_citation")
REPORTERS_PICTURE = {"shape": "ledger", "alt": "A drawing of a ledger with rows of marks"}
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://throughline.example/demo")


def demo_uid(key: str) -> uuid.UUID:
    """The permanent id that the demo's entry, or case, *key* has on every installation."""
    return uuid.uuid5(NAMESPACE, key)


class DemoLoader:
    """One run of the loader. *tell* is called with each line of progress."""

    def __init__(self, tell: Callable[[str], None] = lambda line: None):
        self.tell = tell
        self.story = json.loads(STORY.read_text(encoding="utf-8"))

    @things_noted()
    def load(self) -> int:
        """Load what is missing, and return how many entries were made."""
        home = self._load_front_page()
        load_standing_pages(home)
        story, archive = TimelinePage.objects.child_of(home).get(), PressArchivePage.objects.child_of(home).get()
        self.parents = {"event": story, "press": archive}
        self.topics = {one["slug"]: self._topic(one) for one in self.story["topics"]}
        self.outlets = {one["key"]: self._outlet(one) for one in self.story["outlets"]}
        self.cases = self._cases(LegalIndexPage.objects.child_of(home).get())
        index = SubjectIndexPage.objects.child_of(home).first() or add_index(home)
        there = {page.slug: page for page in SubjectPage.objects.child_of(index)}
        self.subjects = load_subjects(self.story["subjects"], index, there)
        load_terms(self.story["terms"])
        self.ids = self._known_ids()
        made = 0
        for number, entry in enumerate(self.story["entries"], start=1):
            made += self._load_entry(entry)
            if number % 20 == 0:
                self.tell(f"    {number} of {len(self.story['entries'])} entries")
        self._load_relations()
        if not ChapterPage.objects.child_of(story).exists():
            load_chapters(self.story, story)
        if not ReportersPage.objects.child_of(home).exists():
            picture = self._picture(REPORTERS_PICTURE)
            add_reporters(home, case=self.cases["campaign-challenge"], image=picture)
        return made

    def _load_front_page(self):
        campaign = self.story["campaign"]
        home = build_structure(campaign["name"])
        site = Site.objects.get(root_page=home)
        if not home.strapline:
            home.strapline = campaign["question"]
            home.introduction = f"<p>{escape(campaign['intro'])}</p>"
            home.title = campaign["name"]
            home.save_revision().publish()
        settings = CampaignSettings.for_site(site)
        if not settings.name:
            site.site_name = campaign["name"]
            site.save()
            for name in ("name", "hashtag", "publisher", "licence"):
                setattr(settings, name, campaign[name])
            settings.save()
        return home

    @staticmethod
    def _topic(topic):
        return Topic.objects.get_or_create(
            slug=topic["slug"], defaults={"name": topic["name"], "description": topic["description"]}
        )[0]

    @staticmethod
    def _outlet(outlet):
        values = {name: outlet[name] for name in ("kind", "place", "url")}
        made, is_new = Outlet.objects.get_or_create(name=outlet["name"], defaults=values)
        host = bare_host(outlet["url"])
        if is_new and not OutletHost.objects.filter(host=host).exists():
            OutletHost.objects.create(outlet=made, host=host)
        return made

    @transaction.atomic
    def _cases(self, index) -> dict[str, CasePage]:
        """All cases by their keys. Those that are new go out together, since their links name each other."""
        there = {page.slug: page for page in CasePage.objects.child_of(index)}
        cases = {one["key"]: there.get(one["slug"]) or self._add_case(one, index) for one in self.story["cases"]}
        for one in self.story["cases"]:
            if one["slug"] not in there:
                page = cases[one["key"]]
                page.links = [
                    CaseLink(to=cases[link["to"]], word=link["word"], sort_order=place)
                    for place, link in enumerate(one["links"])
                ]
                page.save_revision().publish()
        return cases

    @staticmethod
    def _add_case(case, index):
        page = CasePage(
            procedure=Procedure.objects.filter(key=case["procedure"]).latest("version"),
            live=False,
            **{name: case[name] for name in CASE_FIELDS},
        )
        for name, row in (
            ("parties", CaseParty),
            ("representatives", CaseRepresentative),
            ("identifiers", CaseIdentifier),
        ):
            setattr(page, name, [row(**one, sort_order=place) for place, one in enumerate(case[name])])
        index.add_child(instance=page)
        PublicRecord.objects.filter(page_id=page.pk).update(uid=demo_uid(f"case/{case['key']}"))
        return page

    @transaction.atomic
    def _load_entry(self, entry) -> int:
        if PublicRecord.objects.filter(uid=demo_uid(entry["key"])).exists():
            return 0
        make = {"event": self._event, "press": self._article, "milestone": self._milestone}[entry["kind"]]
        page, parent = make(entry)
        page.topics = [self.topics[slug] for slug in entry["topics"]]
        page.subjects = self.subjects.get(entry["key"], [])
        page.sources = [
            EntrySource(
                title=one["title"],
                url=one["url"],
                publisher=one["publisher"],
                date_given=one["date"] or None,
                supports=one["supports"],
                sort_order=place,
            )
            for place, one in enumerate(entry["sources"])
        ]
        if entry["picture"]:
            page.image = self._picture(entry["picture"])
        if all(one["to"] in self.ids for one in entry["related"]):
            page.relations = self._relations(entry)
        parent.add_child(instance=page)
        self.ids[entry["key"]] = page.pk
        if entry.get("quotations"):
            ArticleRights.objects.create(page=page, state=ArticleRights.State.SHORT_QUOTATION)
        announced = entry["announced"]
        PublicRecord.objects.filter(page_id=page.pk).update(
            uid=demo_uid(entry["key"]),
            announcing=PublicRecord.Announcing.NOW if announced else PublicRecord.Announcing.QUIETLY,
            announced_at=datetime.datetime.fromisoformat(announced) if announced else None,
        )
        page.save_revision().publish()
        return 1

    @staticmethod
    def _base(entry) -> dict:
        return {
            "title": entry["title"],
            "slug": entry["key"],
            "live": False,
            "date": entry["date"],
            "date_extent": entry["extent"],
            "date_wording": entry["wording"],
            "date_note": entry["date_note"],
            "occurrence": entry["occurrence"],
            "summary": entry["summary"],
            "significance": entry["significance"],
            "body": [_block(block) for block in entry["body"]],
        }

    def _event(self, entry):
        return EventPage(**self._base(entry)), self.parents["event"]

    def _article(self, entry):
        page = PressArticlePage(
            **self._base(entry),
            outlet=self.outlets[entry["outlet"]],
            article_url=entry["url"],
            **{name: entry[name] for name in ("byline", "press_kind", "access", "reply")},
        )
        page.addresses = [
            ArticleAddress(url=url, sort_order=place) for place, url in enumerate(entry.get("addresses", []))
        ]
        page.quotations = [Quotation(**one, sort_order=place) for place, one in enumerate(entry["quotations"])]
        return page, self.parents["press"]

    def _milestone(self, entry):
        case = self.cases[entry["case"]]
        stage = Stage.objects.get(procedure=case.procedure, key=entry["stage"])
        page = MilestonePage(
            **self._base(entry),
            stage=stage,
            outcome=Outcome.objects.get(stage=stage, key=entry["outcome"]) if entry["outcome"] else None,
            **{name: entry[name] for name in MILESTONE_FIELDS},
        )
        return page, case

    def _picture(self, picture):
        image = CampaignImage(
            title=f"Drawing: {picture['shape']}",
            description=picture["alt"],
            credit="Drawing: Throughline",
            rights=CampaignImage.Rights.OWN_WORK,
            recognisable=CampaignImage.Recognisable.NOBODY,
            file=draw_picture(picture["shape"]),
        )
        image.save()
        return image

    def _known_ids(self) -> dict[str, int]:
        """The page of each entry that is there already, by the entry's key."""
        keys = {demo_uid(entry["key"]): entry["key"] for entry in self.story["entries"]}
        rows = PublicRecord.objects.filter(uid__in=keys).values_list("uid", "page_id")
        return {keys[uid]: page_id for uid, page_id in rows}

    def _relations(self, entry) -> list[EntryRelation]:
        wanted = [one for one in entry["related"] if one["to"] in self.ids]
        return [
            EntryRelation(to_id=self.ids[one["to"]], word=one["relation"], sort_order=place)
            for place, one in enumerate(wanted)
        ]

    def _load_relations(self) -> None:
        """The rows to entries that come later in the story, and were not there yet."""
        for entry in self.story["entries"]:
            wanted = self._relations(entry)
            page = TimelineEntry.objects.filter(pk=self.ids.get(entry["key"])).first() if wanted else None
            if page is None or page.relations.exists():
                continue
            page = page.specific
            page.relations = wanted
            page.save_revision().publish()


def _block(block: dict) -> tuple:
    """A block of the account from its record in the story: text is text, never markup."""
    values = {name: value for name, value in block.items() if name != "type"}
    if block["type"] == "paragraph":
        return ("paragraph", f"<p>{escape(values['text'])}</p>")
    if block["type"] == "heading":
        return ("heading", values["text"])
    return (block["type"], values)
