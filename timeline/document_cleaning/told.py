"""What was taken out of a document: kinds alone, in an editor's words."""

from django.utils.translation import gettext_lazy as _

from timeline.metadata import KINDS as KINDS_OF_PICTURES
from timeline.metadata import words_of

#: Every kind that is told apart, in the order in which it is named.
KINDS = {
    "people": _("who wrote it, changed it or holds the rights"),
    "time": _("when it was written or changed"),
    "program": _("the program, the computer or the template"),
    "words": _("title, subject or keywords in its properties"),
    "notes": _("comments"),
    "scripts": _("scripts and actions"),
    "files": _("embedded files"),
    "history": _("earlier versions of it, or what stood before or after the document in the file"),
    "links": _("links that led into a computer or started something"),
    "place": KINDS_OF_PICTURES["place"],
    "camera": KINDS_OF_PICTURES["camera"],
    "pictures": _("preview pictures"),
    "other": _("other notes of a program"),
}
#: What a picture inside a document tells, by what it is called of a document.
AS_TOLD = {"place": "place", "time": "time", "camera": "camera", "people": "people", "words": "other"}


def in_order(found: set[str]) -> list[str]:
    return [kind for kind in KINDS if kind in found]


def of_pictures(kinds) -> set[str]:
    return {AS_TOLD.get(kind, kind) for kind in kinds}


def in_words(kinds: list[str] | None) -> str:
    """What an editor is told; empty of a document from before this was kept."""
    return words_of(kinds, KINDS)
