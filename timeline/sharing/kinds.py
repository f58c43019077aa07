"""What every kind of entry hands over to other sites and to machines."""

from timeline.sharing.facts import SharingFacts, facts_of_entry
from timeline.structured_data import entry_data, fixed_event


class SharedMixin:
    """An entry as it is told elsewhere. A kind that reports a thing of its own says what that is."""

    @property
    def sharing_facts(self) -> SharingFacts:
        """What stands on its card."""
        return facts_of_entry(self)

    def structured_data(self, site) -> dict:
        """What machines are told of it, in the words of schema.org."""
        return entry_data(self, site, fixed_event(self, site))
