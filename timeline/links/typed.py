"""Addresses that an editor types into a row: kept without wrappers and trackers, which may name people."""

import re

from django.core.exceptions import ValidationError
from wagtail.admin import messages

from timeline.links.addresses import AddressError, clean_address

#: The boxes for an address in the form of an entry: its own, and those of its sources.
BOXES = re.compile(r"article_url|sources-\d+-url")


def without_trackers(url: str) -> str:
    """*url* as it is kept. ``ValidationError`` for what is no address that we take."""
    if not url:
        return url
    try:
        return clean_address(url).url
    except AddressError as error:
        raise ValidationError(str(error)) from error


def tell_what_was_taken_off(request, page) -> None:
    """For Wagtail's ``after_create_page`` and ``after_edit_page`` hooks: what an editor typed and was not kept."""
    for name, typed in request.POST.items():
        if not typed or not BOXES.fullmatch(name):
            continue
        try:
            clean = clean_address(typed)
        except AddressError:
            continue
        if clean.taken_off:
            messages.info(request, f"Taken off the address {clean.url}: {', '.join(clean.taken_off)}.")
