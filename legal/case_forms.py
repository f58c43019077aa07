from timeline.forms import GatedPageForm


class CaseForm(GatedPageForm):
    """The form of a case: another version of the procedure must have the stages that its milestones use."""

    def clean_procedure(self):
        from legal.versions import refusal

        procedure = self.cleaned_data["procedure"]
        if self.instance.pk and procedure and (refused := refusal(self.instance, procedure)):
            self.add_error("procedure", refused)
        return procedure
