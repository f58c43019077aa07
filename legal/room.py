"""What the room of the legal challenges asks of the pages in it."""


class LegalRoomMixin:
    """A case or a milestone: it goes out on a legal reader's word where the page above all cases says so."""

    def room_asks_for_legal_check(self, above=None) -> bool:
        from legal.models import LegalIndexPage

        place = above or self
        if not place.path:
            return False
        rooms = place.get_ancestors(inclusive=True).type(LegalIndexPage).values_list("pk", flat=True)
        return LegalIndexPage.objects.filter(pk__in=rooms, legal_check=True).exists()

    @classmethod
    def keys_for_legal_check(cls, entries):
        """Asked for many at once: one query."""
        from legal.models import LegalIndexPage

        rooms = list(LegalIndexPage.objects.filter(legal_check=True).values_list("path", flat=True))
        return {entry.pk for entry in entries if any(entry.path.startswith(path) for path in rooms)}
