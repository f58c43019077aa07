"""The people, bodies and systems of the demo, and the words that it explains."""

from django.utils.html import escape

from timeline.models import SubjectIndexPage, SubjectPage, Term

SUBJECT_FIELDS = ("slug", "title", "kind", "line", "other_names", "official_url")
INTRODUCTION = "<p>Who and what the story is about. Each page lists every entry about them, with its sources.</p>"


def load_subjects(subjects: list[dict], index, there: dict[str, SubjectPage]) -> dict[str, list[SubjectPage]]:
    """Make those of *subjects*, records of the story, that are missing below *index*; *there* are those that are not,
    by their slugs. What comes back are the pages that each entry is about, by the key of the entry."""
    about = {}
    for one in subjects:
        page = there.get(one["slug"]) or _add(one, index)
        for key in one["entries"]:
            about.setdefault(key, []).append(page)
    return about


def load_terms(terms: list[dict]) -> None:
    """Make those of *terms*, records of the story, whose word is not explained yet."""
    for one in terms:
        Term.objects.get_or_create(word=one["word"], defaults=one)


def add_index(home) -> SubjectIndexPage:
    """The page that they stand below."""
    index = SubjectIndexPage(title="People and bodies", slug="people-and-bodies", introduction=INTRODUCTION, live=False)
    home.add_child(instance=index)
    index.save_revision().publish()
    return index


def _add(subject: dict, index) -> SubjectPage:
    page = SubjectPage(live=False, **{name: subject[name] for name in SUBJECT_FIELDS})
    page.body = "".join(f"<p>{escape(text)}</p>" for text in subject["body"])
    index.add_child(instance=page)
    page.save_revision().publish()
    return page
