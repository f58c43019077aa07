"""The demo's standing pages, and what a reader can do."""

import json
from pathlib import Path

from home.models import Action
from home.standing_pages import STANDING_TEXTS, StandingText, build_standing_pages

CONTENT = Path(__file__).with_name("standing.json")


def load_standing_pages(home) -> None:
    """The standing pages that *home* lacks, live and without gaps; and its actions with them, if it has none."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    texts = (*STANDING_TEXTS, StandingText(**content["page"], in_footer=False))
    made = {page.slug: page for page in build_standing_pages(home, content["words"], texts=texts, live=True)}
    if home.actions.exists():
        return
    home.actions = [
        Action(kind=one["kind"], title=one["title"], text=one["text"], link_page=made[one["to"]], sort_order=place)
        for place, one in enumerate(content["actions"])
        if one["to"] in made
    ]
    home.save_revision().publish()
