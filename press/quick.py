"""A press article that comes in by a short way: its address is its own, and tells the outlet; what was read may say no
date."""

from collections import defaultdict

from timeline.links.addresses import bare_host


class QuickArticleMixin:
    is_added_quickly = True
    addresses_of = ("sources__link", "article_link", "addresses__link")

    #: The dates that stood in for one that was not found, where those of many articles were fetched at once.
    fetched_open_dates = None

    def take_quickly(self, given) -> None:
        from press.models import Outlet

        self.article_url = given.url
        host = bare_host(given.url) if given.url else ""
        self.outlet = Outlet.objects.current().filter(hosts__host=host).first() if host else None

    @property
    def date_is_a_stopgap(self) -> bool:
        """Whether its date only says that it came out before it was added here, as a draft without one gets it."""
        if not self.pk or not self.date or self.date.earliest is not None:
            return False
        if self.fetched_open_dates is not None:
            return self.date.edtf in self.fetched_open_dates
        return self.intake_items.filter(findings__date__open=self.date.edtf).exists()

    @classmethod
    def fetch_for_obstacles(cls, entries):
        """The dates that stand in for one that was not found: one query for all."""
        from press.models import IntakeItem

        found = defaultdict(set)
        items = IntakeItem.objects.filter(page__in=entries, findings__date__open__isnull=False).order_by("pk")
        for key, date in items.values_list("page_id", "findings__date__open"):
            found[key].add(date)
        for entry in entries:
            entry.fetched_open_dates = found[entry.pk]
