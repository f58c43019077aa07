"""Where an entry belongs: what stands around it in the story, its chapter, whom it is about, and how well its date
is known."""

from itertools import groupby

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from timeline.dates import Occurrence
from timeline.terms import Glossary


def belonging(entry, before, after, related, site) -> dict:
    """What the page of *entry* says of its place. *before* and *after* are its neighbours in the story of *site*, and
    *related* the entries that it is joined to, each after the word for it."""
    from timeline.models import SubjectPage, Term, TimelinePage

    story = TimelinePage.objects.published().of_site(site).first()
    chapters = _chapters(story)
    chapter = _chapter_of(entry, chapters)
    keys = [subject.pk for subject in entry.subjects.all()]
    about = SubjectPage.objects.published().of_site(site).filter(pk__in=keys).order_by(Lower("title"), "pk")
    return {
        "story": story,
        "chapter": chapter,
        "earlier_chapter": _if_another(_chapter_of(before, chapters), chapter),
        "later_chapter": _if_another(_chapter_of(after, chapters), chapter),
        "subjects": list(about) if keys else [],
        "related_by_word": by_word(related),
        "certainty": certainty(entry),
        "glossary": Glossary(Term.objects.all() if entry.text_language in ("", "en") else []),
    }


def by_word(related) -> list[tuple[str, list]]:
    """*related* under the words of the relations, each in the order in which they came."""
    ordered = sorted(related, key=lambda row: row[0])
    return [(word, [entry for _word, entry in rows]) for word, rows in groupby(ordered, key=lambda row: row[0])]


def certainty(entry) -> str:
    """How well the date of *entry* is known, in a few words; empty where it is the day and nobody differs."""
    unit = {
        "year": _("Known to the year"),
        "season": _("Known to the season"),
        "month": _("Known to the month"),
        "decade": _("Known to the decade"),
    }
    date = entry.dated
    if _sources_differ(entry):
        return _("Sources differ on the date")
    if entry.occurrence != Occurrence.HAPPENED or entry.date_wording:
        return ""
    if date.uncertain:
        return _("Not certain")
    if date.approximate:
        return _("Not known exactly")
    return "" if date.is_interval else unit.get(str(date.precision), "")


def _sources_differ(entry) -> bool:
    """Whether two of the dates given, ours among them, have no day in common. A less exact one differs from none."""
    given = [entry.date, *(source.date_given for source in entry.sources.all() if source.date_given)]
    starts = [date.earliest for date in given if date.earliest]
    ends = [date.latest for date in given if date.latest]
    return bool(starts and ends) and max(starts) > min(ends)


def _chapters(story) -> list:
    from timeline.models import ChapterPage

    return list(ChapterPage.objects.published().child_of(story)) if story else []


def _chapter_of(entry, chapters):
    return next((one for one in chapters if one.covers(entry.dated.anchor)), None) if entry else None


def _if_another(chapter, than):
    return chapter if chapter != than else None
