"""Small work that nobody waits for, on every installation and without a worker: in a thread of this process."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django_tasks.backends.immediate import ImmediateBackend

# One, for all threads that answer: whoever asks for much of it waits for it alone. What a server that is stopped has
# not done yet it does before it ends.
_hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="after-the-answer")


class AfterTheAnswer(ImmediateBackend):
    """Does each task beside the request that asks for it, so that what it does shows in no answer, nor in its time."""

    def _execute_task(self, task_result):
        _hand.submit(self._do, task_result)

    def _do(self, task_result):
        try:
            super()._execute_task(task_result)
        finally:
            connections.close_all()
