"""The site in which the canaries are planted: one public page of each kind, and entries that stand beside
them, are joined to them, link to them and gather them."""

from dataclasses import dataclass, field

from wagtail.models import Page, Site

from home.structure import build_structure
from legal.models import CasePage
from tests.canaries import CORRECTED, NO_PAGE, ROOMS, Planted, add_page
from tests.factories import make_outlet, make_reporters, make_subjects, make_topic, publish
from timeline.models import (
    ChapterPage,
    Digest,
    EntryRelation,
    EntrySource,
    EventPage,
    PublicRecord,
    TimelineEntry,
    TimelinePage,
)


@dataclass
class Ground:
    """A site with its public twins, and the topic that all entries have."""

    site: Site
    topic: object
    outlet: object
    twins: dict[str, Planted] = field(default_factory=dict)
    neighbours: list[str] = field(default_factory=list)
    #: A public entry that nothing is planted in.
    neighbour: Page = None
    joined_page: Page = None
    linking_page: Page = None
    #: A digest that was sent. It tells of the hearings.
    digest: Digest = None

    @property
    def joined(self) -> str:
        return self.joined_page.get_url()

    @property
    def subject(self) -> Page:
        """Whom every entry is about."""
        return self.twins["subject"].page

    @property
    def chapter(self) -> Page:
        """Over the time in which the twins begin."""
        return self.twins["chapter"].page

    @property
    def linking(self) -> str:
        return self.linking_page.get_url()

    def normal_parent(self, kind: str):
        """Where a page of *kind* stands when nothing is wrong."""
        home = self.site.root_page
        if kind in ("milestone", "hearing"):
            return CasePage.objects.get(pk=self.twins["case"].page.pk)
        if kind == "standing":
            return home.specific
        return ROOMS[kind].objects.child_of(home).exclude(slug__endswith="room").get()


def break_ground(*, links: int) -> Ground:
    """A site with one public page of each kind, and entries around, joined and linking to them. There are
    *links* places for links to canaries in the text of one."""
    home = build_structure("The campaign")
    site = Site.objects.get(root_page=home)
    site.hostname, site.port = "testserver", 80
    site.save()
    make_subjects(home)
    ground = Ground(site, topic=make_topic(name="Records"), outlet=make_outlet(name="The Paper"))
    for kind in ("subject", "chapter", "case", "event", "press", "milestone", "hearing", "standing"):
        twin = Planted(kind, "public", f"twin{kind}")
        publish(add_page(ground, twin))
        ground.twins[kind] = twin
    make_reporters(home)
    twins = ground.twins.values()
    ground.digest = Digest.objects.create(
        # Of more than is left: its words are those that say nothing, before and after.
        site=site,
        title="A digest",
        sent_at=CORRECTED,
        told_of=100,
    )
    gather(ground, [ground.twins["hearing"]])
    before = [_plain("2018-01-17", "before"), _plain("2090-01-17", "before-hearing")]
    after = [_plain("2018-01-19", "after"), _plain("2090-01-19", "after-hearing")]
    ground.neighbour = after[0]
    ground.neighbours = [page.get_url() for page in (*before, *after)]
    ground.joined_page = _plain("2016-05-01", "joined")
    ground.joined_page.relations = [
        EntryRelation(to_id=twin.page.pk) for twin in twins if isinstance(twin.page, TimelineEntry)
    ]
    publish(ground.joined_page)
    ground.linking_page = _plain("2016-05-02", "linking")
    ground.linking_page.body = link_text([*(twin.page.pk for twin in twins), *([NO_PAGE] * links)])
    publish(ground.linking_page)
    return ground


def gather(ground, planted) -> None:
    """Let the digest tell of *planted*, in place of an item of their own."""
    keys = [one.page.pk for one in planted]
    PublicRecord.objects.filter(page_id__in=keys).update(digest=ground.digest, announced_at=ground.digest.sent_at)


def link_text(ids) -> list:
    links = "".join(f'<a linktype="page" id="{one}">word</a> ' for one in ids)
    return [("paragraph", f"<p>{links}</p>")]


def _plain(date: str, slug: str):
    page = EventPage(title=f"The entry {slug}", slug=slug, date=date, summary="Public.", live=False)
    page.sources = [EntrySource(title="A source")]
    TimelinePage.objects.exclude(slug__endswith="room").first().add_child(instance=page)
    return publish(page)


def join_and_link(ground, canaries) -> None:
    """Rows and links from public entries to the canaries, put there without publishing anything."""
    public = {twin.page.pk for twin in ground.twins.values()}
    # Where the canary is the newer draft of a public page, the page itself may be linked to.
    ids = [one.page.pk if one.page.pk and one.page.pk not in public else NO_PAGE for one in canaries]
    entries = TimelineEntry.objects.filter(pk__in=ids)
    for number, entry in enumerate(entries):
        ends = {"entry_id": ground.joined_page.pk, "to_id": entry.pk}
        if number % 2:
            ends = {"entry_id": entry.pk, "to_id": ground.joined_page.pk}
        EntryRelation.objects.create(**ends)
    about = TimelineEntry.subjects.through
    about.objects.bulk_create(
        about(timelineentry_id=ground.joined_page.pk, subjectpage_id=one.page.pk)
        for one in canaries
        if one.kind == "subject" and one.page.pk in ids
    )
    # By now none of them is asked whether another covers its time.
    covers = ChapterPage.objects.values("span", "earliest", "latest").get(pk=ground.twins["chapter"].page.pk)
    ChapterPage.objects.filter(pk__in=ids).update(**covers)
    gather(ground, [one for one in canaries if one.kind == "hearing"])
    links = [*(twin.page.pk for twin in ground.twins.values()), *ids]
    EventPage.objects.filter(pk=ground.linking_page.pk).update(body=link_text(links))
