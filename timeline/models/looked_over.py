"""What a kind of entry hands over to those who look everything over, and to the merging of two entries."""

from django.db.models import Q
from django.urls import reverse

from timeline.adding import form_under, parents_for
from timeline.links.addresses import bare_host


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

    @classmethod
    def address_to_paste(cls, user) -> str:
        """Where *user* pastes many addresses at once, each of which becomes a draft of this kind; empty if nowhere."""
        return ""

    # What the inbox asks

    @property
    def came_from(self) -> str:
        """Whose words it goes by: who published its first source, or the host of that."""
        first = next(iter(self.sources.all()), None)
        return (first.publisher or (bare_host(first.url) if first.url else first.title)) if first else ""

    @property
    def came_from_url(self) -> str:
        """Where that can be read."""
        return next((source.url for source in self.sources.all() if source.url), "")

    @property
    def has_a_title(self) -> bool:
        """Whether its title says what it is of; one that stands in for what was not found is like many others."""
        return True

    @property
    def when_as_it_came(self) -> str:
        """Its date, as far as it says one."""
        return self.when_with_occurrence

    @classmethod
    def fetch_for_obstacles(cls, entries) -> None:
        """Fetch at once what the obstacles of *entries*, all of this kind, are taken from beside their own rows."""

    @classmethod
    def keys_for_legal_check(cls, entries) -> set[int]:
        """The keys of those of *entries*, all of this kind, that go out on a legal reader's word by their room."""
        return set()

    @classmethod
    def found_to_be_like(cls, entries) -> dict[int, list[int]]:
        """For the keys of *entries*, all of this kind: the keys of others that each was like when it came in."""
        return {}

    def add_addresses_of(self, other) -> int:
        """Add the addresses that *other* goes by and this has not to this draft in memory; how many they were."""
        from timeline.same_entry import add_as_sources

        return add_as_sources(self, other)

    def hand_over_to(self, stays) -> None:
        """Let what is kept beside this draft be kept beside the entry *stays*, before this one is deleted."""

    def take_in(self, other) -> list[str]:
        """Add what *other* has and this has not to this draft in memory, and return what it was, in words."""
        from timeline.merging import add_what_is_missing

        return add_what_is_missing(self, other)
