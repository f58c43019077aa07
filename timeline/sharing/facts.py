"""What a kind of page hands over for its card and its description elsewhere. All of it stands on the page, too."""

from dataclasses import dataclass

from django.utils.text import capfirst


@dataclass(frozen=True)
class SharingFacts:
    """``above`` and ``below`` are short lines that stand over and under the title on a card. Each may be empty.

    ``is_article`` says that it is an “article” of Open Graph: something that readers were told of at a moment.
    """

    title: str
    description: str = ""
    above: str = ""
    below: str = ""
    is_article: bool = False


def facts_of_entry(entry) -> SharingFacts:
    """The date of *entry* in words, its title, and its kind with the first fact of its card: an outlet, a stage."""
    return SharingFacts(
        entry.title,
        entry.summary,
        above=capfirst(entry.when_with_occurrence),
        below=" · ".join([str(entry.kind_label), *entry.card_facts[:1]]),
        is_article=True,
    )
