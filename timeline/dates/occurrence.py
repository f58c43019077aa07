"""Whether an event took place: a fact beside its date, never derived from the date alone."""

from datetime import date as day
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from timeline.dates.value import EntryDate


class Occurrence(StrEnum):
    """`SCHEDULED` is fixed by someone with power to fix it; `EXPECTED` is a forecast."""

    HAPPENED = "happened"
    SCHEDULED = "scheduled"
    EXPECTED = "expected"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DID_NOT_HAPPEN = "did-not-happen"


_LABELS = {
    Occurrence.HAPPENED: "",
    Occurrence.POSTPONED: _("Postponed"),
    Occurrence.CANCELLED: _("Cancelled"),
    Occurrence.DID_NOT_HAPPEN: _("Did not happen"),
}
_AHEAD = {Occurrence.SCHEDULED: _("Scheduled"), Occurrence.EXPECTED: _("Expected")}
_PASSED = {Occurrence.SCHEDULED: _("Was scheduled"), Occurrence.EXPECTED: _("Was expected")}


def occurrence_label(occurrence: str, date: EntryDate, *, today: day, wording: str = "") -> str:
    """The label before a date that is not a plain past one, or "".

    An expected date that passes does not turn into an event: it "was expected". Only the
    date decides; `wording`, the words shown in the date's place, never does.
    """
    kind = Occurrence(occurrence)
    if kind in _LABELS:
        return str(_LABELS[kind])
    has_passed = date.latest is not None and date.latest < today
    return str((_PASSED if has_passed else _AHEAD)[kind])
