"""How far a transaction has come that nobody else can look into: written to a small file beside the upload."""

from django.core.files.base import ContentFile

from timeline.models.media import private_storage

EVERY = 100


def _name(batch) -> str:
    return f"{batch.upload.name}.progress"


def tell(batch, done: int, total: int) -> None:
    if done % EVERY:
        return
    storage = private_storage()
    storage.delete(_name(batch))
    storage.save(_name(batch), ContentFile(f"{done} {total}".encode()))


def told(batch) -> tuple[int, int] | None:
    """How many of how many are written; ``None`` where that is not known."""
    try:
        with private_storage().open(_name(batch)) as file:
            done, total = file.read().split()
            return int(done), int(total)
    except (OSError, ValueError):
        return None


def forget(batch) -> None:
    private_storage().delete(_name(batch))
