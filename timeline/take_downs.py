"""Taking something from readers at once, by any editor: a page, a picture, a document.

A page is closed by a restriction, as an order closes it, and so by the one gate; and readers who had an entry or a case
are told that it is gone, unless a court asks for silence. Of other pages they were promised no address. A picture and a
document are closed by the row of the log itself. Whoever may publish puts it back, and says why.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log

from timeline.beyond_recall import facts_of
from timeline.going_out import refuse_on_hold
from timeline.last_change import note_now
from timeline.models import PublicRecord, Restriction, TakeDown
from timeline.older_versions import remove_older_versions
from timeline.restrictions import lift, shut_sizes
from timeline.take_down_mails import tell_those_who_publish
from timeline.withdrawals import give_back, withdraw

TAKEN_DOWN, PUT_BACK = "timeline.take_down", "timeline.put_back"
#: After so many days the desk asks what becomes of it.
LOOK_AGAIN = timedelta(days=7)
Thing, Why = TakeDown.Thing, TakeDown.Why


def thing_of(subject) -> str:
    """Which kind of thing *subject* is: a picture, a document, or else a page."""
    if isinstance(subject, get_image_model()):
        return Thing.PICTURE
    return Thing.DOCUMENT if isinstance(subject, get_document_model()) else Thing.PAGE


def in_force_on(subject):
    """The take-down that closes *subject* itself now, or ``None``."""
    return subject.take_downs.in_force().first()


@transaction.atomic
def take_down(subject, *, why: str, words: str, asked_by: str = "", user=None, purge: bool = False) -> TakeDown:
    """Take *subject* from readers now. *words* and *asked_by* are for the log. With *purge*, what a page said in older
    versions goes, too. What is down already stays so: that row is given."""
    there = in_force_on(subject)
    if there:
        return there
    thing = thing_of(subject)
    row = TakeDown(thing=thing, key=subject.pk, why=why, words=words, asked_by=asked_by, taken_by=user)
    row.facts = facts_of(subject, thing)
    if thing == Thing.PAGE:
        _close_page(row, subject, user)
    else:
        setattr(row, "image" if thing == Thing.PICTURE else "document", subject)
    if thing == Thing.DOCUMENT:
        row.state_before = subject.may_be_published
    row.save()
    if thing == Thing.PICTURE:
        transaction.on_commit(lambda: shut_sizes(type(subject).objects.filter(pk=subject.pk)), robust=True)
    elif thing == Thing.DOCUMENT:
        subject.may_be_published = subject.MayBePublished.NO
        subject.publishing_note = _("Taken down at once: see “Take-downs” in the reports.")
        subject.save(update_fields=["may_be_published", "publishing_note"])
    log(subject, TAKEN_DOWN, user=user, data={"take_down": row.pk, "why": why})
    if purge and thing == Thing.PAGE:
        # After the line of the history, which has a title.
        remove_versions(row)
    transaction.on_commit(lambda: tell_those_who_publish(row, user), robust=True)
    note_now()
    return row


def _close_page(row: TakeDown, page, user) -> None:
    record = PublicRecord.objects.filter(page_id=page.pk).first()
    row.page_id, row.short_id = page.pk, record.short_id if record else ""
    in_silence = row.why == Why.COURT
    if record and row.facts["was_public"] and not record.withdrawn_at and not in_silence:
        reasons = PublicRecord.WithdrawnWhy
        withdraw(page, why=reasons.ERROR if row.why == Why.MISTAKE else reasons.PRIVACY, user=user)
        row.is_withdrawn = True
    kinds, today = Restriction.Kind, timezone.localdate()
    row.restriction = Restriction.objects.create(
        page_id=page.pk,
        kind=kinds.REPORTING if in_silence else kinds.TAKEN_DOWN,
        made_on=today,
        made_by=row.asked_by,
        scope=_("Taken down at once. {why}.").format(why=row.get_why_display()),
        review_on=today + LOOK_AGAIN,
        closed_by=user,
    )


@transaction.atomic
def remove_versions(row: TakeDown) -> int:
    """Delete what the page of *row* said in older versions; how many there were. Once more when it was mended: then the
    version with the words is an older one."""
    removed = remove_older_versions(row.page)
    row.versions_removed = (row.versions_removed or 0) + removed
    row.save(update_fields=["versions_removed"])
    return removed


@transaction.atomic
def put_back(row: TakeDown, *, why: str, user=None) -> None:
    """Let readers have it again, if it is published. ``NotReadyError`` while everything is on hold."""
    if not row.is_in_force:
        return
    if row.restriction_id and row.restriction.is_in_force:
        # ``note_lifted()`` follows from it.
        lift(row.restriction, user=user, why=why)
        row.refresh_from_db()
        return
    refuse_on_hold("It stays taken down until the hold is lifted.")
    _note_lifted(row, why, user)
    if row.document:
        row.document.may_be_published = row.state_before or row.document.MayBePublished.NOT_YET
        row.document.publishing_note = ""
        row.document.save(update_fields=["may_be_published", "publishing_note"])
    note_now()


def note_lifted(restriction, *, user, why: str) -> None:
    """For ``restrictions.lift()``: the take-down that made *restriction*, if one did, ends with it."""
    row = TakeDown.objects.in_force().filter(restriction=restriction).select_related("page").first()
    if row is None:
        return
    _note_lifted(row, why, user)
    if row.is_withdrawn and row.page:
        give_back(row.page.specific, user=user)


def _note_lifted(row: TakeDown, why: str, user) -> None:
    row.lifted_at, row.lifted_by, row.lifted_why = timezone.now(), user, why
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    if row.subject:
        log(row.subject, PUT_BACK, user=user, data={"take_down": row.pk})
