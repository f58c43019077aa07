"""Where files lie: what no address leads to, and the sizes of pictures, which readers get only while they may."""

from django.core.files.storage import FileSystemStorage, Storage, storages
from django.urls import reverse
from django.utils.deconstruct import deconstructible

#: The folders of the sizes: in the public storage, and in the private one.
PUBLIC_SIZES, PRIVATE_SIZES = "images", "sizes"


class PrivateFileSystemStorage(FileSystemStorage):
    """Files that no address leads to: original images, documents, later the captures.

    ``url`` raises ``NotImplementedError``, which is how Django and Wagtail know a storage without
    addresses, so that a document is sent by the view that asks the gate.
    """

    def url(self, name):
        raise NotImplementedError("A private file has no address.")


@deconstructible
class SizesStorage(Storage):
    """The sizes of pictures: two storages under one name, told apart by the first folder of a file's name.

    What is public lies in the default storage. What editors alone see lies in the private one, under an address of the
    admin. A name of neither is private: a mistake must not publish anything.
    """

    def for_name(self, name: str) -> Storage:
        return storages["default" if is_public_size(name) else "private"]

    def open(self, name, mode="rb"):
        return self.for_name(name).open(name, mode)

    def save(self, name, content, max_length=None):
        return self.for_name(name).save(name, content, max_length=max_length)

    def delete(self, name):
        self.for_name(name).delete(name)

    def exists(self, name):
        return self.for_name(name).exists(name)

    def size(self, name):
        return self.for_name(name).size(name)

    def path(self, name):
        return self.for_name(name).path(name)

    def get_modified_time(self, name):
        return self.for_name(name).get_modified_time(name)

    def url(self, name):
        if name.startswith(f"{PRIVATE_SIZES}/"):
            return reverse("timeline_private_size", args=[name.removeprefix(f"{PRIVATE_SIZES}/")])
        # Wagtail's word for a size whose original cannot be read stands on readers' pages: it leads nowhere, and must
        # not say where the admin is.
        return storages["default"].url(name)


def is_public_size(name: str) -> bool:
    return name.replace("\\", "/").startswith(f"{PUBLIC_SIZES}/")
