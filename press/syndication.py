"""Syndication is not coverage: the same text in five papers is one story in five articles."""

from django.db.models import Q
from django.utils.functional import cached_property


class Syndication:
    """Which of the published articles of a site are copies, and of which story.

    A copy names another published article. Copies of a copy belong to the first of them, and articles
    that name each other in a circle are one story, for which the oldest record stands.
    """

    def __init__(self, articles):
        """*articles* are all published articles of a site, unfiltered."""
        self.articles = articles

    @cached_property
    def _named(self) -> dict[int, int]:
        """What each copy names, by key."""
        copies = self.articles.filter(copy_of__in=self.articles.order_by().values("pk"))
        return dict(copies.order_by().values_list("pk", "copy_of"))

    @cached_property
    def _stories(self) -> dict[int, int]:
        """The story that each copy belongs to, by key."""
        return {copy: self._follow(copy) for copy in self._named}

    def _follow(self, key: int) -> int:
        way = []
        while key in self._named:
            if key in way:
                return min(way[way.index(key) :])
            way.append(key)
            key = self._named[key]
        return key

    @property
    def is_copy(self) -> Q:
        """The condition for an article that is no story of its own."""
        standing = [copy for copy, story in self._stories.items() if copy == story]
        return Q(copy_of__in=self.articles.order_by().values("pk")) & ~Q(pk__in=standing)

    def tell_where_else(self, listed) -> None:
        """Give each of *listed* its ``also_in``: the copies of it, in story order."""
        found = {article.pk: [] for article in listed}
        wanted = [copy for copy, story in self._stories.items() if story in found and copy != story]
        if wanted:
            copies = self.articles.filter(pk__in=wanted).chronological().prefetch_related("outlet__former_names")
            for copy in copies.defer_streamfields():
                found[self._stories[copy.pk]].append(copy)
        for article in listed:
            article.also_in = found[article.pk]
