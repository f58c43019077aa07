"""What a decision on rights lets us print: asked by every output, decided here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Printable:
    """Headline, outlet, byline, date, link and our own words are always printable; this is the rest."""

    quotations: bool = False
    extract: bool = False
    #: What a reader is told of the ground, and where the licence may be read.
    ground: str = ""
    licence_url: str = ""

    @classmethod
    def of(cls, rights) -> "Printable":
        """What *rights* (``ArticleRights``) let us print today."""
        state = rights.in_force
        if state == rights.State.SHORT_QUOTATION:
            return cls(quotations=True)
        if state == rights.State.LICENSED:
            return cls(quotations=True, extract=True, ground=_("Extract printed by permission of the publisher."))
        if state == rights.State.OWN_WORK:
            return cls(quotations=True, extract=True, ground=_("Our own work."))
        if state == rights.State.PUBLIC_LICENCE:
            ground = _("Extract printed under {licence}.").format(licence=rights.licence)
            return cls(quotations=True, extract=True, ground=ground, licence_url=rights.licence_url)
        return cls()
