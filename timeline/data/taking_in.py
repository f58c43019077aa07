"""Takes a story in that was exported as one JSON file. Taken in again, it changes nothing."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from timeline.data import VERSION
from timeline.data.account_taking import body_from
from timeline.data.clock_taking import keep_clocks_of
from timeline.data.page_taking import take_in_chapters, take_in_subjects
from timeline.data.taking import SAID_AGAIN, StoryError, Taking

SOURCE_TEXTS = ("title", "publisher", "supports")


@transaction.atomic
def take_in(
    story: dict, *, site, user=None, keep_clocks: bool = False, in_digest: bool = False, pages: list | None = None
) -> dict[str, int]:
    """Make the entries of *story* that *site* does not have, with what they need, and publish them.

    Permanent ids are kept. An entry whose id is there already, or was and is gone, is left alone. Nobody is told of
    any of them; with *in_digest* all of them wait for the next digest; with *keep_clocks* each keeps the moment at
    which readers of the other site were told, and stands in the feeds under it, within its digest if one told of it.
    Pictures and documents are not taken in: a file holds their addresses alone.

    Returns how many of each were made, and how many entries were left alone. All or nothing: ``StoryError`` names the
    entry and the field that stands in the way. The keys of the pages that were made are added to *pages*.
    """
    taking = Taking(story, site=site, user=user, keep_clocks=keep_clocks, in_digest=in_digest)
    records = _checked(story, taking)
    _take_in_topics(story, taking)
    take_in_subjects(story, taking)
    take_in_chapters(story, taking)
    kinds = {kind.kind: kind for kind in _kinds()}
    for kind in kinds.values():
        kind.take_in_beside(story, taking)
    added = []
    for place, record in enumerate(records):
        with taking.reading(_where(place, record)):
            if page := _add(record, kinds, taking):
                added.append((page, record, taking.joints, taking.where))
    for page, record, joints, where in added:
        with taking.reading(where):
            _publish(page, record, joints, taking)
    if pages is not None:
        pages += taking.added
    return dict(taking.counts)


def _kinds():
    from timeline.models import TimelineEntry

    return TimelineEntry.kinds()


def _checked(story, taking) -> list[dict]:
    if not isinstance(story, dict) or "version" not in story:
        raise StoryError("This is no file of a story: it begins with “version”. Take the JSON file of a whole story.")
    if type(story["version"]) is not int or story["version"] != VERSION:
        raise StoryError(
            f"This file is of version {story['version']!r} of the format, and this site reads version {VERSION}."
        )
    if "next" in story:
        raise StoryError("This is a page of the read API, not a whole story. Take the JSON file of the whole story.")
    return taking.rows(story, "entries")


def _where(place: int, record: dict) -> str:
    title = record.get("title")
    return f"Entry {place + 1}" + (f" (“{title[:80]}”)" if isinstance(title, str) else "")


def _take_in_topics(story, taking) -> None:
    from timeline.models import Topic

    for place, row in enumerate(taking.rows(story, "topics")):
        where = f"topics[{place}]"
        slug = taking.text(row, "slug", where, required=True)
        name = taking.text(row, "name", where, required=True)
        topic = Topic.objects.filter(slug=slug).first() or Topic.objects.filter(name=name).first()
        if topic is None:
            topic = Topic(slug=slug, name=name)
            with taking.reading(f"Topic {place + 1}"):
                taking.check(topic)
            topic.save()
            taking.count("topics")
        taking.made["topics", slug] = topic


def _add(record: dict, kinds: dict, taking):
    """The page of *record*, put into the tree and not yet published; ``None`` if it is left alone."""
    from timeline.models import EntrySource, MergedEntry, TimelineEntry, Tombstone

    uid, taking.joints = taking.uid(record, "id"), {}
    merged = MergedEntry.objects.filter(uid=uid).first()
    if there := taking.page_with(uid, TimelineEntry) or (merged and taking.page_with(merged.into, TimelineEntry)):
        taking.made["entries", uid.urn] = there.pk
    if there or Tombstone.objects.filter(uid=uid).exists():
        taking.count("left alone")
        return None
    named = taking.text(record, "kind", required=True)
    kind = kinds.get(named)
    if kind is None:
        taking.refuse("kind", f"there is no kind “{named[:SAID_AGAIN]}” here.")
    new = kind.from_data_facts(taking.part(record, "facts"), taking)
    page = kind(**_base(record, taking), **new.values, live=False)
    page.slug = free_slug(record.get("page"), new.parent)
    page.topics = [
        taking.known("topics", taking.text(row, "slug", "topics"), "topics[].slug")
        for row in taking.rows(record, "topics")
    ]
    page.subjects = [
        taking.known("subjects", taking.text(row, "slug", "subjects"), "subjects[].slug")
        for row in taking.rows(record, "subjects", may_lack=True)
    ]
    page.sources = taking.inline(EntrySource, "sources", _sources(record, taking) or new.sources)
    taking.add(page, new.parent)
    _keep_record(page, uid, record, taking)
    with taking.complaining():
        new.beside(page)
    taking.made["entries", uid.urn] = page.pk
    taking.count("entries")
    return page


def free_slug(address, parent) -> str:
    """The last part of the old *address*, if no page under *parent* has it; else empty: the title then gives one."""
    slug = slugify(str(address or "").rstrip("/").rpartition("/")[2])[:255]
    if slug.isdigit() or Page.objects.child_of(parent).filter(slug=slug).exists():
        return ""
    return slug


def _base(record: dict, taking) -> dict:
    """What every kind has."""
    from timeline.models.entry import MAX_SEQUENCE

    date = taking.part(record, "date")
    extent = taking.text(date, "extent", "date")
    known = taking.edtf(date, "edtf", "date", extent=extent or None)
    if known is None:
        taking.refuse("date.edtf", "an entry needs a date.")
    return {
        "title": taking.text(record, "title", required=True),
        "summary": taking.text(record, "summary", required=True),
        "date": known,
        "date_extent": extent,
        "date_wording": taking.text(record, "wording"),
        "date_note": taking.text(record, "date_note"),
        "occurrence": taking.text(date, "occurrence", "date", required=True),
        "sequence": taking.number(record, "sequence", most=MAX_SEQUENCE),
        "significance": taking.text(record, "significance", required=True),
        "text_language": taking.text(record, "text_language", may_lack=True),
        "no_source_reason": taking.text(record, "no_source_reason"),
        "body": body_from(taking.rows(record, "account"), taking),
    }


def _sources(record: dict, taking) -> list[dict]:
    return [
        {
            **{name: taking.text(row, name, f"sources[{place}]") for name in SOURCE_TEXTS},
            "url": taking.url(row, "url", f"sources[{place}]"),
            "archived_url": taking.url(row, "copy_url", f"sources[{place}]"),
            "date_given": taking.edtf(row, "date", f"sources[{place}]"),
            "accessed": taking.day(row, "accessed", f"sources[{place}]"),
        }
        for place, row in enumerate(taking.rows(record, "sources"))
    ]


def _keep_record(page, uid, record: dict, taking) -> None:
    """Give *page* its permanent id, and see to it that readers hear of it as was asked for when it goes out."""
    from timeline.models import PublicRecord

    public = PublicRecord.objects.get(page_id=page.pk)
    ways = PublicRecord.Announcing
    public.uid, public.announcing = uid, ways.DIGEST if taking.in_digest else ways.QUIETLY
    public.save()
    if taking.keep_clocks:
        keep_clocks_of(public, record, taking)


def _publish(page, record: dict, joints: dict, taking) -> None:
    """Join *page* to the others, all of which are there by now, and let it go out."""
    from timeline.models import EntryRelation

    named = [
        {
            "to_id": taking.made.get(("entries", taking.text(row, "id", "related"))),
            "word": taking.text(row, "relation", "related"),
        }
        for row in taking.rows(record, "related")
    ]
    # The file may hold some of a story only: what an entry names outside it stays out.
    page.relations = taking.inline(EntryRelation, "related", [one for one in named if one["to_id"]])
    for name, urn in joints.items():
        setattr(page, f"{name}_id", taking.made.get(("entries", urn)))
    with taking.complaining():
        page.save_revision(user=taking.user).publish(user=taking.user)
