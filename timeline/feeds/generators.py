"""What the three formats have in common: an item is handed over to Django's generators in one way."""

import datetime
from dataclasses import replace
from io import BytesIO

from django.templatetags.static import static
from django.utils.feedgenerator import Enclosure, Stylesheet

from timeline.feeds.items import Feed, FeedItem
from timeline.feeds.text import clean, one_line
from timeline.languages import site_language

#: Under the media types of their own, browsers show a feed as its source. Readers and the W3C's validator take an XML
#: feed by this one too, as long as its root stands in its first 512 bytes.
XML = "application/xml; charset=utf-8"
#: Minutes that a reader may keep what it has.
TTL = 60
#: For a feed in which nothing was told yet: a moment that does not move. Validators take one before 1990 for wrong.
NOTHING_YET = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class FeedMixin:
    """A generator that takes the moment of its last change from what it tells, and never from the clock."""

    def latest_post_date(self):
        return self.feed["updated"]


def write(generator: type, feed: Feed) -> bytes:
    """*feed* in the format of *generator*: the same bytes for the same content."""
    signature = feed.signature
    written = generator(
        title=one_line(feed.title),
        link=feed.link,
        description=one_line(feed.description),
        subtitle=one_line(feed.description),
        language=site_language(),
        author_name=one_line(signature.publisher),
        feed_url=feed.address,
        feed_guid=feed.id,
        feed_copyright=one_line(signature.licence or signature.licence_url) or None,
        ttl=TTL,
        stylesheets=[Stylesheet(static("css/feed.css"), media=None)],
        licence=one_line(signature.licence),
        licence_url=signature.licence_url,
        updated=last_change(feed),
        gone=feed.gone,
    )
    for item in feed.items:
        _add(written, item)
    out = BytesIO()
    written.write(out, "utf-8")
    return out.getvalue()


def last_change(feed: Feed) -> datetime.datetime:
    moments = [item.updated_at for item in feed.items] + [one.at for one in feed.gone]
    return max(moments, default=NOTHING_YET)


def _add(written, item: FeedItem) -> None:
    item = replace(item, title=one_line(item.title), summary=clean(item.summary), html=clean(item.html))
    picture = item.picture
    written.add_item(
        title=item.title,
        link=item.link,
        description=None,
        unique_id=item.id,
        unique_id_is_permalink=False,
        pubdate=item.told_at,
        updateddate=item.updated_at,
        categories=[one_line(name) for name in item.categories],
        enclosures=[Enclosure(picture.url, str(picture.length), picture.media_type)] if picture else [],
        item=item,
    )
