"""The standing pages that every site begins with: their texts are in ``standing/``, with gaps for what only those
who run a site can say."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from django.utils.html import format_html

from home.models import StandingPage
from home.structure import has_child

TEXTS = Path(__file__).with_name("standing")


@dataclass(frozen=True)
class StandingText:
    """A standing page as it is first made. ``slug`` names its file too."""

    slug: str
    title: str
    description: str
    in_footer: bool = True

    def body(self, words: Mapping[str, str]) -> str:
        """Its text with *words* in the gaps. ``KeyError`` where a gap has none."""
        return Template((TEXTS / f"{self.slug}.html").read_text(encoding="utf-8")).substitute(words)


STANDING_TEXTS = (
    StandingText("about", "About this site", "What this site tells, whose side it is on, and who publishes it."),
    StandingText(
        "how-we-know", "How we know", "Sources, dates, what is not known, and what happens when we are wrong."
    ),
    StandingText("privacy", "Privacy", "No cookies, no counting, nothing from other companies: what happens to data."),
    StandingText("accessibility", "Accessibility statement", "What works for whom, how it was tested, what does not."),
    StandingText("keeping", "Who keeps this site", "Who keeps this record now, and what happens to it afterwards."),
    StandingText("archiving", "Libraries may keep this site", "Permission for libraries and archives to keep it."),
)

#: How each gap begins, so that it is found again.
GAP = "[Write here:"
#: What stands in each gap until somebody has written it.
TO_WRITE = {
    "about": "what this site is about, in two sentences that a stranger understands",
    "side": "what you want, and why that does not bend what you report",
    "who": "the name of the body that publishes, its number if it has one, and who runs it",
    "contact": "an address to write to",
    "logs": (
        "what the web server keeps of each request (usually the address of the reader, the moment, and the page), "
        "for how long, who can see it, and what for. If it keeps nothing, say so. Say also who hosts the site"
    ),
    "mail": "what happens to letters and e-mails, and how long you keep them",
    "people": "how, and how soon you answer",
    "controller": "the data controller: name, postal address, e-mail",
    "tested": "who else has tested the pages, with what, and when. If nobody who uses a screen reader has, say so",
    "limits": "what you know of your own pages that is hard to use",
    "answer": "how soon you answer",
    "dated": "when this statement was written, and when it is looked at again",
    "keeper": (
        "who has the keys to the server, the name of the site and the backups, and who has them if they fall ill"
    ),
    "end": "until when the site is paid for, who has agreed to keep it up, and which library or archive has a copy",
    "permission": (
        "who gives this permission, and since when: any library, archive, museum or university may collect this site, "
        "keep it and show it, without asking and without paying"
    ),
}


def words_to_write() -> dict[str, str]:
    """For every gap what is to be written there, in bold and between brackets, so that nobody overlooks it."""
    return {name: format_html("<b>{} {}.]</b>", GAP, what) for name, what in TO_WRITE.items()}


def build_standing_pages(
    home, words: Mapping[str, str], *, texts: tuple[StandingText, ...] = STANDING_TEXTS, live: bool
) -> list[StandingPage]:
    """Make those of *texts* that *home* has no page for. Drafts wait for an editor: until then no reader sees a gap."""
    made = []
    for text in texts:
        if has_child(home, StandingPage, text.slug):
            continue
        page = StandingPage(
            title=text.title,
            slug=text.slug,
            search_description=text.description,
            body=text.body(words),
            in_footer=text.in_footer,
            live=False,
        )
        revision = home.add_child(instance=page).save_revision()
        if live:
            revision.publish()
        made.append(page)
    return made
