"""What is done in the background where a worker runs, and at once where none does.

A backend of its own (``TASKS["web"]``): Wagtail's search and reference index, which are tasks too,
must not wait for our worker.
"""

from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from timeline.importing.running import index_batch, write_batch

BACKEND = "web"


def has_worker() -> bool:
    """Whether what is enqueued is done by a worker, and not in the request that asks for it."""
    return not isinstance(task_backends[BACKEND], ImmediateBackend)


@task(backend=BACKEND)
def bring_in(batch_id: int) -> None:
    if write_batch(batch_id):
        index_batch(batch_id)
