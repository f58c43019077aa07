"""What a take-down cannot call back, said of one thing as it truly is: what readers, programs and archives may have."""

from dataclasses import dataclass, field

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from timeline.files_in_use import uses_by
from timeline.links.addresses import address_key
from timeline.models import CampaignRendition, ChangeNote, PublicRecord, TakeDown, WebLink
from timeline.public_sizes import may_be_public, public_uses
from timeline.querysets import GatedPageQuerySet, published_pages
from timeline.restrictions import reach_of
from timeline.storage import PUBLIC_SIZES

Thing = TakeDown.Thing
WAYBACK_HELP = (
    "https://help.archive.org/help/how-do-i-request-to-remove-something-from-archive-org/",
    gettext_lazy("how to ask the Internet Archive"),
)
GOOGLE = (
    "https://search.google.com/search-console/remove-outdated-content",
    gettext_lazy("Google’s form for old copies"),
)
BING = ("https://www.bing.com/webmasters/tools/contentremoval", gettext_lazy("Bing’s form for old copies"))
WAYBACK = "https://web.archive.org/web/*/"


@dataclass(frozen=True)
class BeyondRecall:
    """One thing that stays out there: in words, and where to ask for its removal, as pairs of address and words."""

    words: str
    links: list[tuple[str, str]] = field(default_factory=list)


def facts_of(subject, thing: str) -> dict:
    """What is true of *subject* now, as counts and moments. Nothing of what it says: the log keeps this for good."""
    return _facts_of_page(subject) if thing == Thing.PAGE else _facts_of_file(subject, thing)


def _facts_of_page(page) -> dict:
    record = PublicRecord.objects.filter(page_id=page.pk).select_related("digest").first()
    is_out = published_pages().filter(pk=page.pk).exists()
    out_at, told_at = page.first_published_at, record and record.announced_at
    reach = reach_of(page)
    digest = record and record.digest
    return {
        "was_public": is_out or out_at is not None,
        "is_public": is_out,
        "since": out_at and out_at.isoformat(),
        "told_at": told_at and told_at.isoformat(),
        "in_digest": bool(digest and digest.sent_at),
        "changes_told": ChangeNote.objects.filter(page_id=page.pk, told_at__isnull=False).count(),
        "in_calendar": bool(record and record.calendar_sequence is not None),
        "copies": _copies_of(page),
        "under": reach.under,
        "pictures": reach.pictures,
        "documents": reach.documents,
    }


def _copies_of(page) -> int:
    """How many copies of the page our own rows of addresses know of."""
    address = page.get_full_url()
    key = address and address_key(address)
    return WebLink.objects.filter(key=key).exclude(archived_url="").count() if key else 0


def _facts_of_file(subject, thing: str) -> dict:
    references = public_uses() if thing == Thing.PICTURE else uses_by(published_pages().order_by(), type(subject))
    used_by = set(references.filter(to_object_id=str(subject.pk)).values_list("page_key", flat=True))
    sizes = CampaignRendition.objects.filter(image_id=subject.pk, file__startswith=f"{PUBLIC_SIZES}/")
    return {
        "was_public": may_be_public(subject) if thing == Thing.PICTURE else bool(used_by) and subject.may_be_shown,
        "used_by": len(used_by),
        "told": PublicRecord.objects.filter(page_id__in=used_by, announced_at__isnull=False).count(),
        "sizes": sizes.count() if thing == Thing.PICTURE else 0,
    }


def pages_that_use(subject, thing: str):
    """The pages that use the picture or document *subject*, whatever their state: they are without it now."""
    keys = uses_by(GatedPageQuerySet(model=Page), type(subject)).filter(to_object_id=str(subject.pk))
    return GatedPageQuerySet(model=Page).filter(pk__in=set(keys.values_list("page_key", flat=True))).order_by("title")


def beyond_recall(facts: dict, thing: str, address: str = "") -> list[BeyondRecall]:
    """What of the thing with these *facts* nobody can call back; empty where readers never had it. *address* is where
    it stood, for the archives that are asked by it."""
    if not facts.get("was_public"):
        return []
    said = list(_of_page(facts) if thing == Thing.PAGE else _of_file(facts, thing))
    where = [(f"{WAYBACK}{address}", _("what the Wayback Machine has of this address"))] if address else []
    copies = facts.get("copies", 0)
    known = _("Our own records know of an archived copy. ") if copies else ""
    said.append(BeyondRecall(_("Search engines may show an old copy for days."), [GOOGLE, BING]))
    said.append(
        BeyondRecall(
            known + _("Archives of the web may have kept it. They take copies away when they are asked."),
            [*where, WAYBACK_HELP],
        )
    )
    return said


def _of_page(facts: dict):
    since = parse_datetime(facts["since"]) if facts.get("since") else None
    words = _("Whoever looked at it may have saved or printed it.")
    if since:
        words += " " + _("It was first published on {day}.").format(day=date_format(localtime(since), "j F Y"))
    yield BeyondRecall(words)
    if facts.get("told_at"):
        in_what = _("a digest") if facts.get("in_digest") else _("the feeds")
        told = date_format(localtime(parse_datetime(facts["told_at"])), "j F Y")
        yield BeyondRecall(
            _(
                "Subscribers were told of it in {what} on {day}. What their programs have fetched stays with them, "
                "even where the feed says that it is gone."
            ).format(what=in_what, day=told)
        )
    if facts.get("changes_told"):
        yield BeyondRecall(_("The corrections and updates that subscribers were told of stay with them, too."))
    if facts.get("in_calendar"):
        yield BeyondRecall(
            _("It was in our calendar: a program takes it out when it next asks, a date that was copied stays.")
        )
    if facts.get("pictures") or facts.get("documents"):
        pictures, documents = facts.get("pictures", 0), facts.get("documents", 0)
        in_words = _("{pictures} and {documents} that it showed may have been saved.").format(
            pictures=ngettext("{number} picture", "{number} pictures", pictures).format(number=pictures),
            documents=ngettext("{number} document", "{number} documents", documents).format(number=documents),
        )
        yield BeyondRecall(in_words)


def _of_file(facts: dict, thing: str):
    what = _("The picture") if thing == Thing.PICTURE else _("The document")
    number = facts.get("used_by", 0)
    words = ngettext(
        "{what} was on {number} published page. Whoever looked at it may have saved it.",
        "{what} was on {number} published pages. Whoever looked at one may have saved it.",
        number,
    )
    yield BeyondRecall(words.format(what=what, number=number))
    if thing == Thing.PICTURE and facts.get("told"):
        yield BeyondRecall(_("Feeds carried it: programs that have fetched it keep it. Other sites may show a card."))
