"""A citation in plain words, to be pasted anywhere."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from timeline.citations.facts import CitationFacts


def plain_file(citations: Iterable[CitationFacts]) -> str:
    return "".join(f"{plain_line(one)}\n" for one in citations)


def plain_line(facts: CitationFacts) -> str:
    """The whole citation on one line. It begins with a quotation mark, so that no spreadsheet that it is
    pasted into takes a headline for a formula."""
    parts = [
        f"“{facts.title}”",
        *facts.authors,
        facts.number,
        facts.authority,
        facts.container,
        facts.edition,
        _page(facts.page),
        facts.programme,
        facts.date_words,
        facts.url,
    ]
    return ". ".join([", ".join(filter(None, parts)), *facts.closing_remarks])


def _page(page: str) -> str:
    if not page:
        return ""
    return (_("page {page}") if page.isalnum() else _("pages {page}")).format(page=page)
