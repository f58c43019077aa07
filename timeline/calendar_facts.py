"""What a kind of entry hands over to calendars, beside what every entry has."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class CalendarFacts:
    """What only this kind knows. Each part may be empty.

    ``heading`` is what the entry belongs to and stands before its title; ``place`` is where it takes
    place, in words; ``notes`` are lines for the description. ``not_before`` says that the time in the
    date is the earliest; ``ends_at`` is the end of that day in London's clock, never one that is made up.
    """

    heading: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    not_before: bool = False
    ends_at: time | None = None
