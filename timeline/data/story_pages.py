"""The pages that stand around the entries: the people and bodies that they are about, and the chapters."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from timeline.data.html import expand_at_once, safe_html, web_address
from timeline.data.kinds import Field


def subject_records(subjects: Iterable) -> list[dict]:
    """The published *subjects* as their pages print them, but for their pictures."""
    subjects = list(subjects)
    return [
        {
            "slug": page.slug,
            "name": page.title,
            "page": page.full_url,
            "kind": str(page.kind),
            "line": page.line,
            "other_names": page.other_names,
            "official_url": web_address(page.official_url),
            "html": html,
        }
        for page, html in zip(subjects, _printed(subjects, "body"), strict=True)
    ]


def chapter_records(site) -> list[dict]:
    """Every published chapter of *site*, in the order of their times."""
    from timeline.models import ChapterPage

    # NULL, for a start that is open, stands last on one database and first on another.
    chapters = sorted(
        ChapterPage.objects.published().of_site(site), key=lambda one: (one.span.anchor, one.title, one.pk)
    )
    return [
        {
            "title": page.title,
            "page": page.full_url,
            "span": {"edtf": page.span.edtf, "words": page.when},
            "html": html,
        }
        for page, html in zip(chapters, _printed(chapters, "prose"), strict=True)
    ]


def _printed(pages, name: str) -> list[str]:
    expanded = expand_at_once([getattr(page, name) for page in pages])
    return [safe_html(html, base=page.full_url, headings=True) for page, html in zip(pages, expanded, strict=True)]


SUBJECT_FIELDS = (
    Field("subjects[].slug", _("A person or body that these entries are about, as its address has it. Each once.")),
    Field("subjects[].name", _("Its name.")),
    Field("subjects[].page", _("The address of its page today.")),
    Field("subjects[].kind", _("“system”, “organisation” or “person”.")),
    Field("subjects[].line", _("What it is, in one plain sentence.")),
    Field("subjects[].other_names", _("What else it is called, with commas between; may be empty.")),
    Field("subjects[].official_url", _("The address of its own page, not ours; may be empty.")),
    Field("subjects[].html", _("What we say of it: HTML as in an account, with headings. May be empty.")),
)
CHAPTER_FIELDS = (
    Field("chapters[].title", _("The title of a chapter of the story. All of them are given, whatever was chosen.")),
    Field("chapters[].page", _("The address of its page today.")),
    Field("chapters[].span.edtf", _("The time that it covers (EDTF). Entries that begin in it stand under it.")),
    Field("chapters[].span.words", _("The same in words.")),
    Field("chapters[].html", _("Its prose: HTML as in an account.")),
)
