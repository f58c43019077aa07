"""One small job for a quiet moment: what the desk suggests, chosen by the day.

Rooms add their jobs with ``add_job()``. A job looks at the entries that an editor may work on, and says what there is
to do and where to begin, or nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.models import TimelineEntry
from timeline.own_pages import entries_to_change
from timeline.reports.drafts import DraftsThatWait, old_drafts
from timeline.reports.entries import edit_url
from timeline.reports.missing import WhatIsMissing, lack_of


@dataclass(frozen=True)
class Job:
    """What there is to do, in a sentence; the words and the address of where to begin, and of the whole list."""

    words: str
    begin_with: str
    begin_at: str
    all_at: str = ""


Asking = Callable[[object], Job | None]
_JOBS: dict[str, Asking] = {}


def add_job(name: str, ask: Asking) -> None:
    """Let the desk suggest what *ask* finds among the entries of an editor, which it is given."""
    _JOBS[name] = ask


def job_of(day: date, user) -> Job | None:
    """The job that *user* is suggested on *day*: the same all day, until it is done."""
    entries = entries_to_change(user)
    found = (_JOBS[name](entries) for name in sorted(_JOBS, key=lambda name: _lot(name, day)))
    return next(filter(None, found), None)


def _lot(name: str, day: date) -> str:
    """The place of a job on a day. Drawn anew with every day, and the same on every machine."""
    return hashlib.sha256(f"{day.isoformat()} {name}".encode()).hexdigest()


def number_in_words(number: int) -> str:
    """“Three”, “Eleven”, “140”: to begin a sentence with."""
    more = {10: _("ten"), 11: _("eleven"), 12: _("twelve")}
    return str(more.get(number) or apnumber(number)).capitalize()


def job_with(entries, words: Callable[[int], str], *, field: str = "", all_at: str = "") -> Job | None:
    """The job of looking at *entries*, the first of which is where to begin; *words* of their number say what to do."""
    first = entries.first()
    if first is None:
        return None
    number = entries.count()
    sentence = words(number).format(number=number_in_words(number))
    return Job(sentence, first.get_admin_display_title(), edit_url(first.specific_deferred, field), all_at)


# What every entry may lack


def _list_of(lack: str) -> str:
    return f"{reverse(WhatIsMissing.url_name())}?missing={lack}"


def _that_lack(entries, lack: str):
    return entries.filter(lack_of(lack).condition).order_by("story_order", "pk")


def sources_without_copy(entries) -> Job | None:
    return job_with(
        _that_lack(entries, "copy"),
        lambda number: ngettext(
            "{number} entry names an address that has no archived copy.",
            "{number} entries name an address that has no archived copy.",
            number,
        ),
        field="sources",
        all_at=_list_of("copy"),
    )


def entries_without_topic(entries) -> Job | None:
    return job_with(
        _that_lack(entries, "topic"),
        lambda number: ngettext("{number} entry has no topic.", "{number} entries have no topic.", number),
        field="topics",
        all_at=_list_of("topic"),
    )


def key_moments_without_picture(entries) -> Job | None:
    key = entries.filter(significance=TimelineEntry.Significance.KEY)
    without = key.filter(image=None) | key.filter(image__description="")
    return job_with(
        without.order_by("story_order", "pk"),
        lambda number: ngettext(
            "{number} key moment has no picture with a description.",
            "{number} key moments have no picture with a description.",
            number,
        ),
        field="image",
    )


def drafts_that_wait(entries) -> Job | None:
    old = old_drafts(entries)

    def words(number):
        phrase = ngettext(
            "{number} draft waits since {month}.", "{number} drafts wait, the oldest since {month}.", number
        )
        return phrase.replace("{month}", _month(old.first().latest_revision_created_at))

    return job_with(old, words, all_at=reverse(DraftsThatWait.url_name()))


def _month(moment) -> str:
    from django.utils import timezone

    from timeline.dates import parse

    day = timezone.localdate(moment)
    return parse(f"{day.year:04}-{day.month:02}").words


for _ask in (sources_without_copy, entries_without_topic, key_moments_without_picture, drafts_that_wait):
    add_job(_ask.__name__, _ask)
