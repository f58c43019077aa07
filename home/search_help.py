"""What to try when a search finds nothing: another spelling, or fewer words. Only what would find something."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from wagtail.models import Page

from timeline.highlights import folded, words_of
from timeline.querysets import published_pages
from timeline.search import ids_of_matches

#: Titles whose words are looked through for a better spelling.
TITLES = 3000
#: Letters below which words resemble each other by chance.
SHORTEST = 4
#: How much alike two words are, from 0 to 1.
ALIKE = 0.8


@dataclass(frozen=True)
class SearchHelp:
    """Words that would find something: the whole query ``respelled``, or empty; and single words of it, with how many
    pages each would find."""

    respelled: str = ""
    single: list[tuple[str, int]] = field(default_factory=list)


def help_for(words: str, site) -> SearchHelp:
    """Help for *words*, which together were found nowhere."""
    found = {word: _number_with(word, site) for word in words.split()}
    single = [(word, number) for word, number in found.items() if number] if len(found) > 1 else []
    missed = [word for word, number in found.items() if not number and len(word) >= SHORTEST]
    return SearchHelp(_respelled(words, missed, site), single)


def _number_with(word: str, site) -> int:
    return published_pages().of_site(site).filter(pk__in=ids_of_matches(Page, word)).count()


def _respelled(words: str, missed: list[str], site) -> str:
    if not missed:
        return ""
    titles = published_pages().of_site(site).values_list("title", flat=True)[:TITLES]
    known = {word for title in titles for word in words_of(title) if len(word) >= SHORTEST}
    better = {word: get_close_matches(folded(word), known, n=1, cutoff=ALIKE) for word in missed}
    if not any(better.values()):
        return ""
    respelled = " ".join(better[word][0] if better.get(word) else word for word in words.split())
    return respelled if _number_with(respelled, site) else ""
