"""The sitemap: every page that anybody may see, by the gate, and when each was last changed.

The moment is the latest of its publishing, its announcement and its last update: a mended misspelling counts too,
since a search engine that keeps the old words is worse for us than one that comes once too often. A page that lists
entries changes with the newest of those that it shows. The years of the press archive are not here: they are filter
addresses, which robots are asked to leave alone, and the archive links to every article.
"""

from django.db.models import Max
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from timeline.models import ChangeNote, TimelineEntry, TimelinePage
from timeline.querysets import published_pages

MOMENTS = ("last_published_at", "public_record__announced_at", "public_record__materially_updated_at")


class PublishedSitemap(Sitemap):
    def items(self):
        return published_pages().of_site(self.get_wagtail_site())

    def _urls(self, page, protocol, domain):
        self.changes = Changes(self.get_wagtail_site())
        found = [one for item in self.paginator.page(page).object_list for one in self._of_page(item)]
        if page == 1:
            found += self._of_no_page()
        known = [one["lastmod"] for one in found if one["lastmod"]]
        if known:
            # Django makes the header Last-Modified of it.
            self.latest_lastmod = max(known)
        return found

    def _of_page(self, page) -> list[dict]:
        # Few types say more than where they are, and only those are fetched whole.
        if page.specific_class.get_sitemap_urls is not Page.get_sitemap_urls:
            page = page.specific
        return [{**one, "lastmod": self._changed(page, one)} for one in page.get_sitemap_urls(self.request)]

    def _changed(self, page, url: dict):
        if "year" in url:
            return self.changes.by_year.get(url["year"])
        # The story shows the entries of all rooms, wherever they stand.
        newest = self.changes.newest if isinstance(page, TimelinePage) else None
        return latest(self.changes.by_path.get(page.path), newest)

    def _of_no_page(self) -> list[dict]:
        root_url, newest = self.get_wagtail_site().root_url, self.changes.newest
        changed = {"subscribe": newest, "data": newest, "corrections": self.changes.last_correction()}
        return [{"location": root_url + reverse(name), "lastmod": moment} for name, moment in changed.items()]


class Changes:
    """When the published pages of a site were last changed: in two queries, however many they are."""

    def __init__(self, site):
        self.entries = TimelineEntry.objects.published().of_site(site).order_by()
        rows = published_pages().of_site(site).values_list("path", *MOMENTS)
        self.by_path = {path: latest(*moments) for path, *moments in rows}
        self.by_year = {}
        begins = ExtractYear(Coalesce("earliest", "latest"))
        for path, year in self.entries.annotate(begins_in=begins).values_list("path", "begins_in"):
            moment = self.by_path.get(path)
            self.by_year[year] = latest(self.by_year.get(year), moment)
            for end in range(Page.steplen, len(path), Page.steplen):
                if path[:end] in self.by_path:
                    self.by_path[path[:end]] = latest(self.by_path[path[:end]], moment)

    @property
    def newest(self):
        """When an entry was last changed; ``None`` where there is none."""
        return latest(*self.by_year.values())

    def last_correction(self):
        told = ChangeNote.objects.filter(kind=ChangeNote.Kind.CORRECTION, page_id__in=self.entries.values("pk"))
        return told.aggregate(last=Max("told_at"))["last"]


def latest(*moments):
    """The last of *moments*, some of which may be ``None``; ``None`` where there is no other."""
    return max(filter(None, moments), default=None)
