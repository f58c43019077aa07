"""What a kind of entry hands over to the short form."""

from django.utils import timezone


class AddedQuicklyMixin:
    """An entry as the short form makes it."""

    #: Whether the short form makes this kind, and where its addresses on the web stand, as lookups of links.
    is_added_quickly = False
    addresses_of = ("sources__link",)

    @classmethod
    def quick_fields(cls, parents) -> dict:
        """What the short form asks for this kind alone: fields by name. *parents* are the pages that it may be added
        under, one at least."""
        return {}

    @classmethod
    def quick_parent(cls, parents, data: dict):
        """The one of *parents* that it belongs under, after what was given in its own fields; a ``ValidationError``
        says by field what does not fit."""
        return parents[0]

    def take_quickly(self, given) -> None:
        """Take from the short form, a ``quick_add.Given``, what this kind has a place for beyond every kind's."""
        from timeline.models import EntrySource

        if given.url:
            self.sources = [EntrySource(title=given.title, url=given.url, accessed=timezone.localdate())]
