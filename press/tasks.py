"""What is done in the background where a worker runs, and at once where none does.

A backend of its own (``TASKS["web"]``): Wagtail's search and reference index, which are tasks too,
must not wait for our worker.
"""

from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from press.capturing import make_capture
from press.intake import read_item
from press.models import Capture, IntakeItem

BACKEND = "web"


def has_worker() -> bool:
    """Whether what is enqueued is done by a worker, and not in the request that asks for it."""
    return not isinstance(task_backends[BACKEND], ImmediateBackend)


@task(backend=BACKEND)
def capture_page(capture_id: int) -> None:
    capture = Capture.objects.select_related("link").filter(pk=capture_id).first()
    if capture is not None:
        make_capture(capture)


@task(backend=BACKEND)
def read_intake_item(item_id: int) -> None:
    item = IntakeItem.objects.filter(pk=item_id).first()
    if item is not None:
        read_item(item)
