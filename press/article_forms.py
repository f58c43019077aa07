"""The form of an article: what stops it from going out, said beside the field."""

from timeline.forms import EntryForm

NO_OUTLET = "Say who published it. If the outlet is not in the list, add it under Press, Outlets."
NO_DATE_YET = (
    "No date was found when this was added, and this one only says that it is older than that. "
    "Say when it was published, as far as you know: “January 2018”, “between January and February 2018”."
)
QUOTED_IN_BODY = (
    "Put words of others under “Short quotations”: there, what we may print of the article decides "
    "whether they are shown."
)


COPY_OF_A_COPY = "This is a syndicated copy itself, of “{title}”. Choose that one."
COPY_OF_ITSELF = "An article is no copy of itself."


class ArticleForm(EntryForm):
    """What may be missing in a draft, and must be there before readers see it."""

    def clean(self):
        data = super().clean()
        original = data.get("copy_of")
        if original and original.pk == self.instance.pk:
            self.add_error("copy_of", COPY_OF_ITSELF)
        elif original and original.specific.copy_of_id:
            self.add_error("copy_of", COPY_OF_A_COPY.format(title=original.specific.copy_of.title))
        if not self.is_deferred_validation:
            if "outlet" in self.fields and not data.get("outlet") and "outlet" not in self.errors:
                self.add_error("outlet", NO_OUTLET)
            self.instance.date = data.get("date") or self.instance.date
            if data.get("date") and self.instance.date_is_a_stopgap:
                self.add_error("date", NO_DATE_YET)
            if any(block.block_type == "quotation" for block in data.get("body") or ()):
                self.add_error("body", QUOTED_IN_BODY)
        return data
