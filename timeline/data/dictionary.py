"""The dictionary of an entry's fields, as the page on data and its documentation explain them."""

from django.utils.translation import gettext_lazy as _

from timeline.data.kinds import Field

PICTURE_FIELDS = (
    Field("url", _("Its address, on our own host.")),
    Field("width", _("Pixels.")),
    Field("height", _("Pixels.")),
    Field("description", _("What it shows, for those who cannot see it.")),
    Field("credit", _("Who made it, as it must be printed.")),
)
ADDRESS_FIELDS = (
    Field("url", _("The address of the original; empty if it has none.")),
    Field("read_at", _("Where to read it today: at its own address, or in the kept copy where the original is gone.")),
    Field("is_gone", _("Whether nothing answers at its own address any more.")),
    Field("copy_url", _("The address of a kept copy; empty if we know of none.")),
    Field("copy_made_on", _("The day on which that copy was made, if known.")),
)


def within(name: str, fields) -> tuple[Field, ...]:
    """*fields* by their paths under *name*."""
    return tuple(Field(f"{name}.{one.name}", one.words) for one in fields)


ENTRY_FIELDS = (
    Field("id", _("The permanent id (a URN). It survives renaming and moving; go by it.")),
    Field("url", _("The permanent address. It leads to the page, wherever that stands.")),
    Field("page", _("The address of the page today.")),
    Field("kind", _("“event”, “press” or “legal”. It says which facts there are.")),
    Field("title", _("The title; of an article the headline as printed.")),
    Field("summary", _("One or two plain sentences of ours.")),
    Field("date.edtf", _("When it happened, as far as is known: Extended Date/Time Format, level 1.")),
    Field("date.extent", _("Of a range: “throughout” (it lasted) or “within” (it happened once in it). Else null.")),
    Field("date.words", _("The date in words.")),
    Field("date.earliest", _("The first day that it can have been; null where that is open or not known.")),
    Field("date.latest", _("The last day that it can have been; null where that is open or not known.")),
    Field(
        "date.occurrence",
        _(
            "“happened”, “scheduled” (fixed by someone who can), “expected” (a forecast), “postponed”, “cancelled” or "
            "“did-not-happen”."
        ),
    ),
    Field("wording", _("Words that we print instead of the date; mostly empty.")),
    Field("date_note", _("What one should know of the date, for instance that two sources differ.")),
    Field("sequence", _("The place among entries of one and the same date; higher comes later.")),
    Field("significance", _("“key”, “normal” or “minor”.")),
    Field("topics[].slug", _("The topic, as addresses have it.")),
    Field("topics[].name", _("The topic, as readers see it.")),
    Field("subjects[].slug", _("A person or body that it is about and that has a page, as the address has it.")),
    Field("subjects[].name", _("Its name.")),
    Field("text_language", _("The language of our text (ISO 639), where it is not that of the site; mostly empty.")),
    Field(
        "account[].type",
        _(
            "The whole account, block by block: “paragraph”, “heading”, “quotation”, “image”, “document”, “figure”, "
            "“figures_that_differ” or “embed”. The fields of a block depend on it."
        ),
    ),
    Field("account[].html", _("Of a paragraph: HTML with emphasis, lists and links alone, safe to be printed.")),
    Field("account[].text", _("Of a heading or a quotation: its words.")),
    Field("account[].speaker", _("Of a quotation: who said it.")),
    Field("account[].source", _("Of a quotation or a figure: where it was said, or who says so.")),
    Field("account[].value", _("Of a figure: the number, as it is printed.")),
    Field("account[].label", _("Of a figure: what it counts. Of figures that differ: what they differ on.")),
    Field("account[].as_of", _("Of a figure: the date that it holds for (EDTF).")),
    Field("account[].url", _("Of a figure: where the source says so. Of an embed: where the film or sound is.")),
    Field("account[].answer.text", _("Of a figure: what the other side answered. There may be no answer (null).")),
    Field("account[].answer.by", _("Who answered.")),
    Field("account[].answer.source", _("Where they said it.")),
    Field("account[].rows[].value", _("Of figures that differ: what one source says.")),
    Field("account[].rows[].as_of", _("The date that it holds for (EDTF), if the source gives one.")),
    Field("account[].rows[].source", _("Who says so.")),
    Field("account[].rows[].url", _("Where they say so.")),
    Field("account[].note", _("Of figures that differ: what one should know of the difference.")),
    *within("account[].picture", PICTURE_FIELDS),
    Field("account[].caption", _("Of an image: its caption.")),
    Field("account[].document.title", _("Of a document: its title.")),
    Field("account[].document.url", _("Its address, on our own host.")),
    Field("account[].document.file_type", _("“pdf” and the like.")),
    Field("account[].document.bytes", _("Its size in bytes.")),
    Field("account[].title", _("Of an embed: what one will find there.")),
    *within("picture", PICTURE_FIELDS),
    Field("sources[].title", _("How we know: the title of the source.")),
    Field("sources[].publisher", _("Who published it.")),
    *within("sources[]", ADDRESS_FIELDS),
    Field("sources[].date", _("The date that this source gives (EDTF), if it differs from ours.")),
    Field("sources[].accessed", _("The day on which we looked it up.")),
    Field("sources[].supports", _("What it supports.")),
    Field("no_source_reason", _("Where there is no source: why.")),
    Field(
        "related[].relation",
        _(
            "The relation to another entry: “reports”, “answers”, “decides”, “follows”, “leads-to” or “about”. It is "
            "written once, at the entry that it starts from."
        ),
    ),
    Field("related[].id", _("The permanent id of the other entry.")),
    Field("announced_at", _("When subscribers were first told (UTC); null if they were not.")),
    Field(
        "announced_in",
        _(
            "The permanent id of the digest that told of it together with others. Null if it was told of alone, or "
            "not at all."
        ),
    ),
    Field("materially_updated_at", _("When it was last changed in a way that matters (UTC).")),
    Field("changes[].id", _("The permanent id of an update or a correction.")),
    Field("changes[].kind", _("“update” or “correction”.")),
    Field("changes[].words", _("What readers were told of it.")),
    Field("changes[].told_at", _("When they were told (UTC).")),
    Field("facts", _("What only this kind has; see below.")),
)
