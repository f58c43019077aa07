"""A refusal to publish that no form has foreseen is told to the editor, on every way through the admin: a bulk action,
an approval, an old revision."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow

from timeline.going_out import StoppedError
from timeline.stale_saves import SavedMeanwhile

NOT_PUBLISHED = "Not published. {why}"


class TellRefusalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Back to where the editor was, with the reason. What was begun is undone by then: each of Wagtail's ways to
        publish is one transaction, or has saved a draft at most."""
        if isinstance(exception, SavedMeanwhile):
            # Asked once more, the form sees what was saved meanwhile, and shows both beside what was typed.
            match = request.resolver_match
            return match.func(request, *match.args, **match.kwargs)
        if not isinstance(exception, ValidationError) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        why = " ".join(reasons(exception))
        messages.error(request, why if isinstance(exception, StoppedError) else NOT_PUBLISHED.format(why=why))
        back = _where_from(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # One of Wagtail's dialogues has sent it: it cannot read a page, and goes where it is told.
            return render_modal_workflow(request, None, None, None, json_data={"step": "success", "redirect": back})
        return redirect(back)


def reasons(refusal: ValidationError) -> list[str]:
    """What an editor is told, without the names of fields."""
    if not hasattr(refusal, "error_dict"):
        return refusal.messages
    by_field = refusal.message_dict
    return [*by_field.pop(NON_FIELD_ERRORS, []), *(words for many in by_field.values() for words in many)]


def _where_from(request) -> str:
    before = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if is_ours else reverse("wagtailadmin_home")
