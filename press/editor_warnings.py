"""What an editor is told of an article after saving: it stops nothing, but somebody should look at it."""

from wagtail.admin import messages

from press.models import PressArticlePage
from press.models.articles import UNNAMED

#: Fair dealing has no number. This is where a careful editor begins to ask.
MANY_WORDS = 120
LARGE_PART = 0.1


def quoted_words(page) -> int:
    """The words of others that the article's entry holds: quotations and their answers, without the extract."""
    return sum(len(one.text.split()) + len(one.answer.split()) for one in page.quotations.all())


def quoted_in_words(page) -> str:
    """“38 of 560 words are quoted (7%)”; without a length, the number alone; empty where nothing is quoted."""
    words = quoted_words(page)
    if not words:
        return ""
    if not page.length_in_words:
        return f"{words} words are quoted. The length of the article is not known."
    part = round(100 * words / page.length_in_words)
    return f"{words} of {page.length_in_words} words are quoted ({part}%)."


def warnings_of(page) -> list[str]:
    """Quotations that are long, alone or against the whole; words that rights keep from being shown."""
    found = []
    words, rights = quoted_words(page), page.may_print
    too_many = words > MANY_WORDS or (page.length_in_words and words > LARGE_PART * page.length_in_words)
    if too_many and not rights.extract:
        found.append(f"{quoted_in_words(page)} Quote no more than you need.")
    if words and not rights.quotations:
        found.append("The quotations are kept and not shown: what we may print of this article is “link only”.")
    unnamed = sum(1 for one in page.quotations.all() if one.speaker == UNNAMED)
    if unnamed:
        found.append(f"Of the quotations {unnamed} say nobody: they are not shown until you name who spoke.")
    if page.extract and not rights.extract:
        found.append("The extract is kept and not shown: no licence for it is in force.")
    return found


def tell_the_editor(request, page) -> None:
    """For Wagtail's ``after_create_page`` and ``after_edit_page`` hooks."""
    if isinstance(page, PressArticlePage):
        for warning in warnings_of(page):
            messages.warning(request, warning)
