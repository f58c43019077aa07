"""What the room of the legal challenges asks of the pages in it."""


class LegalRoomMixin:
    """A case or a milestone: it goes out on a legal reader's word where the page above all cases says so."""

    def room_asks_for_legal_check(self) -> bool:
        from legal.models import LegalIndexPage

        above = self.get_ancestors().type(LegalIndexPage).values_list("pk", flat=True)
        return bool(self.path) and LegalIndexPage.objects.filter(pk__in=above, legal_check=True).exists()
