from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from timeline.files_that_stop import files_that_stop
from timeline.holds import current_hold, words_of
from timeline.legal_checks import NOT_SIGNED, has_been_read, needs_legal_check
from timeline.protected_names import fields_with_protected_names
from timeline.restrictions import orders_over
from timeline.stale_saves import LOADED, Base, newer_than, older_than, refusal
from timeline.telling_forms import TellingForm

NO_DATE = "Say when it happened, as far as you know."


class GatedPageForm(WagtailAdminPageForm):
    """The form of every page type: before publishing it names the fields that hold a protected name, and it does not
    save over what somebody else has saved since it was opened."""

    #: What somebody else has saved meanwhile; ``False`` once it is known that nobody has.
    _newer = None

    def is_valid(self):
        is_valid = super().is_valid()
        # Wagtail hands the subscription to what saves, and not to previews.
        if self.is_bound and self.subscription is not None and self._newer is None:
            self._newer = newer_than(Base.of(self.data), self.instance) or False
            if self._newer:
                self._refuse(self._newer, is_whole=is_valid)
        return is_valid and not self._newer

    def _refuse(self, newer, *, is_whole: bool) -> None:
        """Nothing takes the place of what somebody has saved before it was seen."""
        if is_whole:
            # The rows of the form are put on the page, to be compared; nothing is saved.
            super().save(commit=False)
        self.add_error(None, refusal(newer, self.instance, is_whole=is_whole))
        # Wagtail's autosave goes by it: it must not decide what its editor is asked.
        self.instance.latest_revision_id = older_than(newer, self.data.get(LOADED))

    def save(self, commit=True):
        page = super().save(commit)
        # Asked once more as the revision is made: two may have come this far at once.
        page.stands_on = Base.of(self.data)
        return page

    def _post_clean(self):
        # Here the page has its new values, and the rows are still in their own forms.
        super()._post_clean()
        if not self.is_deferred_validation:
            for name, message in fields_with_protected_names(self.instance, given=self._given()).items():
                self.add_error(name if name in self.fields else None, message)
        if "action-publish" in self.data:
            self._say_what_holds_it_back()

    def _say_what_holds_it_back(self) -> None:
        """The same refusal as in ``save()``, where no word is lost by it."""
        page, hour = self.instance, self.cleaned_data.get("go_live_at")
        # A new page is made before it is given its hour.
        waits = page.pk and hour is not None and hour > timezone.now()
        hold = None if waits else current_hold()
        if hold:
            self.add_error(None, words_of(hold))
        elif self._has_to_be_read() and (not page.pk or self.has_changed() or not has_been_read(page)):
            self.add_error(None, NOT_SIGNED)
        for name, words in files_that_stop(page, self._given()).items():
            self.add_error(name if name in self.fields else None, words)

    def _has_to_be_read(self) -> bool:
        """By a legal reader. A new page has no place of its own yet: it is asked of the one above it."""
        if self.instance.pk:
            return needs_legal_check(self.instance)
        above = self.parent_page
        return orders_over(above).exists() or self.instance.room_asks_for_legal_check(above)

    def _given(self) -> dict[str, list]:
        """The rows and choices of many that the form would keep, by the names of their relations."""
        given = {name: self.cleaned_data[name] for name in self._many_to_many() if name in self.cleaned_data}
        for name, formset in self.formsets.items():
            formset.is_valid()
            kept = (form for form in formset.forms if getattr(form, "cleaned_data", None))
            given[name] = [form.instance for form in kept if not form.cleaned_data.get("DELETE")]
        return given

    def _many_to_many(self) -> list[str]:
        return [field.name for field in self._meta.model._meta.many_to_many]


class EntryForm(TellingForm, GatedPageForm):
    """The form of every kind of entry: it reads the date with its extent, says what stops publishing, and asks
    how readers are to hear of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._prepare_telling()
        if "date" in self.fields:
            self.fields["date"].get_extent = self._typed_extent
            self.fields["date"].error_messages["required"] = NO_DATE

    def _typed_extent(self):
        return self.data.get(self.add_prefix("date_extent"))

    def clean(self):
        data = super().clean()
        date = data.get("date")
        if date and not date.is_interval:
            # The answer to a question that this date does not ask.
            data["date_extent"] = ""
        if not self.is_deferred_validation:
            self._say_what_stops_publishing(data)
            self._check_change(data)
        return data

    def save(self, commit=True):
        page = super().save(commit)
        # Kept beside the page when its revision is: a preview saves the form, and keeps nothing.
        page.choices_for_readers = self._chosen()
        return page

    def _say_what_stops_publishing(self, data) -> None:
        """The same refusal as in ``TimelineEntry.save()``, beside the field where it can be mended."""
        model = self._meta.model
        has_evidence = any(data.get(name) for name in model.evidence_fields) or any(
            self._rows(name) for name in model.evidence_relations
        )
        if not has_evidence and not data.get("no_source_reason") and "no_source_reason" in self.fields:
            self.add_error("no_source_reason", model.NO_EVIDENCE)

    def _rows(self, name: str) -> int:
        """How many rows of the relation *name* the form would keep that are evidence."""
        formset = self.formsets.get(name)
        if formset is None:
            return 0
        formset.is_valid()
        rows = (form.cleaned_data for form in formset.forms if getattr(form, "cleaned_data", None))
        return sum(1 for row in rows if not row.get("DELETE") and self.counts_as_evidence(name, row))

    def counts_as_evidence(self, name: str, row: dict) -> bool:
        """Whether a row of the relation *name* says how we know. A kind may have rows that do not."""
        return True
