from wagtail.admin.forms import WagtailAdminPageForm

IN_USE = (
    "Its milestones follow “{old}”, which has stages that “{new}” has not: {missing}. "
    "Give those milestones stages of the same key there, or keep the procedure."
)


class CaseForm(WagtailAdminPageForm):
    """The form of a case: another version of the procedure must have the stages that its milestones use."""

    def clean_procedure(self):
        procedure = self.cleaned_data["procedure"]
        if self.instance.pk and procedure:
            self._refuse_what_would_strand_milestones(procedure)
        return procedure

    def _refuse_what_would_strand_milestones(self, procedure) -> None:
        from legal.versions import keys_that_are_missing

        missing = keys_that_are_missing(self.instance, procedure)
        if missing:
            old = type(self.instance).objects.get(pk=self.instance.pk).procedure
            self.add_error("procedure", IN_USE.format(old=old, new=procedure, missing=", ".join(missing)))
