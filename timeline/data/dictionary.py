"""The dictionary of an entry's fields, as the page on data and its documentation explain them."""

from timeline.data.kinds import Field

PICTURE_FIELDS = (
    Field("url", "Its address, on our own host."),
    Field("width", "Pixels."),
    Field("height", "Pixels."),
    Field("description", "What it shows, for those who cannot see it."),
    Field("credit", "Who made it, as it must be printed."),
)
ADDRESS_FIELDS = (
    Field("url", "The address of the original; empty if it has none."),
    Field("read_at", "Where to read it today: at its own address, or in the kept copy where the original is gone."),
    Field("is_gone", "Whether nothing answers at its own address any more."),
    Field("copy_url", "The address of a kept copy; empty if we know of none."),
    Field("copy_made_on", "The day on which that copy was made, if known."),
)


def within(name: str, fields) -> tuple[Field, ...]:
    """*fields* by their paths under *name*."""
    return tuple(Field(f"{name}.{one.name}", one.words) for one in fields)


ENTRY_FIELDS = (
    Field("id", "The permanent id (a URN). It survives renaming and moving; go by it."),
    Field("url", "The permanent address. It leads to the page, wherever that stands."),
    Field("page", "The address of the page today."),
    Field("kind", "“event”, “press” or “legal”. It says which facts there are."),
    Field("title", "The title; of an article the headline as printed."),
    Field("summary", "One or two plain sentences of ours."),
    Field("date.edtf", "When it happened, as far as is known: Extended Date/Time Format, level 1."),
    Field("date.extent", "Of a range: “throughout” (it lasted) or “within” (it happened once in it). Else null."),
    Field("date.words", "The date in words."),
    Field("date.earliest", "The first day that it can have been; null where that is open or not known."),
    Field("date.latest", "The last day that it can have been; null where that is open or not known."),
    Field(
        "date.occurrence",
        "“happened”, “scheduled” (fixed by someone who can), “expected” (a forecast), “postponed”, “cancelled” or "
        "“did-not-happen”.",
    ),
    Field("wording", "Words that we print instead of the date; mostly empty."),
    Field("date_note", "What one should know of the date, for instance that two sources differ."),
    Field("sequence", "The place among entries of one and the same date; higher comes later."),
    Field("significance", "“key”, “normal” or “minor”."),
    Field("topics[].slug", "The topic, as addresses have it."),
    Field("topics[].name", "The topic, as readers see it."),
    Field(
        "account[].type",
        "The whole account, block by block: “paragraph”, “heading”, “quotation”, “image”, “document”, “figure”, "
        "“figures_that_differ” or “embed”. The fields of a block depend on it.",
    ),
    Field("account[].html", "Of a paragraph: HTML with emphasis, lists and links alone, safe to be printed."),
    Field("account[].text", "Of a heading or a quotation: its words."),
    Field("account[].speaker", "Of a quotation: who said it."),
    Field("account[].source", "Of a quotation or a figure: where it was said, or who says so."),
    Field("account[].value", "Of a figure: the number, as it is printed."),
    Field("account[].label", "Of a figure: what it counts. Of figures that differ: what they differ on."),
    Field("account[].as_of", "Of a figure: the date that it holds for (EDTF)."),
    Field("account[].url", "Of a figure: where the source says so. Of an embed: where the film or sound is."),
    Field("account[].answer.text", "Of a figure: what the other side answered. There may be no answer (null)."),
    Field("account[].answer.by", "Who answered."),
    Field("account[].answer.source", "Where they said it."),
    Field("account[].rows[].value", "Of figures that differ: what one source says."),
    Field("account[].rows[].as_of", "The date that it holds for (EDTF), if the source gives one."),
    Field("account[].rows[].source", "Who says so."),
    Field("account[].rows[].url", "Where they say so."),
    Field("account[].note", "Of figures that differ: what one should know of the difference."),
    *within("account[].picture", PICTURE_FIELDS),
    Field("account[].caption", "Of an image: its caption."),
    Field("account[].document.title", "Of a document: its title."),
    Field("account[].document.url", "Its address, on our own host."),
    Field("account[].document.file_type", "“pdf” and the like."),
    Field("account[].document.bytes", "Its size in bytes."),
    Field("account[].title", "Of an embed: what one will find there."),
    *within("picture", PICTURE_FIELDS),
    Field("sources[].title", "How we know: the title of the source."),
    Field("sources[].publisher", "Who published it."),
    *within("sources[]", ADDRESS_FIELDS),
    Field("sources[].date", "The date that this source gives (EDTF), if it differs from ours."),
    Field("sources[].accessed", "The day on which we looked it up."),
    Field("sources[].supports", "What it supports."),
    Field("no_source_reason", "Where there is no source: why."),
    Field(
        "related[].relation",
        "The relation to another entry: “reports”, “answers”, “decides”, “follows”, “leads-to” or “about”. It is "
        "written once, at the entry that it starts from.",
    ),
    Field("related[].id", "The permanent id of the other entry."),
    Field("announced_at", "When subscribers were first told (UTC); null if they were not."),
    Field(
        "announced_in",
        "The permanent id of the digest that told of it together with others. Null if it was told of alone, or not at "
        "all.",
    ),
    Field("materially_updated_at", "When it was last changed in a way that matters (UTC)."),
    Field("changes[].id", "The permanent id of an update or a correction."),
    Field("changes[].kind", "“update” or “correction”."),
    Field("changes[].words", "What readers were told of it."),
    Field("changes[].told_at", "When they were told (UTC)."),
    Field("facts", "What only this kind has; see below."),
)
