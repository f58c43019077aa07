"""The addresses of outlets in the admin."""

from django.urls import reverse

from press.models import Outlet


def url_of(view, *args):
    return reverse(Outlet.snippet_viewset.get_url_name(view), args=args)
