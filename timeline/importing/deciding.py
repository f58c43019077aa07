"""What becomes of each row that can be read: a new entry, a change of one that is there, or nothing."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from timeline.importing.choices import LEAVE, NEW, UPDATE, How
from timeline.importing.entries import new_entry, obstacles_of, sources_of, without_tree
from timeline.importing.known import Known
from timeline.importing.matching import Matcher
from timeline.importing.updates import revisions_of, what_changes
from timeline.models import ImportRow
from timeline.own_pages import entries_to_change
from timeline.protected_names import faulty_fields, field_label, protected_pattern

Action = ImportRow.Action


class Deciding:
    """Decides for all rows of a file at once, with a handful of queries and a few for each row that is there."""

    def __init__(self, rows, how: How, site, kind, user):
        self.rows, self.how, self.user, self.kind = rows, how, user, kind
        self.known = Known.of(site, kind)
        self.matcher = Matcher(self.known, rows)
        self.pattern = protected_pattern()

    def decide(self) -> None:
        found = [(row, match) for row in self.rows if (match := self.matcher.of(row))]
        mine = entries_to_change(self.user).filter(pk__in={match.page for _row, match in found})
        self.mine = set(mine.values_list("pk", flat=True))
        pages = {match.page for row, match in found if self._must_look(row, match)}
        revisions = revisions_of(pages)
        for row in self.rows:
            match = self.matcher.of(row)
            if match is None:
                self._make(row)
            else:
                self._meet(row, match, revisions.get(match.page))

    def _must_look(self, row, match) -> bool:
        imported = self.known.by_page.get(match.page)
        return match.page in self.mine and not (imported and imported.fingerprint == row.fingerprint)

    def _make(self, row) -> None:
        if row.external_id and row.external_id in self.known.by_uid:
            if self.known.by_uid[row.external_id] is None:
                self._leave(row, _("An entry with this id was published here, and deleted. It is not made again."))
            else:
                row.action = Action.ERROR
                row.errors.append(_("Its id belongs to something else here."))
            return
        try:
            page = new_entry(row, self.how, self.kind)
            page.clean_fields(exclude=without_tree(page))
            sources = sources_of(row)
        except ValidationError as error:
            row.action = Action.ERROR
            row.errors += _said_by(error)
            return
        self._look_at(row, page, sources)

    def _look_at(self, row, page, sources) -> None:
        """Say why *page* could not be published as it stands, and keep it a draft then."""
        stops = obstacles_of(page, sources)
        if self.pattern:
            faulty = [field for thing in (page, *sources) for field in faulty_fields(thing, self.pattern)]
            stops += [
                _("Its {field} holds a name that is protected by an order.").format(field=field_label(field))
                for field in faulty
            ]
        row.is_ready = not stops
        row.remarks += stops

    def _meet(self, row, match, revision) -> None:
        row.page, entry = match.page, self.known.entries[match.page]
        imported = self.known.by_page.get(match.page)
        chosen = self.how.decisions.get(str(row.number), "")
        if match.page not in self.mine:
            # Not even the way to it is shown.
            row.page = None
            self._leave(row, _("It is much like an entry that is not yours to change."))
        elif match.page in self.known.closed:
            row.page = None
            self._leave(row, _("It is much like an entry that an order closes."))
        elif not match.sure and chosen == NEW:
            row.page = None
            self._make(row)
        elif chosen == LEAVE:
            self._leave(row, _("You have chosen to leave it."))
        elif imported and imported.fingerprint == row.fingerprint:
            self._leave(row, _("It was brought in before, and the file says nothing new of it."))
        elif revision is None:
            self._leave(row, _("The entry that it is has no version that one could go back to."))
        else:
            self._update(row, match, entry, imported, revision, chosen)

    def _update(self, row, match, entry, imported, revision, chosen) -> None:
        page = revision.as_object()
        changes = what_changes(page, row)
        if not changes:
            self._leave(row, _("The entry says the same already ({why}).").format(why=match.why))
        elif not (may := page.permissions_for_user(self.user)).can_edit() or may.page_locked():
            self._leave(row, _("You may not change the entry that it is, or it is locked."))
        elif entry.live and entry.has_draft and not imported:
            self._leave(row, _("Somebody works on a draft of the entry that it is: publish it first."))
        elif imported and imported.revision != entry.revision and not (self.how.overwrite or chosen == UPDATE):
            self._leave(row, _("Somebody has changed the entry here since it was brought in."))
        elif not match.sure and chosen != UPDATE:
            row.action = Action.ASK
            row.remarks.append(_("There is “{title}”: {why}.").format(title=entry.title, why=match.why))
        else:
            row.action = Action.UPDATE
            self._look_at(row, page, list(page.sources.all()))
            row.remarks.append(
                _("It is “{title}” ({why}). Changed: {fields}.").format(
                    title=entry.title, why=match.why, fields=", ".join(changes)
                )
            )

    def _leave(self, row, why: str) -> None:
        row.action = Action.SAME
        row.remarks.append(why)


def _said_by(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return [str(message) for message in error.messages]
    return [f"{name}: {message}" for name, messages in error.message_dict.items() for message in messages]
