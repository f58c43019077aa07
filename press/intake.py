"""What becomes of a pasted address or an uploaded file: an entry that has it, a draft, or a reason."""

import datetime
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from press.capturing import keep_upload, make_capture
from press.drafting import Draft
from press.known import article_at, likely_copies
from press.models import Capture, Intake, IntakeItem
from press.reading import UnreadableError, read_file, sniff
from timeline.links import link_to
from timeline.links.addresses import archived_original

logger = logging.getLogger(__name__)

ALREADY_THERE = "The archive has this article already."
NOTHING_READ = "Only the address is known: {reason} Fill in the rest by hand."
BROKEN_OFF_AFTER = datetime.timedelta(minutes=10)
CONTENT_TYPES = {"html": "text/html", "mhtml": "multipart/related", "pdf": "application/pdf", "txt": "text/plain"}


def begin(archive, *, user, addresses=(), files=()) -> Intake:
    """Write down what was sent: *addresses* as ``(given, CleanAddress)``, *files* as uploaded files."""
    with transaction.atomic():
        intake = Intake.objects.create(archive=archive, made_by=user)
        for given, clean in addresses:
            IntakeItem.objects.create(intake=intake, given=given[:2000], url=clean.url, taken_off=list(clean.taken_off))
        for file in files:
            item = IntakeItem(intake=intake, given=file.name[:2000])
            item.upload.save(file.name, file, save=False)
            item.save()
    return intake


def free_items(intake: Intake):
    """The items that nobody works on: those that wait, and those that were broken off."""
    stuck = Q(state=IntakeItem.State.WORKING, started_at__lt=timezone.now() - BROKEN_OFF_AFTER)
    return intake.items.filter(Q(state=IntakeItem.State.WAITING) | stuck)


def read_item(item: IntakeItem) -> bool:
    """Make a draft of one item, once. Whatever its page or host does, the item comes to an end that says so."""
    now = timezone.now()
    if not free_items(item.intake).filter(pk=item.pk).update(state=IntakeItem.State.WORKING, started_at=now):
        return False
    item.refresh_from_db()
    try:
        _read_upload(item) if item.upload else _read_address(item)
    except Exception:
        logger.exception("intake item %s", item.pk)
        # Whatever was added was taken back with it.
        item.page = None
        item.state, item.reason = IntakeItem.State.REFUSED, "Something went wrong on our side. Nothing was added."
        item.save()
    return True


def _read_upload(item: IntakeItem) -> None:
    item.upload.open("rb")
    with item.upload as file:
        data = file.read()
    try:
        kind = sniff(data, item.given)
        reading = read_file(data, item.given)
    except UnreadableError as error:
        item.state, item.reason = IntakeItem.State.REFUSED, str(error)[:300]
        item.save()
        return
    url = reading.canonical_url.value if reading.canonical_url else ""
    known = article_at(url)
    if known:
        _say_it_is_known(item, known)
        return
    page = _add_draft(item, Draft(reading, url=url, user=item.intake.made_by), addresses=[url])
    item.capture = keep_upload(
        data,
        filename=item.given,
        content_type=CONTENT_TYPES[kind],
        text=reading.text,
        user=item.intake.made_by,
        page=page,
        link=link_to(url),
    )
    _finish(item, reading)
    # The capture has it now.
    item.upload.delete(save=True)


def _read_address(item: IntakeItem) -> None:
    original = archived_original(item.url) or item.url
    known = article_at(original)
    if known:
        _say_it_is_known(item, known)
        return
    capture = Capture.objects.create(link=link_to(item.url), asked_by=item.intake.made_by)
    item.capture = capture
    item.save()
    reading = make_capture(capture)
    capture.refresh_from_db()
    canonical = reading.canonical_url.value if reading and reading.canonical_url else ""
    known = article_at(canonical, "" if original != item.url else capture.final_url)
    if known:
        Capture.objects.filter(pk=capture.pk).update(page=known)
        _say_it_is_known(item, known)
        return
    draft = Draft(reading, url=original, user=item.intake.made_by)
    seen = [original, canonical] if original != item.url else [item.url, canonical, capture.final_url]
    page = _add_draft(item, draft, addresses=seen, archived=item.url if original != item.url else "")
    Capture.objects.filter(pk=capture.pk).update(page=page)
    _finish(item, reading, failed=capture.reason)


def _add_draft(item: IntakeItem, draft: Draft, *, addresses, archived: str = ""):
    with transaction.atomic():
        page = draft.build()
        page.archived_url = archived
        draft.add_other_addresses(page, addresses)
        item.intake.archive.add_child(instance=page)
        page.save_revision(user=item.intake.made_by, log_action=True, clean=False)
        item.page, item.findings = page, draft.findings
        item.likely_copies = likely_copies(page.title, None if _is_open(draft) else page.date, leaving_out=page.pk)
        item.save()
    return page


def _is_open(draft: Draft) -> bool:
    return "open" in draft.findings["date"]


def _finish(item: IntakeItem, reading, *, failed: str = "") -> None:
    notes = [NOTHING_READ.format(reason=failed)] if failed else []
    if reading:
        notes += reading.notes
    elif not failed:
        notes.append("It was kept, but there is no text in it that we can read. Fill in the rest by hand.")
    item.state, item.reason = IntakeItem.State.DRAFTED, " ".join(notes)[:300]
    item.save()


def _say_it_is_known(item: IntakeItem, page) -> None:
    item.state, item.known_as, item.reason = IntakeItem.State.KNOWN, page, ALREADY_THERE
    item.save()
