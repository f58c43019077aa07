from django.core.files.storage import FileSystemStorage


class PrivateFileSystemStorage(FileSystemStorage):
    """Files that no address leads to: original images, documents, later the captures.

    ``url`` raises ``NotImplementedError``, which is how Django and Wagtail know a storage without
    addresses, so that a document is sent by the view that asks the gate.
    """

    def url(self, name):
        raise NotImplementedError("A private file has no address.")
