"""What an article says to those who look everything over, and to the merging of two of them."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.adding import parents_for
from timeline.links.addresses import address_key
from timeline.models import TimelineEntry


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
        from press.models import ArticleAddress

        added = super().take_in(other)
        ours = {address_key(url) for url in (self.article_url, *(row.url for row in self.addresses.all()))}
        if other.article_url and address_key(other.article_url) not in ours:
            self.addresses.add(ArticleAddress(url=other.article_url, sort_order=self.addresses.count()))
            added.append(_("its address"))
        return added


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
