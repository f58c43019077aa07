"""Topics, and people and bodies, for many entries at once: what a page of the admin asks, and what it does.

Nothing is taken away from an entry. What is live stays as it is live: an entry without a draft of its own goes out
again with the addition, and of any other the draft alone gets it.
"""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page

from timeline.desk_schedules import pages_to_change
from timeline.models import SubjectPage, TimelineEntry, Topic
from timeline.own_pages import closed_keys
from timeline.querysets import GatedPageQuerySet
from timeline.schedules import in_words

TOPICS_ADDED, SUBJECTS_ADDED = "timeline.topics_added", "timeline.subjects_added"


@dataclass
class Outcome:
    """What became of the entries."""

    published: list = field(default_factory=list)
    drafted: list = field(default_factory=list)
    had_it: list = field(default_factory=list)
    failed: list = field(default_factory=list)


@transaction.atomic
def add_to_entry(page, name: str, things: list, *, action: str, user=None) -> str:
    """Add *things* to the relation *name* of the newest version of the entry at *page*. Return which list of an
    ``Outcome`` it belongs in. ``ValidationError`` if the entry cannot go out as it stands; then nothing is changed."""
    page = GatedPageQuerySet(model=Page).select_for_update(of=("self",)).get(pk=page.pk)
    goes_out = page.live and not page.has_unpublished_changes
    entry = page.get_latest_revision_as_object()
    relation = getattr(entry, name)
    had = {one.pk for one in relation.all()}
    new = [one for one in things if one.pk not in had]
    if not new:
        return "had_it"
    relation.add(*new)
    # A draft may lack what publishing needs.
    revision = entry.save_revision(user=user, clean=goes_out)
    log(entry, action, user=user, revision=revision, data={"names": [str(one) for one in new]})
    if not goes_out:
        return "drafted"
    revision.publish(user=user)
    return "published"


class AddToManyEntries(PageBulkAction):
    """Asks what to add, and adds it to each entry in a transaction of its own: one that cannot go out stays as it is,
    and holds up no other."""

    template_name = "timeline/admin/bulk_add.html"
    action_priority = 200
    relation = ""
    log_action = ""
    question = ""
    #: What the form asks for.
    things = None

    def get_form_class(self):
        choices = forms.ModelMultipleChoiceField(
            queryset=self.things_to_add(), widget=forms.CheckboxSelectMultiple, label=self.question
        )
        return type("ThingsForm", (forms.Form,), {"things": choices})

    def things_to_add(self):
        raise NotImplementedError

    @classmethod
    def get_queryset(cls, model, object_ids):
        keys = [key for key in object_ids if str(key).isdigit()]
        pages = GatedPageQuerySet(model=Page).filter(pk__in=keys).order_by("path").specific(defer=True)
        # Whether each is locked, by its hour or its workflow, is asked once for all.
        return list(pages.annotate_approved_schedule().prefetch_workflow_states())

    def check_perm(self, page):
        if not isinstance(page, TimelineEntry):
            return False
        may = page.permissions_for_user(self.request.user)
        # What goes out again by it needs who may publish.
        goes_out = page.live and not page.has_unpublished_changes
        return may.can_edit() and not may.page_locked() and (may.can_publish() or not goes_out)

    def get_actionable_objects(self):
        """Those that can be added to, and the rest as far as this editor may work on it: of others not even the title
        is shown."""
        entries, others = super().get_actionable_objects()
        rest = others["items_with_no_access"]
        keys = [page.pk for page in (*entries, *rest)]
        mine = set(pages_to_change(self.request.user).filter(pk__in=keys).values_list("pk", flat=True))
        shown = [page for page in rest if page.pk in mine]
        return [page for page in entries if page.pk in mine], {
            "items_with_no_access": shown,
            "hidden": sum(key not in mine for key in keys),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(display_name=self.display_name, **kwargs)

    def form_valid(self, form):
        """As Wagtail does it, but with a transaction for each page instead of one for all of them."""
        self.cleaned_form = form
        entries, _others = self.get_actionable_objects()
        if (answer := self._ask_hooks("before_bulk_action", entries)) is not None:
            return answer
        self._say(self._add(entries, list(form.cleaned_data["things"])))
        if (answer := self._ask_hooks("after_bulk_action", entries)) is not None:
            return answer
        return redirect(self.next_url)

    def _ask_hooks(self, name, entries):
        for hook in hooks.get_hooks(name):
            answer = hook(self.request, self.action_type, entries, self)
            if hasattr(answer, "status_code"):
                return answer
        return None

    def _add(self, entries, things) -> Outcome:
        outcome = Outcome()
        for entry in entries:
            try:
                became = add_to_entry(entry, self.relation, things, action=self.log_action, user=self.request.user)
            except ValidationError as fault:
                outcome.failed.append((entry, in_words(fault)))
            else:
                getattr(outcome, became).append(entry)
        return outcome

    def _say(self, outcome: Outcome) -> None:
        number = len(outcome.published) + len(outcome.drafted)
        if number:
            done = ngettext("{number} entry has what you added.", "{number} entries have what you added.", number)
            messages.success(self.request, done.format(number=number))
        if outcome.drafted:
            words = _("Only the drafts of these have it, and readers do not see it yet: {titles}.")
            messages.warning(self.request, words.format(titles=_titles(outcome.drafted)))
        if outcome.had_it:
            messages.info(self.request, _("These had it already: {titles}.").format(titles=_titles(outcome.had_it)))
        for entry, why in outcome.failed:
            words = _("“{title}” is left as it was: {why}")
            messages.error(self.request, words.format(title=entry.get_admin_display_title(), why=why))


def _titles(entries) -> str:
    return ", ".join(f"“{entry.get_admin_display_title()}”" for entry in entries)


class AddTopics(AddToManyEntries):
    display_name = gettext_lazy("Add topics…")
    aria_label = gettext_lazy("Add topics to the selected entries")
    action_type = "add_topics"
    relation, log_action = "topics", TOPICS_ADDED
    question = gettext_lazy("Topics to add")

    def things_to_add(self):
        return Topic.objects.all()


class AddSubjects(AddToManyEntries):
    display_name = gettext_lazy("Add people and bodies…")
    aria_label = gettext_lazy("Add people and bodies to the selected entries")
    action_type = "add_subjects"
    relation, log_action = "subjects", SUBJECTS_ADDED
    question = gettext_lazy("People and bodies to add")

    def things_to_add(self):
        subjects = GatedPageQuerySet(model=SubjectPage).order_by("title")
        sees_orders = self.request.user.has_perm("timeline.view_restriction")
        return subjects if sees_orders else subjects.exclude(pk__in=closed_keys())


class _AddedFormatter(LogFormatter):
    def format_message(self, log_entry):
        return f"{self.said}: {', '.join(log_entry.data.get('names', []))}"


class TopicsAddedFormatter(_AddedFormatter):
    label, said = "Add topics to many entries", "Topics added, with other entries"


class SubjectsAddedFormatter(_AddedFormatter):
    label, said = "Add people and bodies to many entries", "People and bodies added, with other entries"


def register_joining_log_actions(actions) -> None:
    """For the hook ``register_log_actions``."""
    actions.register_action(TOPICS_ADDED)(TopicsAddedFormatter)
    actions.register_action(SUBJECTS_ADDED)(SubjectsAddedFormatter)
