"""Two people at one page: whoever saves second is shown what the first one saved, before anything takes its place.

Wagtail lets the last save win. Here a save is refused when the page has been saved by somebody else since its form was
opened. Once they have been shown it, saving again is a decision; until then no autosave makes it for them.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

#: Hidden fields of Wagtail's form: what it was opened with, and the draft that its own autosave made since.
LOADED, LOADED_AT, OWN = "loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id"
#: Ours: what the editor was shown of another's words, beside the refusal.
SEEN, SEEN_AT = "seen_revision_id", "seen_revision_created_at"

LATE = "Somebody else saved this page at the same moment. Nothing of yours is saved: compare, and save again."


class SavedMeanwhile(ValidationError):  # noqa: N818 (what happened, and no fault)
    """A save that came too late by a moment, on a way on which Wagtail's form catches nothing."""


@dataclass(frozen=True)
class Base:
    """The revision that a form was opened with, that its own autosave has written, or that its editor was shown
    since: key and moment, as text. The moment is empty where the key says enough: nobody else writes to the draft
    of an autosave."""

    key: str
    made_at: str = ""
    #: Whether more is asked than to save: to publish, to submit, to approve.
    does_more: bool = False

    @classmethod
    def of(cls, data) -> "Base | None":
        """What the sent form says of itself; ``None`` for a form that says nothing, as one sent by code."""
        does_more = any(name.startswith("action-") for name in data)
        if seen := data.get(SEEN):
            return cls(seen, data.get(SEEN_AT, ""), does_more)
        if own := data.get(OWN):
            return cls(own, "", does_more)
        return cls(data[LOADED], data.get(LOADED_AT, ""), does_more) if data.get(LOADED) else None

    def holds(self, latest) -> bool:
        """Whether *latest*, a revision, is what the form stands on."""
        if str(latest.pk) != self.key:
            return False
        return not self.made_at or latest.created_at.isoformat() == self.made_at


def newer_than(base: Base | None, page):
    """The revision of *page* that somebody has saved over *base*; ``None`` if nobody has."""
    if base is None or not page.pk:
        return None
    latest = page.revisions.select_related("user").order_by("-created_at", "-pk").first()
    return latest if latest is not None and not base.holds(latest) else None


def older_than(newer, loaded: str | None) -> int:
    """The key of a revision that is not *newer*: the one that the form was *loaded* with, unless an autosave has
    written into that very one."""
    if loaded and loaded != str(newer.pk):
        return int(loaded)
    same_page = {"content_type_id": newer.content_type_id, "object_id": newer.object_id}
    before = type(newer).objects.filter(**same_page, created_at__lt=newer.created_at).order_by("-created_at").first()
    return before.pk if before else newer.pk


def refuse_late(page) -> None:
    """The same once more as the page is saved, within its transaction. ``PermissionDenied``, which Wagtail's form of a
    page tells its editor of where it only saves; else ``SavedMeanwhile``, for the middleware to ask the form again:
    Wagtail would send the editor to the dashboard, and what was typed would be gone."""
    base = getattr(page, "stands_on", None)
    if base is None:
        return
    # Until this transaction ends nobody else saves this page. SQLite lets one writer in anyway.
    type(page)._base_manager.select_for_update(of=("self",)).filter(pk=page.pk).values_list("pk").first()
    if newer_than(base, page) is not None:
        raise SavedMeanwhile(LATE) if base.does_more else PermissionDenied(LATE)


def differences(theirs, yours) -> list[tuple[str, SafeString]]:
    """The fields in which two states of a page differ, with what was taken away and what was added marked in each."""
    panel = yours.get_edit_handler().get_bound_panel(instance=yours, request=None, form=None)
    found = [compare(theirs, yours) for compare in panel.get_comparison()]
    shown = [(str(one.field_label()), _marked(one)) for one in found if one.has_changed()]
    # An account counts as changed when it has been through a form, whatever it says.
    return [(label, marked) for label, marked in shown if "addition" in marked or "deletion" in marked]


def _marked(one) -> SafeString:
    return render_to_string("timeline/admin/difference.html", {"comparison": one})


class _Markup(SafeString):
    """Wagtail's list of errors writes a label, empty here, before each message, and with that the message would be
    mere text to be escaped."""

    def __radd__(self, label: str):
        return _Markup(conditional_escape(label) + str(self)) if label else self


def refusal(latest, page, *, is_whole: bool) -> SafeString:
    """What the editor is told. *is_whole* when *page* holds all that the form does, so that it can be compared."""
    found = differences(latest.as_object(), page) if is_whole else []
    what = {"revision": latest, "page": page, "differences": found, "is_compared": is_whole}
    return _Markup(render_to_string("timeline/admin/saved_meanwhile.html", what))
