"""What is said in an item of a feed: written once, for every format."""

from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from timeline.announcing import digest_words
from timeline.feeds.items import EventDate, FeedItem
from timeline.feeds.pictures import picture_of
from timeline.feeds.text import readable_anywhere

#: An imported archive may be one digest: the rest is on its page.
LISTED_IN_A_DIGEST = 100


def item_of_entry(entry, subjects, root_url: str) -> FeedItem:
    """*entry*, read with everything that its account prints; *subjects* are the published pages whom it is about."""
    record = entry.public_record
    dated = entry.dated
    html = render_to_string("timeline/feeds/entry.html", {"entry": entry, "page": entry})
    return FeedItem(
        id=record.urn,
        link=root_url + record.short_path,
        title=f"{capfirst(entry.when_with_occurrence)}: {entry.title}",
        summary=entry.summary,
        html=readable_anywhere(html, entry.full_url),
        told_at=record.announced_at,
        updated_at=record.last_told_at,
        categories=(
            entry.category_path,
            *(topic.name for topic in entry.topics.all()),
            *(subject.title for subject in subjects),
        ),
        date=EventDate(dated.edtf, entry.earliest, entry.latest, entry.occurrence),
        picture=picture_of(entry, root_url),
        language=entry.text_language,
    )


def item_of_correction(note, entry, root_url: str) -> FeedItem:
    """The correction that *note* is of *entry*. It moves nothing of the entry: nobody hears of that twice."""
    address = root_url + entry.public_record.short_path
    link = f"{address}#{note.anchor}"
    html = render_to_string("timeline/feeds/correction.html", {"note": note, "entry": entry, "link": link})
    return FeedItem(
        id=note.urn,
        link=link,
        title=_("Correction: {title}").format(title=entry.title),
        summary=note.words,
        html=readable_anywhere(html, address),
        told_at=note.told_at,
        updated_at=note.told_at,
        categories=("correction", entry.specific_class.kind),
    )


def item_of_digest(digest, published: list, entries: list, root_url: str) -> FeedItem:
    """What *digest* tells of: *entries*, those of its *published* ones that stand in the feed, in story order."""
    title, introduction = digest_words(digest, published, digest.told)
    listed = entries[:LISTED_IN_A_DIGEST]
    context = {
        "introduction": introduction,
        "lines": [(entry, root_url + entry.public_record.short_path) for entry in listed],
        "more": len(entries) - len(listed),
        "link": root_url + digest.short_path,
    }
    return FeedItem(
        id=digest.urn,
        link=context["link"],
        title=title,
        summary=introduction or f"{title}.",
        html=readable_anywhere(render_to_string("timeline/feeds/digest.html", context), context["link"]),
        told_at=digest.sent_at,
        updated_at=digest.sent_at,
        categories=("digest",),
    )
