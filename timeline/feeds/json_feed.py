"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from django.utils.feedgenerator import SyndicationFeed, rfc3339_date

from timeline.feeds.generators import FeedMixin

VERSION = "https://jsonfeed.org/version/1.1"
#: Our own object, as the format lets anybody have one whose name begins so.
OURS = "_throughline"


class JsonFeed(FeedMixin, SyndicationFeed):
    """The whole text in ``content_html``; when it happened, and the licence, in objects of our own."""

    content_type = "application/feed+json"

    def write(self, outfile, encoding):
        feed = self.feed
        told = {
            "version": VERSION,
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "authors": [{"name": feed["author_name"]}],
            "language": feed["language"],
        }
        licence = {name: feed[name] for name in ("licence", "licence_url") if feed[name]}
        if licence:
            told[OURS] = licence
        told["items"] = [self._item(item) for item in self.items]
        outfile.write(json.dumps(told, ensure_ascii=False, indent=1).encode(encoding))

    def _item(self, item) -> dict:
        one = item["item"]
        told = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": one.html,
            "summary": one.summary,
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "tags": item["categories"],
        }
        if one.language:
            told["language"] = one.language
        if one.picture:
            told["image"] = one.picture.url
            told["attachments"] = [
                {
                    "url": one.picture.url,
                    "mime_type": one.picture.media_type,
                    "size_in_bytes": one.picture.length,
                }
            ]
        if one.date:
            told[OURS] = {
                "edtf": one.date.edtf,
                "earliest": _day(one.date.earliest),
                "latest": _day(one.date.latest),
                "occurrence": one.date.occurrence,
            }
        return told


def _day(day) -> str | None:
    return day and day.isoformat()
