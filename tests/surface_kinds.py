"""One public output, as the registry of them describes it."""

from collections.abc import Callable
from dataclasses import dataclass, field

#: The kinds that the tests plant. A hearing is a milestone that is still to come.
ENTRIES = frozenset({"event", "press", "milestone", "hearing"})
ALL = ENTRIES | {"case", "standing", "chapter", "subject"}
THEN = frozenset({"event", "press", "milestone"})


@dataclass(frozen=True)
class Surface:
    """A public output. *addresses* gives its paths on a ground, which is a site with one public page of
    each kind in ``twins``."""

    name: str
    addresses: Callable
    answers: tuple[str, ...]
    shows: frozenset[str] = frozenset()
    #: ``None`` where the addresses differ in it.
    status: int | None = 200
    method: str = "GET"
    #: What the one who asks sends along.
    headers: dict = field(default_factory=dict)

    def __str__(self):
        return self.name
