from django.core.exceptions import ValidationError


def refuse_year_like_slug(slug: str) -> None:
    """``/timeline/2018/`` is the year 2018, so no page may take an address of digits alone."""
    if slug and slug.isdigit():
        raise ValidationError({"slug": "Use at least one letter: addresses of digits alone are those of the years."})
