"""Two entries that turn out to be one: merging the one into the other, and what stands against it.

The one that goes is deleted, and all that led to it leads to the one that stays: its address, its short address, what
other pages have joined to it, and old versions of those. Nobody is told of anything by it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, ReferenceIndex, Site

from timeline.choosing_entry import CannotStayError
from timeline.last_change import ROOMS, note_change
from timeline.querysets import GatedPageQuerySet
from timeline.schedules import in_words

MERGED, RECEIVED = "timeline.merged", "timeline.received"

ITSELF = "This is the same entry. Choose the one that stays."
TWO_KINDS = "“{goes}” and “{stays}” are of two kinds. Only entries of one kind can be merged."
NO_MORE = "One of the two entries is no longer there. Look at the list of entries."
NOT_OPEN = "“{page}” cannot be merged: it is closed by an order, private, or was taken back."
NOT_OUT = "Readers have “{goes}” and not “{stays}”. Publish “{stays}” first, or merge it into “{goes}”."
HAS_CHANGES = "“{stays}” has changes that are not published. Publish them first, or go back to the published version."
HAS_A_DRAFT = (
    "“{goes}” has changes that are not published, and they would go with it. Publish them first, or copy what is worth "
    "keeping and go back to the published version."
)
HAS_AN_HOUR = "“{stays}” is scheduled to go out. Wait for that, or take its schedule away."
IS_LOCKED = "“{page}” is locked."
CANNOT_GO_OUT = "“{stays}” cannot go out with what it is given: {why}"

#: What is kept with a page and goes with it: orders that were lifted, hours that were missed.
GOES_WITH_ITS_PAGE = {"timeline.Restriction", "timeline.MissedSchedule", "timeline.ChangeNote"}
MANY_TO_MANY = {"topics": ("topic", "topics"), "subjects": ("person or body", "people and bodies")}


class MergeError(CannotStayError):
    """Two entries cannot be merged."""


def may_merge(page, user) -> bool:
    """Whether *user* may merge *page* with another that they may merge: publish it, and delete it."""
    may = page.permissions_for_user(user)
    return may.can_publish() and may.can_delete()


def refuse(goes, stays, user) -> None:
    """``MergeError`` if *user* cannot merge the entry *goes* into *stays* as they stand now."""
    titles = {"goes": goes.get_admin_display_title(), "stays": stays.get_admin_display_title()}
    if goes.pk == stays.pk:
        raise MergeError(ITSELF)
    if type(goes) is not type(stays):
        raise MergeError(TWO_KINDS.format(**titles))
    if stays.approved_schedule:
        raise MergeError(HAS_AN_HOUR.format(**titles))
    for page in (goes, stays):
        if not _is_open(page):
            raise MergeError(NOT_OPEN.format(page=page.get_admin_display_title()))
        if user is not None and page.permissions_for_user(user).page_locked():
            raise MergeError(IS_LOCKED.format(page=page.get_admin_display_title()))
    if goes.live and not stays.is_published():
        raise MergeError(NOT_OUT.format(**titles))
    if goes.live and goes.has_unpublished_changes:
        # Of what readers have, what they have is handed over: words of a draft are for an editor to look at.
        raise MergeError(HAS_A_DRAFT.format(**titles), look_at=goes)
    if stays.live and stays.has_unpublished_changes:
        raise MergeError(HAS_CHANGES.format(**titles))


def _is_open(page) -> bool:
    """Whether no order closes it, and it is neither private nor taken back, by itself or by what it stands under."""
    pages = GatedPageQuerySet(model=Page).filter(pk=page.pk)
    return pages.open_to_be_named().exists() and not pages.standing_withdrawn().exists()


def read_for_merging(goes, stays) -> tuple:
    """What *goes* hands over, and the draft of *stays* that gets it. Of what readers have, what they have counts."""
    return goes if goes.live else goes.get_latest_revision_as_object(), stays.get_latest_revision_as_object()


@transaction.atomic
def merge(goes, stays, *, user=None) -> list[str]:
    """Let the entry *stays* have what *goes* has besides, and let everything that leads to *goes* lead to it. All of
    it is done or, with a ``MergeError``, nothing. Return what was added, in words."""
    from timeline.models import PublicRecord

    # Under a lock: somebody else may be merging one of them at this moment.
    locked = PublicRecord.objects.select_for_update().filter(page_id__in=[goes.pk, stays.pk]).order_by("pk")
    records = {record.page_id: record for record in locked}
    pages = GatedPageQuerySet(model=Page).in_bulk([goes.pk, stays.pk])
    if not {goes.pk, stays.pk} <= records.keys() & pages.keys():
        raise MergeError(NO_MORE)
    goes, stays = pages[goes.pk].specific, pages[stays.pk].specific
    refuse(goes, stays, user)
    added = _take_in(goes, stays, user)
    _leave_a_sign(goes, records[goes.pk], records[stays.pk])
    _hand_over_what_was_told(records[goes.pk], records[stays.pk])
    if goes.first_published_at:
        _redirect(goes, stays)
    _let_rows_name(goes, stays)
    log(goes, MERGED, user=user, data={"title": stays.title})
    log(stays, RECEIVED, user=user, data={"title": goes.title, "added": added})
    goes.delete(user=user)
    note_change()
    return added


def _take_in(goes, stays, user) -> list[str]:
    giving, draft = read_for_merging(goes, stays)
    added = draft.take_in(giving)
    if not added:
        return added
    try:
        # A draft may lack what publishing needs.
        revision = draft.save_revision(user=user, clean=stays.live)
        if stays.live:
            revision.publish(user=user)
    except ValidationError as fault:
        raise MergeError(CANNOT_GO_OUT.format(stays=stays.get_admin_display_title(), why=in_words(fault))) from fault
    return added


def _leave_a_sign(goes, record, standing) -> None:
    from timeline.models import MergedEntry

    MergedEntry.objects.filter(into=record.uid).update(into=standing.uid)
    MergedEntry.objects.create(uid=record.uid, into=standing.uid, page_key=goes.pk, was_item=record.is_told_alone)


def _hand_over_what_was_told(record, standing) -> None:
    """Subscribers heard of it once: what they were told of the one that goes, they are not told of the other again.
    Its corrections stay on the record."""
    from timeline.models import ChangeNote

    ChangeNote.objects.filter(page_id=record.page_id, told_at__isnull=False).update(page_id=standing.page_id)
    if record.announced_at is None or standing.announced_at is not None:
        return
    if record.digest_id:
        standing.digest_id, standing.announced_at = record.digest_id, record.announced_at
    else:
        standing.digest_id, standing.announcing = None, standing.Announcing.QUIETLY
    standing.save(update_fields=["digest", "announcing", "announced_at"])


def _redirect(goes, stays) -> None:
    """From the address of *goes*, in every site that it stands in, and from those that led there."""
    Redirect.objects.filter(redirect_page=goes.pk).update(redirect_page=stays.pk)
    for root in Site.get_site_root_paths():
        if goes.url_path.startswith(root.root_path):
            path = reverse("wagtail_serve", args=[goes.url_path[len(root.root_path) :]])
            Redirect.objects.update_or_create(
                old_path=Redirect.normalise_path(path),
                site_id=root.site_id,
                defaults={
                    "redirect_page_id": stays.pk,
                    "redirect_link": "",
                    "redirect_page_route_path": "",
                    "is_permanent": True,
                    "automatically_created": True,
                },
            )


# What names the one that goes


def _let_rows_name(goes, stays) -> None:
    """Let every row of ours that names *goes* name *stays*, as drafts and old versions do when they are read."""
    touched = set()
    for relation in type(goes)._meta.get_fields(include_hidden=True):
        if _names_from_elsewhere(relation):
            model, name = relation.related_model, relation.field.name
            rows = model._base_manager.filter(**{name: goes.pk})
            touched |= _pages_of(model, rows)
            rows.update(**{name: stays.pk})
            if issubclass(model, Page) and relation.field.null:
                model._base_manager.filter(pk=stays.pk, **{name: stays.pk}).update(**{name: None})
    _leave_out_doubles(stays)
    for page in GatedPageQuerySet(model=Page).filter(pk__in=touched - {goes.pk}).specific():
        ReferenceIndex.create_or_update_for_object(page)


def _names_from_elsewhere(relation) -> bool:
    if not relation.auto_created or relation.concrete or not relation.one_to_many:
        return False
    meta = relation.related_model._meta
    is_ours = meta.app_label in ROOMS and not meta.auto_created and meta.label not in GOES_WITH_ITS_PAGE
    return is_ours and not isinstance(relation.field, ParentalKey)


def _pages_of(model, rows) -> set[int]:
    """The keys of the pages that *rows* are, or belong to."""
    if issubclass(model, Page):
        return set(rows.values_list("pk", flat=True))
    parents = [field.attname for field in model._meta.fields if isinstance(field, ParentalKey)]
    return {key for name in parents for key in rows.values_list(name, flat=True)}


def _leave_out_doubles(stays) -> None:
    from timeline.models import EntryRelation

    said = set()
    for row in EntryRelation._base_manager.filter(to_id=stays.pk).order_by("pk"):
        if row.entry_id == stays.pk or (row.entry_id, row.word) in said:
            row.delete()
        said.add((row.entry_id, row.word))


# What the one that stays is given


def what_is_missing(page, other) -> dict[str, list]:
    """The rows and words of *other* that *page* has not, by relation."""
    found = {}
    for name in page.merged_relations:
        had = {row.sameness for row in getattr(page, name).all()}
        found[name] = []
        for row in getattr(other, name).all():
            if row.sameness not in had and getattr(row, "to_id", None) != page.pk:
                had.add(row.sameness)
                found[name].append(row)
    for name in MANY_TO_MANY:
        had = {one.pk for one in getattr(page, name).all()}
        found[name] = [one for one in getattr(other, name).all() if one.pk not in had]
    return found


def add_what_is_missing(page, other) -> list[str]:
    """Add these to *page*, in memory. Return what they are, in words."""
    added = []
    for name, things in what_is_missing(page, other).items():
        relation = getattr(page, name)
        if things and name in MANY_TO_MANY:
            relation.add(*things)
        elif things:
            # Takes the rows into memory. Those that code has made may have no place, which databases sort differently.
            relation.add()
            rows = [*relation.all(), *map(_copied, things)]
            for place, row in enumerate(rows):
                row.sort_order = place
            relation.add(*rows)
        if things:
            one, many = (page.merged_relations | MANY_TO_MANY)[name]
            added.append(f"{len(things)} {one if len(things) == 1 else many}")
    return added


def _copied(row):
    left = ("id", "sort_order")
    fields = (field for field in row._meta.fields if field.name not in left and not isinstance(field, ParentalKey))
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields})


# What the history says


class _MergedFormatter(LogFormatter):
    label = "Merge into another entry"

    def format_message(self, log_entry):
        return f"Merged into “{log_entry.data['title']}”, and deleted"


class _ReceivedFormatter(LogFormatter):
    label = "Take in another entry"

    def format_message(self, log_entry):
        added = ", ".join(log_entry.data["added"]) or _("nothing that it had not")
        return f"“{log_entry.data['title']}” was merged into this entry, which got {added}"


def register_merging_log_actions(actions) -> None:
    """For the hook ``register_log_actions``."""
    actions.register_action(MERGED)(_MergedFormatter)
    actions.register_action(RECEIVED)(_ReceivedFormatter)
