"""Dates that are known in part: read from free text, kept in EDTF, bounded, ordered, put in words.

Conformance: this package supports the Extended Date/Time Format (EDTF) of the Library of
Congress, specification of 4 February 2019. Level 0 and level 1 are supported, except that:

* years run from 1000 to 2999: no negative years, no `Y` prefix, no century or millennium
  with unspecified digits (`19XX`), no unspecified year (`XXXX-06`);
* of the seasons, winter (`2018-24`) is refused, since it runs over two years; spring is March
  to May, summer June to August, autumn September to November;
* both ends of an interval are dates without a time, with no unspecified month or day; a decade
  (`199X/2007`, which strictly is level 2) and a qualifier at either end (`2004-06~/2006`) are
  accepted;
* a time is shown and written on a London clock, whatever the offset it was given with.

`read` takes in what people type, the draft of 2012 (`199u`, `unknown/2007`, `1996/open`)
included; `parse` takes the standard's spelling only, and only that is ever written.
Words come in the active language, and reading is English: of Django, nothing is used but its translations.
"""

from timeline.dates.edtf import parse
from timeline.dates.errors import Choice, DateError, DateQuestion
from timeline.dates.occurrence import Occurrence, occurrence_label
from timeline.dates.order import SEQUENCE_SPAN, YEAR_SPAN, year_floor
from timeline.dates.reading import read
from timeline.dates.value import EntryDate, Extent
from timeline.dates.words import DatePart, month_in_short

__all__ = [
    "SEQUENCE_SPAN",
    "YEAR_SPAN",
    "Choice",
    "DateError",
    "DatePart",
    "DateQuestion",
    "EntryDate",
    "Extent",
    "Occurrence",
    "month_in_short",
    "occurrence_label",
    "parse",
    "read",
    "year_floor",
]
