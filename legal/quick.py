"""A milestone by the short form: it asks in which case, where there are several, and which step of it."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOT_ITS_STEP = gettext_lazy("“{stage}” is a step of another procedure. “{case}” follows “{procedure}”.")


class QuickMilestoneMixin:
    is_added_quickly = True

    @classmethod
    def quick_fields(cls, parents):
        fields = {"stage": _stages_of(parents)}
        if len(parents) > 1:
            case = forms.TypedChoiceField(
                label=_("In which case?"),
                choices=[("", "---------"), *((case.pk, case.get_admin_display_title()) for case in parents)],
                coerce=int,
                required=False,
                error_messages={"required": _("Say in which case it is a step.")},
            )
            fields = {"case": case, **fields}
        return fields

    @classmethod
    def quick_parent(cls, parents, data):
        case = next((one for one in parents if one.pk == data.get("case")), parents[0])
        stage = data["stage"]
        if stage.procedure_id != case.procedure_id:
            words = NOT_ITS_STEP.format(stage=stage, case=case.get_admin_display_title(), procedure=case.procedure)
            raise ValidationError({"stage": words})
        return case

    def take_quickly(self, given):
        super().take_quickly(given)
        self.stage = given.more["stage"]


class _StagesIterator(forms.models.ModelChoiceIterator):
    """The steps of each procedure under its name, where there are several."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        groups = [(name, list(stages)) for name, stages in groupby(self.queryset, key=lambda one: one.procedure)]
        for procedure, stages in groups:
            choices = [self.choice(stage) for stage in stages]
            if len(groups) == 1:
                yield from choices
            else:
                yield (str(procedure), choices)


class _StageField(forms.ModelChoiceField):
    iterator = _StagesIterator


def _stages_of(cases) -> forms.ModelChoiceField:
    from legal.models import Stage

    stages = Stage.objects.filter(procedure__in={case.procedure_id for case in cases}).select_related("procedure")
    return _StageField(
        queryset=stages.order_by("procedure__name", "procedure__version", "procedure_id", "sort_order", "pk"),
        label=_("Which step is it?"),
        required=False,
        error_messages={"required": _("Say which step of the case it is.")},
    )
