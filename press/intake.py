"""What becomes of a pasted address or an uploaded file: an entry that has it, a draft, or a reason."""

import datetime
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from press.capturing import keep_upload, make_capture
from press.drafting import Draft
from press.known import are_of_one_publisher, article_at, leads_to_an_article, likely_copies
from press.models import Capture, Intake, IntakeItem
from press.reading import SIGN_IN, UnreadableError, read_file, sniff
from timeline.inbox import put_in
from timeline.links import link_to
from timeline.links.addresses import archived_original
from timeline.models import InboxItem

logger = logging.getLogger(__name__)

ALREADY_THERE = "The archive has this article already."
NOTHING_READ = "Only the address is known: {reason} Fill in the rest by hand."
NOT_KEPT = "The draft is made, but no copy of the file could be kept: tell whoever runs the site."
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
        item.refresh_from_db()
        item.state = IntakeItem.State.DRAFTED if item.page_id else IntakeItem.State.REFUSED
        item.reason = "Something went wrong on our side. " + (
            "Look the draft through." if item.page_id else "Not added."
        )
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
        _forget_upload(item)
        return
    url = reading.canonical_url.value if reading.canonical_url else ""
    known = article_at(url)
    if known:
        _say_it_is_known(item, known)
        _forget_upload(item)
        return
    page = _add_draft(item, Draft(reading, url=url, user=item.intake.made_by), addresses=[url])
    not_kept = ""
    try:
        item.capture = keep_upload(
            data,
            filename=item.given,
            content_type=CONTENT_TYPES[kind],
            text=reading.text,
            user=item.intake.made_by,
            page=page,
            link=link_to(url),
        )
    except OSError:
        logger.exception("copy of intake item %s", item.pk)
        not_kept = NOT_KEPT
    _finish(item, reading, not_kept=not_kept)
    _forget_upload(item)


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
    canonical, elsewhere = _canonical(reading, original)
    final = capture.final_url if original == item.url and _is_its_address(capture, reading) else ""
    known = article_at(canonical, final)
    if known:
        Capture.objects.filter(pk=capture.pk).update(page=known)
        _say_it_is_known(item, known)
        return
    draft = Draft(reading, url=original, user=item.intake.made_by)
    archived = item.url if original != item.url else ""
    page = _add_draft(item, draft, addresses=[original, canonical, final], archived=archived)
    first = article_at(elsewhere)
    if first and first.pk not in item.likely_copies:
        item.likely_copies = [first.pk, *item.likely_copies]
    Capture.objects.filter(pk=capture.pk).update(page=page)
    _finish(item, reading, failed=capture.reason)


def _canonical(reading, url: str) -> tuple[str, str]:
    """The address that the page calls its own; and apart from it one of another publisher, whose text it carries."""
    canonical = reading.canonical_url.value if reading and reading.canonical_url else ""
    if not canonical or are_of_one_publisher(canonical, url):
        return canonical, ""
    return "", canonical


def _is_its_address(capture: Capture, reading) -> bool:
    """Whether the page that we were sent on to is the article, and not a front page or a sign-in form."""
    kept = capture.state == Capture.State.KEPT and leads_to_an_article(capture.final_url)
    return kept and not (reading and SIGN_IN in reading.notes)


def _add_draft(item: IntakeItem, draft: Draft, *, addresses, archived: str = ""):
    with transaction.atomic():
        page = draft.build()
        page.archived_url = archived
        draft.add_other_addresses(page, addresses)
        item.intake.archive.add_child(instance=page)
        page.save_revision(user=item.intake.made_by, log_action=True, clean=False)
        item.page, item.findings = page, draft.findings
        if page.has_a_title:
            item.likely_copies = likely_copies(page.title, None if _is_open(draft) else page.date, leaving_out=page.pk)
        item.save()
        put_in(page, InboxItem.Way.FILE if item.upload else InboxItem.Way.PASTED, item.intake.made_by)
    return page


def _is_open(draft: Draft) -> bool:
    return "open" in draft.findings["date"]


def _forget_upload(item: IntakeItem) -> None:
    """A whole article: it is kept as a capture, or not at all."""
    if item.upload:
        item.upload.delete(save=True)


def _finish(item: IntakeItem, reading, *, failed: str = "", not_kept: str = "") -> None:
    notes = [NOTHING_READ.format(reason=failed)] if failed else [not_kept] if not_kept else []
    if reading:
        notes += reading.notes
    elif not failed:
        notes.append("It was kept, but there is no text in it that we can read. Fill in the rest by hand.")
    item.state, item.reason = IntakeItem.State.DRAFTED, " ".join(notes)[:300]
    item.save()


def _say_it_is_known(item: IntakeItem, page) -> None:
    item.state, item.known_as, item.reason = IntakeItem.State.KNOWN, page, ALREADY_THERE
    item.save()
