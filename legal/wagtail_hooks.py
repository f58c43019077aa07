from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from legal.editor_warnings import tell_the_editor
from legal.models import Procedure
from legal.procedure_forms import followers_in_words
from legal.viewsets import ProcedureViewSet

register_snippet(ProcedureViewSet)
hooks.register("after_create_page", tell_the_editor)
hooks.register("after_edit_page", tell_the_editor)


@hooks.register("before_delete_snippet")
def refuse_to_delete_what_is_followed(request, snippets):
    """A message in place of an error, for one procedure and for several that were ticked in the list."""
    followed = [one for one in snippets if isinstance(one, Procedure) and one.is_followed]
    if not followed:
        return None
    for procedure in followed:
        messages.error(request, f"“{procedure}” cannot be deleted: {followers_in_words(procedure)}")
    return redirect(Procedure.snippet_viewset.get_url_name("list"))
