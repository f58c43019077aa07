"""What is done in the background where a worker runs, and at once where none does."""

from django_tasks import task

from press.capturing import make_capture
from press.intake import read_item
from press.models import Capture, IntakeItem
from timeline.tasks import BACKEND, has_worker

__all__ = ["capture_page", "has_worker", "read_intake_item"]


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
