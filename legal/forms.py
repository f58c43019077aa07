from itertools import groupby

from timeline.forms import EntryForm


class MilestoneForm(EntryForm):
    """Offers the stages of the case's own procedure, and their outcomes under each."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = getattr(self.parent_page, "specific", None)
        procedure = getattr(case, "procedure", None)
        if procedure is None:
            return
        self.instance.case_to_be = case
        if "stage" in self.fields:
            self.fields["stage"].queryset = procedure.stages.order_by("sort_order")
        if "outcome" in self.fields:
            outcomes = self.fields["outcome"].queryset.model.objects.filter(stage__procedure=procedure)
            ordered = outcomes.select_related("stage").order_by("stage__sort_order", "sort_order")
            self.fields["outcome"].queryset = ordered
            self.fields["outcome"].choices = [
                ("", "No outcome yet"),
                *(
                    (stage.plain_name, [(outcome.pk, outcome.label) for outcome in group])
                    for stage, group in groupby(ordered, key=lambda outcome: outcome.stage)
                ),
            ]

    def counts_as_evidence(self, name, row):
        """A document that readers may not open tells them nothing."""
        if name == "documents":
            document = row.get("document")
            is_allowed = row.get("may_publish") == "yes" and bool(row.get("basis"))
            return is_allowed and document is not None and document.may_be_shown
        return super().counts_as_evidence(name, row)
