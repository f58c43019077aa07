"""The form of a procedure in the admin, as a browser would send it."""

from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

STAGE = {
    "id": "",
    "name": "Petition",
    "key": "petition",
    "plain_name": "Asking the court",
    "explains": "People ask the court to look at a decision.",
    "rule_ref": "",
    "usual_limit": "",
    "as_at": "",
    "after_end": "",
    "DELETE": "",
}
BOXES = {"optional", "repeatable", "starts_clock", "hearing", "terminal"}
END = {**STAGE, "name": "Ended", "key": "ended", "plain_name": "Ended another way", "terminal": "on"}


def address(view, *args):
    return reverse(f"wagtailsnippets_legal_procedure:{view}", args=args)


def opened(client, url) -> dict:
    """What the form at *url* holds, as a browser would send it back."""
    response = client.get(url)
    assert response.status_code == 200
    data = querydict_from_html(response.content.decode(), form_id="w-editor-form").dict()
    # A ticked box without a value is sent as “on”.
    return {name: "on" if name.rpartition("-")[2] in BOXES else value for name, value in data.items()}


def outcome(number, place, key, label, **more) -> dict:
    prefix = f"stages-{number}-outcomes-{place}"
    values = {"id": "", "label": label, "key": key, "ORDER": str(place + 1), "DELETE": "", **more}
    return {f"{prefix}-{name}": value for name, value in values.items()}


def stage(number, values, *outcomes) -> dict:
    """The fields of one more stage, with its outcomes."""
    rows = {f"stages-{number}-{name}": value for name, value in {**values, "ORDER": str(number + 1)}.items()}
    counts = {"TOTAL_FORMS": len(outcomes), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    rows |= {f"stages-{number}-outcomes-{name}": str(value) for name, value in counts.items()}
    for place, one in enumerate(outcomes):
        rows |= outcome(number, place, *one)
    return rows


def filled_in(*stages, **fields) -> dict:
    """The form of a new procedure with *stages*, each its values and then its outcomes."""
    counts = {"TOTAL_FORMS": len(stages), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    data = {"name": "Petition", "key": "petition-s", "version": "2026.1", "jurisdiction": "Scotland"}
    data |= {"valid_from": "", "valid_to": "", **fields}
    data |= {f"stages-{name}": str(value) for name, value in counts.items()}
    for number, (values, *outcomes) in enumerate(stages):
        data |= stage(number, values, *outcomes)
    return data


def errors_of(response) -> dict:
    assert response.status_code == 200
    form = response.context["form"]
    return {
        "form": form.errors,
        "stages": form.formsets["stages"].errors,
        "all": form.formsets["stages"].non_form_errors(),
    }
