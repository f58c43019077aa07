"""How much may be asked in one address. Whoever asks for more asks for no page of ours."""

from django.core.exceptions import BadRequest
from django.urls import reverse

#: Our longest own address has every filter of the story set, with a hundred letters of another script to look for.
LONGEST = 2048
#: The story has a dozen filters. The rest is for what others hang on to addresses.
MOST = 32


class BoundedQuestionsMiddleware:
    """Refuse a query that is longer, or has more parts, than any that a page of readers offers: before anything is
    parsed, drawn, looked for or remembered. The admin, whose bulk actions name many pages, asks who one is instead."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        too_much = len(query) > LONGEST or query.count("&") >= MOST
        if too_much and not request.path.startswith(reverse("wagtailadmin_home")):
            raise BadRequest("The query is longer than any that this site answers.")
        return self.get_response(request)
