"""The blocks of an entry's account."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from timeline.dates import EntryDate, parse
from timeline.fields import EntryDateFormField
from timeline.text_cleaning import printable_throughout
from timeline.web_addresses import web_address

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class EntryDateBlock(blocks.FieldBlock):
    """A date in the account, kept as EDTF."""

    def __init__(self, required=True, help_text=None, **kwargs):
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self):
        return EntryDateFormField(**self.field_options)

    def to_python(self, value):
        return parse(value) if value else None

    def get_prep_value(self, value):
        return value.edtf if isinstance(value, EntryDate) else (value or "")

    def value_for_form(self, value):
        return value

    class Meta:
        icon = "date"


def _beside(field: str, message: str) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={field: ValidationError(message)})


def _with_web_address(value):
    """*value*, if its address is empty or one that a browser may follow; else an error beside it."""
    if value["url"] and not web_address(str(value["url"])):
        raise _beside("url", "Use an address that begins with https:// or http://.")
    return value


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=3, help_text=_("Their words, exactly, and no more of them than are needed."))
    speaker = blocks.CharBlock(help_text=_("Who said or wrote it, with their role."))
    source = blocks.CharBlock(required=False, help_text=_("Where: “Hansard, 31 October 2016”."))

    class Meta:
        icon = "openquote"
        template = "timeline/blocks/quotation.html"
        description = "Somebody's words, with who said them"
        preview_value = {"text": "Nobody told us.", "speaker": "A parent", "source": "Letter, 1 May 2018"}


class EntryImageBlock(blocks.StructBlock):
    image = ImageBlock()
    caption = blocks.CharBlock(required=False)

    class Meta:
        icon = "image"
        template = "timeline/blocks/image.html"
        description = "A picture with a caption; its credit and rights belong to the picture"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock()
    title = blocks.CharBlock(required=False, help_text=_("Shown instead of the document's own title."))

    class Meta:
        icon = "doc-full"
        template = "timeline/blocks/document.html"
        description = "A file that readers may open"


class AnswerBlock(blocks.StructBlock):
    """What the other side said to a claim. All of it may be left empty."""

    text = blocks.TextBlock(
        label=_("Their answer"),
        required=False,
        rows=2,
        help_text=_("What they said to it. Wherever the figure is shown, the answer is shown."),
    )
    by = blocks.CharBlock(label=_("Who answered"), required=False)
    source = blocks.CharBlock(
        label=_("Where they said it"),
        required=False,
        help_text=_("“Hansard, 31 October 2016”. Leave empty if not known."),
    )

    def clean(self, value):
        value = super().clean(value)
        if value["text"] and not value["by"]:
            raise _beside("by", "Say who answered.")
        if not value["text"] and (value["by"] or value["source"]):
            raise _beside("text", "Type what they answered, or leave out who did and where.")
        return value

    class Meta:
        icon = "comment"


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(help_text=_("The number as it should be printed: “19,807,973”."))
    label = blocks.CharBlock(help_text=_("What it counts: “unique pupil numbers”."))
    as_of = EntryDateBlock(help_text=_("The date that it holds for."))
    source = blocks.CharBlock(help_text=_("Who says so."))
    url = blocks.URLBlock(label=_("Address"), required=False, help_text=_("Where the source says so."))
    answer = AnswerBlock(label=_("The answer to it"), required=False)

    def clean(self, value):
        return _with_web_address(super().clean(value))

    class Meta:
        icon = "order"
        template = "timeline/blocks/figure.html"
        description = "A number, with the date that it holds for, who says so, and what the other side answered"
        preview_value = {
            "value": "139",
            "label": "recommendations",
            "as_of": parse("2020-10-07"),
            "source": "A report",
            "url": "https://example.org/report",
            "answer": {"text": "We have acted on all of them.", "by": "The department", "source": "Letter"},
        }


class StatedFigureBlock(blocks.StructBlock):
    """What one source says."""

    value = blocks.CharBlock(help_text=_("The number or the word, as the source has it: “£4,000”, “started”."))
    as_of = EntryDateBlock(required=False, help_text=_("The date that it holds for, if the source gives one."))
    source = blocks.CharBlock(help_text=_("Who says so."))
    url = blocks.URLBlock(label=_("Address"), required=False, help_text=_("Where the source says so."))

    def clean(self, value):
        return _with_web_address(super().clean(value))

    class Meta:
        icon = "order"


class FiguresThatDifferBlock(blocks.StructBlock):
    """What several sources say of one thing, side by side. Which of them is right is not for us to say."""

    label = blocks.CharBlock(help_text=_("What they differ on: “cost of the first phase”, “whether it had begun”."))
    rows = blocks.ListBlock(StatedFigureBlock(label=_("Source")), min_num=2, label=_("What each source says"))
    note = blocks.TextBlock(
        required=False,
        rows=2,
        help_text=_("What a reader should know of the difference: that one counts a cost twice."),
    )

    class Meta:
        icon = "table"
        template = "timeline/blocks/figures_that_differ.html"
        label = _("Figures that differ")
        description = "Numbers or words in which two sources differ, side by side, without a choice between them"
        preview_value = {
            "label": "Cost of the first phase",
            "rows": [
                {"value": "£4,000", "as_of": parse("2018-01"), "source": "The campaign’s page", "url": ""},
                {"value": "£16,000", "as_of": None, "source": "A newspaper", "url": "https://example.org/article"},
            ],
            "note": "The second is the target of all phases.",
        }


class EmbedLinkBlock(blocks.StructBlock):
    """A film or a sound elsewhere, as a link: a page of ours loads nothing from another host."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(help_text=_("What one will find there, and how long it is."))

    def clean(self, value):
        return _with_web_address(super().clean(value))

    class Meta:
        icon = "media"
        template = "timeline/blocks/embed_link.html"
        description = "A film or a sound elsewhere, as a plain link"
        preview_value = {"url": "https://example.org/film", "title": "The debate (12 minutes)"}


class EntryBody(blocks.StreamBlock):
    """The whole account of an entry."""

    paragraph = blocks.RichTextBlock(features=TEXT_FEATURES, icon="pilcrow")
    heading = blocks.CharBlock(icon="title", form_classname="title", template="timeline/blocks/heading.html")
    quotation = QuotationBlock()
    image = EntryImageBlock()
    document = DocumentBlock()
    figure = FigureBlock()
    figures_that_differ = FiguresThatDifferBlock()
    embed = EmbedLinkBlock(label=_("Link to a film or sound"))

    def get_prep_value(self, value):
        """What is kept, without characters that no output can write."""
        return printable_throughout(super().get_prep_value(value))

    class Meta:
        required = False
