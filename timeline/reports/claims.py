"""Claims to which nobody has answered yet, as far as the entry says."""

from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from timeline.models import TimelineEntry
from timeline.reports.conflicts import blocks_named, with_account_as_text
from timeline.reports.entries import EntryReportView


def figures_without_answer(entry) -> list[str]:
    """The figures in the account of *entry* to which no answer is kept."""
    return [
        f"{block['value'].get('value', '')} {block['value'].get('label', '')}".strip()
        for block in entry.body.raw_data
        if block["type"] == "figure" and not (block["value"].get("answer") or {}).get("text")
    ]


def keys_with_figures_without_answer(entries) -> list[int]:
    """The keys of those of *entries* that hold such a figure: two queries, and a look into each account with one."""
    holding = with_account_as_text(entries).filter(account_as_text__contains=blocks_named("figure"))
    return [entry.pk for entry in holding.only("pk", "body") if figures_without_answer(entry)]


def without_reply(entries):
    """Those of *entries* with a claim without reply, of whatever kind."""
    wanted = Q(pk__in=keys_with_figures_without_answer(entries))
    for kind in TimelineEntry.kinds():
        if (other := kind.has_other_claims()) is not None:
            wanted |= other
    return entries.filter(wanted)


class ClaimsWithoutReply(EntryReportView):
    """Figures and quotations beside which no answer of the other side stands."""

    name = "claims_without_reply"
    page_title = _("Claims without a reply")
    header_icon = "openquote"
    menu_order = 120
    noted = _("Which claim")
    help_text = _(
        "Figures in accounts, and quotations in press articles, to which no answer is kept. Look whether the other "
        "side has said something to it: in the same article, in Parliament, in a letter. If it has not, leave it so."
    )
    nothing = _("Every claim has its reply.")

    def looked_for(self, entries):
        return without_reply(entries)

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        for kind in {type(row) for row in rows}:
            prefetch_related_objects([row for row in rows if type(row) is kind], *kind.read_with)
        return super().decorate_paginated_queryset(object_list)

    def of_note(self, entry):
        figures = [(_("Figure: {figure}").format(figure=figure), "body") for figure in figures_without_answer(entry)]
        return [*figures, *entry.other_claims_without_reply()]
