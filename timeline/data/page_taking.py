"""How people, bodies and chapters are made from what was exported of them."""

from django.utils.translation import gettext as _

from timeline.data.html import safe_html
from timeline.data.taking import Taking

SUBJECT_TEXTS = ("kind", "line", "other_names")


def take_in_subjects(story: dict, taking: Taking) -> None:
    """Make the people and bodies that are missing. They are known by their slugs, then by their names."""
    from timeline.models import SubjectPage

    for place, row in enumerate(taking.rows(story, "subjects", may_lack=True)):
        where = f"subjects[{place}]"
        slug = taking.text(row, "slug", where, required=True)
        name = taking.text(row, "name", where, required=True)
        page = taking.there(SubjectPage, slug=slug) or taking.there(SubjectPage, title=name)
        if page is None:
            with taking.reading(f"Person or body {place + 1} (“{name[:80]}”)"):
                page = SubjectPage(
                    title=name,
                    slug=slug,
                    official_url=taking.url(row, "official_url"),
                    body=_html(row, taking),
                    **{one: taking.text(row, one) for one in SUBJECT_TEXTS},
                    live=False,
                )
                _send_out(page, _room_of_subjects(taking), taking)
            taking.count("subjects")
        taking.made["subjects", slug] = page


def take_in_chapters(story: dict, taking: Taking) -> None:
    """Make the chapters that are missing. They are known by the time that they cover."""
    from timeline.models import ChapterPage

    for place, row in enumerate(taking.rows(story, "chapters", may_lack=True)):
        with taking.reading(f"Chapter {place + 1} (“{str(row.get('title'))[:80]}”)"):
            span = taking.edtf(taking.part(row, "span"), "edtf", "span")
            if span is None:
                taking.refuse("span.edtf", "a chapter needs the time that it covers.")
            if taking.there(ChapterPage, span=span):
                continue
            title = taking.text(row, "title", required=True)
            page = ChapterPage(title=title, span=span, prose=_html(row, taking), live=False)
            _send_out(page, taking.room_of(ChapterPage), taking)
            taking.count("chapters")


def _html(row: dict, taking: Taking) -> str:
    return safe_html(taking.text(row, "html"), headings=True)


def _room_of_subjects(taking: Taking):
    """The page under which they stand. A site may have told of nobody yet: then it is made."""
    from timeline.models import SubjectIndexPage

    room = taking.there(SubjectIndexPage)
    if room is None:
        room = SubjectIndexPage(title=_("People and bodies"), live=False)
        _send_out(room, taking.site.root_page, taking)
    return room


def _send_out(page, parent, taking: Taking) -> None:
    taking.add(page, parent)
    with taking.complaining():
        page.save_revision(user=taking.user).publish(user=taking.user)
