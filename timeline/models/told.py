from timeline.announcing import keep_choices


class ToldMixin:
    """An entry as subscribers are told of it."""

    @property
    def changes_told(self) -> list:
        """The updates and corrections that readers were told of, the newest first."""
        # In a preview, an entry may not be there yet.
        return [note for note in self.change_notes.all() if note.told_at] if self.pk else []

    @property
    def category_path(self) -> str:
        """Its kind as feeds have it, the wider word first: “press/opinion”."""
        return self.kind

    @property
    def feed_extras(self) -> str | None:
        """The template with what this kind adds to an item of a feed, or ``None``."""
        return None

    def save_revision(self, *args, **kwargs):
        revision = super().save_revision(*args, **kwargs)
        if choices := self.__dict__.pop("choices_for_readers", None):
            keep_choices(self, choices, revision)
        return revision
