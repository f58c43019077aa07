"""The chapters of the demo's story."""

from django.utils.html import format_html, format_html_join

from timeline.models import ChapterPage


def load_chapters(told: dict, story) -> None:
    """Give *story*, a ``TimelinePage`` that has none, the chapters of *told*, and its introduction if that is empty."""
    if not story.introduction:
        story.introduction = str(format_html("<p>{}</p>", told["story"]))
        story.save_revision().publish()
    for chapter in told["chapters"]:
        page = ChapterPage(
            title=chapter["title"],
            slug=chapter["slug"],
            span=chapter["span"],
            prose=str(format_html_join("", "<p>{}</p>", ([text] for text in chapter["prose"]))),
            live=False,
        )
        story.add_child(instance=page)
        page.save_revision().publish()
