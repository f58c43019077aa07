"""The form of an article: what stops it from going out, said beside the field."""

from timeline.forms import EntryForm

NO_OUTLET = "Say who published it. If the outlet is not in the list, add it under Press, Outlets."
OPEN_START = (
    "Give the earliest day as well on which it can have been published, as far as you know: "
    "“between January and February 2018”."
)
QUOTED_IN_BODY = (
    "Put words of others under “Short quotations”: there, what we may print of the article decides "
    "whether they are shown."
)


class ArticleForm(EntryForm):
    """What may be missing in a draft, and must be there before readers see it."""

    def clean(self):
        data = super().clean()
        if not self.is_deferred_validation:
            if "outlet" in self.fields and not data.get("outlet") and "outlet" not in self.errors:
                self.add_error("outlet", NO_OUTLET)
            if data.get("date") and data["date"].earliest is None:
                self.add_error("date", OPEN_START)
            if any(block.block_type == "quotation" for block in data.get("body") or ()):
                self.add_error("body", QUOTED_IN_BODY)
        return data
