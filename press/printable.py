"""What a decision on rights lets us print: asked by every output, decided here."""

from dataclasses import dataclass


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
            return cls(quotations=True, extract=True, ground="Extract printed by permission of the publisher.")
        if state == rights.State.OWN_WORK:
            return cls(quotations=True, extract=True, ground="Our own work.")
        if state == rights.State.PUBLIC_LICENCE:
            ground = f"Extract printed under {rights.licence}."
            return cls(quotations=True, extract=True, ground=ground, licence_url=rights.licence_url)
        return cls()
