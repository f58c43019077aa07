"""What an article says to those who look everything over, and to the merging of two of them."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.adding import parents_for
from timeline.links.addresses import address_key, bare_host
from timeline.models import TimelineEntry

FOUND_TO_BE_THE_SAME = "An editor has found that the archive has it already."


class ArticleLookedOverMixin:
    # Its own address is what most articles have no copy of.
    fields_of_lacks = {"copy": "archived_url"}
    merged_relations = {
        **TimelineEntry.merged_relations,
        "addresses": ("address", "addresses"),
        "quotations": ("quotation", "quotations"),
    }

    @classmethod
    def address_to_add(cls, user):
        """The form that reads an article from its address, where there is an archive to put it in."""
        return reverse("press_add_coverage") if parents_for(cls, user).exists() else ""

    @classmethod
    def address_to_paste(cls, user):
        return cls.address_to_add(user)

    @property
    def came_from(self):
        """The outlet; without one, the host of its address."""
        return self.outlet_name or (bare_host(self.article_url) if self.article_url else "") or super().came_from

    @property
    def came_from_url(self):
        return self.article_url or super().came_from_url

    @property
    def has_a_title(self):
        from press.drafting import UNTITLED

        return not self.title.startswith(UNTITLED)

    @property
    def when_as_it_came(self):
        return _("no date yet") if self.date_is_a_stopgap else super().when_as_it_came

    @classmethod
    def found_to_be_like(cls, entries):
        from press.models import IntakeItem

        items = IntakeItem.objects.filter(page__in=entries).order_by("pk")
        return dict(items.values_list("page_id", "likely_copies"))

    def add_addresses_of(self, other):
        """An article keeps its other addresses as its own: pasting one of them finds this entry."""
        if not isinstance(other, type(self)):
            return super().add_addresses_of(other)
        return len(self._add_addresses([other.article_url, *(row.url for row in other.addresses.all())]))

    def hand_over_to(self, stays):
        """What was fetched and found for it."""
        from press.models import Capture, IntakeItem

        if isinstance(stays, type(self)):
            Capture.objects.filter(page=self.pk).update(page=stays.pk)
            known = {"state": IntakeItem.State.KNOWN, "known_as": stays.pk, "reason": FOUND_TO_BE_THE_SAME}
            IntakeItem.objects.filter(page=self.pk).update(page=None, **known)

    @classmethod
    def has_other_evidence(cls):
        return _those_of(cls._base_manager.exclude(article_url=""))

    @classmethod
    def lacks_other_copy(cls):
        without = cls._base_manager.filter(archived_url="").exclude(article_url="")
        return _those_of(without.filter(Q(article_link=None) | Q(article_link__archived_url="")))

    @classmethod
    def has_other_claims(cls):
        from press.models import Quotation

        return Q(pk__in=unanswered(Quotation.objects).filter(article__reply="").values("article_id"))

    def other_claims_without_reply(self):
        if self.reply:
            return []
        return [
            (_("Quotation of {speaker}: “{text}”").format(speaker=one.speaker, text=_short(one.text)), "quotations")
            for one in self.quotations.all()
            if not one.answer and one.side != one.Side.DEPARTMENT
        ]

    def take_in(self, other):
        """With the address of the other article as one more of this one: pasting it finds this entry."""
        added = super().take_in(other)
        if self._add_addresses([other.article_url]):
            added.append(_("its address"))
        return added

    def _add_addresses(self, urls) -> list[str]:
        """Those of *urls* that it has not, in whatever form. They are added to it in memory."""
        from press.models import ArticleAddress

        had = {address_key(url) for url in (self.article_url, *(row.url for row in self.addresses.all()))}
        new = []
        for url in urls:
            if url and address_key(url) not in had:
                had.add(address_key(url))
                new.append(url)
                self.addresses.add(ArticleAddress(url=url, sort_order=self.addresses.count()))
        return new


class SameAddressMixin:
    """A row that names an address."""

    @property
    def sameness(self):
        return address_key(self.url)


def unanswered(quotations):
    """Those of *quotations* without an answer, but for what the other side itself has said."""
    from press.models import Quotation

    return quotations.filter(answer="").exclude(side=Quotation.Side.DEPARTMENT)


def _those_of(articles) -> Q:
    return Q(pk__in=articles.order_by().values("pk"))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80].rstrip()}…"
