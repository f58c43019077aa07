"""A secret that is no page, and the list of those that the tests plant."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.utils import timezone


@dataclass
class Confidence:
    """A secret that is no page, by its *name*; *words* are what must be found nowhere."""

    name: str
    token: str
    words: list[str] = field(default_factory=list)
    #: The public page that carries it, and the thing itself, where there is one.
    page: object = None
    image: object = None
    document: object = None

    def __post_init__(self):
        self.words.append(self.token)

    def __str__(self):
        return self.name


CONFIDENCES = {}


def confidence(name: str):
    def keep(plant):
        CONFIDENCES[name] = plant
        return plant

    return keep


def now():
    return timezone.now()


def page_of(ground, kind="event"):
    return ground.twins[kind].page


def pages_of(ground):
    return [twin.page for twin in ground.twins.values()]


def uploader():
    return get_user_model().objects.get_or_create(username="uploader")[0]
