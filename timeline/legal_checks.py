"""The legal reader's word, bound to what a page says: an edit after it needs a new one."""

import datetime
import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from timeline.stale_saves import Base

#: What a revision holds that is no word of the page: where it stands, its clocks, its locks, its own past.
NO_WORDS = {
    "pk", "page", "page_ptr", "sort_order", "link", "timelineentry_ptr", "path",
    "depth", "numchild", "url_path", "content_type", "owner",
    "locale", "translation_key", "alias_of", "live", "has_unpublished_changes", "first_published_at",
    "last_published_at", "live_revision", "latest_revision", "latest_revision_created_at", "draft_title", "go_live_at",
    "expire_at", "expired", "locked", "locked_at", "locked_by", "wagtail_admin_comments",
}  # fmt: skip

NOT_SIGNED = (
    "A legal reader has to read this as it stands before it goes out. Submit it to the legal check; what is changed "
    "after that has to be read again."
)


SAVED_SINCE = _lazy(
    "Nothing is approved: {who} saved “{page}” after you had opened it. Read it as it stands now, and approve that."
)


def needs_legal_check(page) -> bool:
    """Whether *page* goes out on a legal reader's word only: an order closes it, or its room asks for it."""
    return page.is_closed_by_order() or page.room_asks_for_legal_check()


def digest_of(content: dict) -> str:
    """The same for two revisions that say the same."""
    return hashlib.sha256(json.dumps(_words(content), sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def _words(value):
    if isinstance(value, dict):
        return {name: _words(inner) for name, inner in value.items() if name not in NO_WORDS}
    return [_words(inner) for inner in value] if isinstance(value, list) else value


def sign(page, user, revision=None) -> None:
    """Keep the word of *user* for what *revision* of *page* says: the newest, unless it is given."""
    from timeline.models import LegalSignOff

    revision = revision or page.get_latest_revision()
    LegalSignOff.objects.create(page_id=page.pk, revision=revision, digest=digest_of(revision.content), signed_by=user)


def sign_what_was_shown(page, user, shown: str) -> None:
    """The same for the revision that *user* was shown, which *shown* names by its key and its moment. ``StoppedError``
    if somebody else has saved the page since."""
    from timeline.going_out import StoppedError

    newest = page.get_latest_revision()
    if not _was_shown(page, newest, Base(*shown.split()[:2]) if shown.strip() else None, user):
        who = newest.user or _("Somebody")
        raise StoppedError(SAVED_SINCE.format(page=page.get_admin_display_title(), who=who))
    sign(page, user, newest)


def _was_shown(page, newest, shown: Base | None, user) -> bool:
    """Whether *user* has seen what *newest* says: it is what was *shown*, or what they have made of that themselves."""
    try:
        moment = datetime.datetime.fromisoformat(shown.made_at)
    except (AttributeError, ValueError):
        return False
    if shown.holds(newest):
        return True
    if moment.tzinfo is None:
        return False
    return not page.revisions.filter(created_at__gt=moment).exclude(user=user).exists()


def is_signed(page) -> bool:
    """Whether the revision with which *page* goes out says what a legal reader has read."""
    return _is_signed(page, page.live_revision)


def has_been_read(page) -> bool:
    """The same for its newest draft."""
    return _is_signed(page, page.get_latest_revision())


def _is_signed(page, revision) -> bool:
    from timeline.models import LegalSignOff

    if revision is None:
        return False
    return LegalSignOff.objects.filter(page_id=page.pk, digest=digest_of(revision.content)).exists()


def legal_workflow():
    """The first workflow in use that has a legal check; ``None`` if there is none."""
    from wagtail.models import Workflow

    from timeline.models import LegalCheckTask

    return Workflow.objects.active().filter(workflow_tasks__task__in=LegalCheckTask.objects.values("pk")).first()
