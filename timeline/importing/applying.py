"""Writes the rows of a file through Wagtail's own tree, revisions and log."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from timeline.data.taking import StoryError, Taking
from timeline.holds import current_hold
from timeline.importing import progress
from timeline.importing.choices import How
from timeline.importing.entries import complain, new_entry
from timeline.importing.planning import Action, plan
from timeline.importing.tables import Table
from timeline.importing.updates import what_changes
from timeline.legal_checks import needs_legal_check
from timeline.models import ImportRow, PublicRecord, TimelineEntry, Topic

IMPORTED = "timeline.import"
LONGEST_SLUG = 200


class Refused(Exception):  # noqa: N818 (said to an editor, as it is)
    """Why nothing was written."""


def kind_of(batch):
    return next(kind for kind in TimelineEntry.kinds() if kind.kind == batch.kind)


def room_for(kind, site):
    """The page of *site* under which entries of *kind* stand, or ``None``."""
    try:
        return Taking({}, site=site).room_of(kind)
    except StoryError:
        return None


def write_rows(batch, table: Table) -> None:
    """Read the file once more, as things stand now, and write what it says. Within the caller's transaction."""
    writing = _Writing(batch)
    planned = plan(table, batch.columns, writing.how, site=batch.site, kind=writing.kind, user=batch.made_by)
    kept = []
    for place, row in enumerate(planned.rows):
        try:
            kept.append(writing.write(row))
        except ValidationError as error:
            raise Refused(complain(row, error)) from error
        progress.tell(batch, place, len(planned.rows))
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(kept, batch_size=500)
    batch.findings = {**planned.findings, "traps": batch.findings.get("traps", [])}


class _Writing:
    """What all rows of one run share."""

    def __init__(self, batch):
        self.batch, self.user, self.how, self.kind = batch, batch.made_by, How.of(batch.how), kind_of(batch)
        self.room = room_for(self.kind, batch.site)
        if self.user is None or self.room is None or not self.room.permissions_for_user(self.user).can_add_subpage():
            raise Refused(_("Whoever sent this file may not add entries there any more."))
        is_free = current_hold() is None and not needs_legal_check(self.room)
        # What may not go out now is kept as drafts.
        self.may_publish = (
            self.how.publish and is_free and self.room.permissions_for_user(self.user).can_publish_subpage()
        )
        self.slugs = set(Page.objects.child_of(self.room).values_list("slug", flat=True))
        self.last_of_slug: dict[str, int] = {}
        self.topics = {topic.name.casefold(): topic for topic in Topic.objects.all()}

    def write(self, row) -> ImportRow:
        kept = row.kept(self.batch)
        if row.action == Action.NEW:
            self._make(row, kept)
        elif row.action == Action.UPDATE:
            self._update(row, kept)
        return kept

    def _make(self, row, kept: ImportRow) -> None:
        page = new_entry(row, self.how, self.kind)
        page.slug, page.owner = self._free_slug(row.said.title), self.user
        page.topics = self._topics(row)
        self.room.add_child(instance=page)
        ways = PublicRecord.Announcing
        told = {"announcing": ways.DIGEST if self.how.announcing == ways.DIGEST else ways.QUIETLY}
        if row.external_id.startswith("urn:uuid:"):
            told["uid"] = row.external_id.removeprefix("urn:uuid:")
        PublicRecord.objects.filter(page_id=page.pk).update(**told)
        revision = page.save_revision(user=self.user, clean=False)
        kept.page_id, kept.outcome = page.pk, ImportRow.Outcome.MADE
        self._end(page, revision, row, kept)

    def _update(self, row, kept: ImportRow) -> None:
        page = Page.objects.get(pk=row.page).specific
        before = page.latest_revision
        was_live, had_draft = page.live, page.has_unpublished_changes
        page = before.as_object()
        what_changes(page, row)
        if row.said.topics:
            page.topics = list({topic.pk: topic for topic in [*page.topics.all(), *self._topics(row)]}.values())
        revision = page.save_revision(user=self.user, clean=False)
        kept.outcome, kept.revision_before = ImportRow.Outcome.UPDATED, before.pk
        # What somebody keeps as a draft, or has taken down, a file does not put before readers.
        is_as_published = was_live and not had_draft and not needs_legal_check(page)
        may_publish = is_as_published and page.permissions_for_user(self.user).can_publish()
        self._end(page, revision, row, kept, may_publish=may_publish)

    def _end(self, page, revision: Revision, row, kept: ImportRow, *, may_publish: bool = True) -> None:
        kept.revision_made, kept.to_index = revision.pk, True
        data = {"batch": self.batch.pk, "row": row.number, "file": self.batch.name}
        log(page, IMPORTED, user=self.user, revision=revision, content_changed=True, data=data)
        if self.may_publish and may_publish and row.is_ready:
            revision.publish(user=self.user)
            kept.was_published = True

    def _topics(self, row) -> list[Topic]:
        return [self.topics.get(name.casefold()) or self._add_topic(name) for name in row.said.topics]

    def _add_topic(self, name: str) -> Topic:
        base = slugify(name)[:70] or "topic"
        taken = {topic.slug for topic in self.topics.values()}
        slug = next(one for one in _numbered(base) if one not in taken)
        topic = self.topics[name.casefold()] = Topic(name=name, slug=slug)
        topic.full_clean()
        topic.save()
        return topic

    def _free_slug(self, title: str) -> str:
        """A slug that no page in the room has, without asking for each one."""
        base = slugify(title)[:LONGEST_SLUG].strip("-") or self.kind.kind
        # An address of digits alone is that of a year.
        base = f"{self.kind.kind}-{base}" if base.isdigit() else base
        number = self.last_of_slug.get(base, 0)
        slug = base if not number else f"{base}-{number}"
        while slug in self.slugs:
            number = max(number + 1, 2)
            slug = f"{base}-{number}"
        self.last_of_slug[base] = number
        self.slugs.add(slug)
        return slug


def _numbered(base: str):
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
