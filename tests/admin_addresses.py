"""Every address of the admin, found in the patterns themselves: a view that is added is asked like the others."""

import re
from itertools import product

from django.urls import URLPattern, get_resolver

#: These write or sign out when they are asked for, or say nothing of anybody's pages.
LEFT_OUT = ("admin/logout/", "admin/failwhale/", "admin/test404/", "admin/jsi18n/", "admin/sprite/", "admin/guide/")
PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
#: What stands in an address in the way of regular expressions.
OF_REGEX = [
    (r"^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
     "<int:pk>/revisions/compare/earliest...latest/"),
]  # fmt: skip


def written_patterns() -> list[str]:
    found = []

    def walk(patterns, before):
        for one in patterns:
            written = str(one.pattern)
            for regex, plain in OF_REGEX:
                written = written.replace(regex, plain)
            whole = before + written.replace("^", "").replace("$", "")
            if isinstance(one, URLPattern):
                found.append(whole)
            else:
                walk(one.url_patterns, whole)

    walk(get_resolver().url_patterns, "")
    return [one for one in found if one.startswith("admin/") and not one.startswith(LEFT_OUT) and "(" not in one]


def addresses(keys_of, words_of) -> list[str]:
    """All of them. *keys_of* gives, for a pattern, the keys with which each of its numbers is filled in turn, and
    *words_of* the words for the name of each other parameter."""
    found = []
    for pattern in written_patterns():
        numbers = keys_of(pattern)
        parts = [
            numbers if match["converter"] == "int" or match["name"] in ("pk", "object_id") else words_of(match["name"])
            for match in PARAMETER.finditer(pattern)
        ]
        # All numbers of one address are the same: the page, its revision, its task.
        same = [part for part in parts if part is numbers]
        for key in numbers if same else [None]:
            for filled in product(*([key] if part is numbers else part for part in parts)):
                values = iter(filled)
                found.append("/" + PARAMETER.sub(lambda _match, values=values: str(next(values)), pattern))
    return found
