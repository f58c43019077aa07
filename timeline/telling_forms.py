"""What the form of an entry asks on subscribers: how they are to hear of it, and of a change to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from timeline.announcing import MINOR, Choices, suggested_announcing
from timeline.protected_names import refuse_protected_names

NO_WORDS = "Say in a sentence what has changed: readers see it."
WORDS_OF_MINOR = "A minor change is told to nobody. Choose update or correction, or empty this."
WORDS_MAX = 500


class TellingForm(forms.Form):
    """The part of an entry's form on its readers. It fills no column of the page: no revision may carry it."""

    announcing = forms.ChoiceField(
        label=_("How subscribers hear of it"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "It happens when the entry goes out, and never again: edits, moves and a second publish tell nobody."
        ),
    )
    change = forms.ChoiceField(
        label=_("What kind of change is this?"),
        required=False,
        initial=MINOR,
        widget=forms.RadioSelect,
        choices=[
            (MINOR, "Minor: a typo, a better word. Readers are told nothing"),
            ("update", "Update: there is more to know. The entry says so, and feeds mark it as updated"),
            ("correction", "Correction: we were wrong. It is an item of its own in the feeds, and stands on the list"),
        ],
    )
    change_words = forms.CharField(
        label=_("Your sentence for readers"),
        required=False,
        max_length=WORDS_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence: “The letter was sent on 18 January, and not on 8 January.” It stays on the entry."),
    )

    def _prepare_telling(self) -> None:
        """Keep the questions that can be asked of this entry as it stands now."""
        page = self.instance
        record = getattr(page, "public_record", None) if page.pk else None
        asks_how = record is None or record.announced_at is None
        asks_what = bool(page.pk and page.first_published_at)
        if "announcing" in self.fields:
            self._ask_how(record) if asks_how else self.fields.pop("announcing")
        if asks_what:
            self._show_waiting_change()
        else:
            for name in ("change", "change_words"):
                self.fields.pop(name, None)

    def _ask_how(self, record) -> None:
        from timeline.models import PublicRecord

        field, ways = self.fields["announcing"], PublicRecord.Announcing
        field.choices = ways.choices
        # Of what is public already, nobody is told because a form was opened and sent.
        is_quiet = record is not None and self.instance.live and not record.digest_id
        chosen = (record and record.announcing) or (ways.QUIETLY if is_quiet else "")
        site = self.instance.get_site() if self.instance.pk else (self.parent_page and self.parent_page.get_site())
        field.initial = self.initial["announcing"] = chosen or suggested_announcing(site)

    def _show_waiting_change(self) -> None:
        from timeline.models import ChangeNote

        waiting = ChangeNote.objects.filter(page_id=self.instance.pk, told_at=None).first()
        if waiting and "change" in self.fields:
            self.initial |= {"change": waiting.kind, "change_words": waiting.words}

    def clean_change_words(self):
        words = " ".join(self.cleaned_data["change_words"].split())
        refuse_protected_names(words)
        return words

    def _check_change(self, data) -> None:
        """The sentence and the kind of change must belong together before it goes out."""
        if "change" not in self.fields or "change_words" in self.errors:
            return
        words, kind = data.get("change_words"), data.get("change") or MINOR
        if words and kind == MINOR:
            self.add_error("change_words", WORDS_OF_MINOR)
        elif not words and kind != MINOR:
            self.add_error("change_words", NO_WORDS)

    def _chosen(self) -> Choices:
        data = self.cleaned_data
        change = (data.get("change") or MINOR) if "change" in self.fields else ""
        announcing = data.get("announcing") or ""
        if announcing == "now" and "announcing" not in self.changed_data:
            # Only what was offered. By the time it goes out, a digest may be the better offer.
            announcing = ""
        return Choices(
            announcing=announcing,
            change=change,
            words=data.get("change_words") or "",
            user=self.for_user,
        )
