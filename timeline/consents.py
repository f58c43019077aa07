"""A picture in which a person can be recognised is shown, and goes out, only while that person agrees."""

from django.db import transaction

from timeline.last_change import note_now

NO_CONSENT = (
    "The picture “{title}” shows a person who can be recognised, and there is no consent that holds. Add it to the "
    "picture, or take the picture out."
)


def pictures_without_consent(keys) -> dict[int, str]:
    """The pictures among *keys* that lack one, each with the message for its editor."""
    from timeline.models import CampaignImage

    pictures = CampaignImage.objects.filter(pk__in=keys).with_orders() if keys else ()
    return {image.pk: NO_CONSENT.format(title=image.title) for image in pictures if image.lacks_consent}


@transaction.atomic
def keep_consent(image, given: dict | None) -> None:
    """Keep what is *given* of the consent beside *image*; ``None`` where nobody can be recognised. What does not hold
    any more takes the picture from readers at once."""
    from timeline.models import ImageConsent
    from timeline.restrictions import shut_sizes

    if given is None:
        ImageConsent.objects.filter(image=image).delete()
    else:
        ImageConsent.objects.update_or_create(image=image, defaults=given)
    if type(image).objects.with_orders().get(pk=image.pk).lacks_consent:
        pictures = type(image).objects.filter(pk=image.pk)
        transaction.on_commit(lambda: shut_sizes(pictures), robust=True)
    note_now()
