"""A press article by the short form: its address is its own, and tells the outlet."""

from timeline.links.addresses import bare_host


class QuickArticleMixin:
    is_added_quickly = True
    addresses_of = ("sources__link", "article_link", "addresses__link")

    def take_quickly(self, given) -> None:
        from press.models import Outlet

        self.article_url = given.url
        host = bare_host(given.url) if given.url else ""
        self.outlet = Outlet.objects.current().filter(hosts__host=host).first() if host else None
