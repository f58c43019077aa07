"""Wagtail writes its indexes of words and of references with each save, and a new page is saved three times. Whoever
writes thousands of pages holds that back, and has each page indexed once when all of them are there."""

from contextlib import contextmanager
from contextvars import ContextVar

from django_tasks.backends.immediate import ImmediateBackend

_held: ContextVar[dict | None] = ContextVar("held tasks", default=None)
#: By their names: whoever imports them asks for a backend, and so for this file.
INDEXING = {"modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"}


@contextmanager
def indexing_held():
    """Hold back what would be indexed meanwhile, in this thread alone, and give it as ``{(name, args): task}``.

    What is held is the caller's to do, or to leave."""
    held: dict = {}
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)


def is_held() -> bool:
    return _held.get() is not None


class HoldableBackend(ImmediateBackend):
    """Does each task at once, but for indexing that is held."""

    def enqueue(self, task, args, kwargs):
        held = _held.get()
        if held is not None and f"{task.func.__module__}.{task.func.__name__}" in INDEXING:
            held[task.name, tuple(args)] = task
            return None
        return super().enqueue(task, args, kwargs)
