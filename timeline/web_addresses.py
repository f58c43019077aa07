"""Addresses that a reader's browser may be sent to: of the web, and nothing that runs, opens a file or starts a
program. They are kept out where they are kept, for not everything comes by a form."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

#: Browsers pass over tabs and line ends within an address, and spaces before it.
OF_THE_WEB = re.compile(r"https?://[^\x00-\x20\x7f\\]+", re.IGNORECASE)
REFUSED = _("Use an address that begins with https:// or http://.")


def web_address(url: str) -> str:
    """*url* if a browser may follow it to the web, else an empty string."""
    return url if OF_THE_WEB.fullmatch(url) else ""


class WebAddressField(models.URLField):
    """A column for an address of the web. Any other is refused on every way in, by code and in bulk too."""

    default_validators = [URLValidator(schemes=["http", "https"], message=REFUSED)]

    def deconstruct(self):
        """To the database it is the same as Django's."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            refuse_other_than_web(self, value)
        return super().get_db_prep_save(value, connection)


def refuse_other_than_web(field: models.Field, value) -> None:
    if isinstance(field, WebAddressField) and value and not web_address(value):
        # With the name of the column and not as its error: a form that has no such field could not show it.
        raise ValidationError(f"{field.verbose_name}: {REFUSED}", code="not_of_the_web")
