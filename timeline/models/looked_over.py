"""What a kind of entry hands over to those who look everything over, and to the merging of two entries."""

from django.db.models import Q
from django.urls import reverse

from timeline.adding import form_under, parents_for


class LookedOverMixin:
    """An entry as the reports and the desk of editors ask about it. Conditions are on the table of all entries."""

    #: Relations whose rows the entry that stays is given when another is merged into it, with the words for one and
    #: for many. Rows that have the same ``sameness`` say the same.
    merged_relations = {"sources": ("source", "sources"), "relations": ("related entry", "related entries")}

    #: The fields of this kind in which a thing that may lack is mended, where they are not those of every entry.
    fields_of_lacks: dict[str, str] = {}

    @property
    def has_evidence(self) -> bool:
        """Whether the entry says how it knows."""
        return any(getattr(self, name) for name in self.evidence_fields) or any(
            getattr(self, name).exists() for name in self.evidence_relations
        )

    @classmethod
    def has_other_evidence(cls) -> Q | None:
        """The condition by which entries of this kind say how we know without a source; ``None`` if none do."""
        return None

    @classmethod
    def lacks_other_copy(cls) -> Q | None:
        """The condition by which entries of this kind name an address, beside their sources, that has no copy."""
        return None

    @classmethod
    def has_other_claims(cls) -> Q | None:
        """The condition by which entries of this kind hold a claim without reply, beside the figures of an account."""
        return None

    def other_claims_without_reply(self) -> list[tuple[str, str]]:
        """The claims of this kind without reply, as words and the name of a field of the form."""
        return []

    @classmethod
    def address_to_add(cls, user) -> str:
        """Where *user* adds an entry of this kind: its form, or the list of places to choose from; empty where they
        may add none."""
        keys = list(parents_for(cls, user).values_list("pk", flat=True)[:2])
        if len(keys) > 1:
            return reverse(f"all_entries:add_{cls.kind}")
        return form_under(cls, keys[0]) if keys else ""

    def take_in(self, other) -> list[str]:
        """Add what *other* has and this has not to this draft in memory, and return what it was, in words."""
        from timeline.merging import add_what_is_missing

        return add_what_is_missing(self, other)
