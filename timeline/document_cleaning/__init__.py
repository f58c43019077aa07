"""Documents are cleaned before they are kept: what programs wrote beside the text is taken out, and a file that does
more than be read is refused.

Everything here works on bytes, and knows neither forms nor the database.
"""

import secrets

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from timeline.document_cleaning.kinds import agreed_suffix
from timeline.document_cleaning.limits import Budget, refuse_too_large
from timeline.document_cleaning.refusals import refused
from timeline.document_cleaning.told import in_order


class CleanDocument(ContentFile):
    """What ``clean_document`` gives back. It is taken as it is when it comes by again."""

    #: The kinds of what was taken out of it.
    taken_out: list[str]


def clean_document(upload) -> CleanDocument:
    """The document of *upload*, cleaned by its kind, under a neutral random name.

    Raises ``ValidationError`` with a sentence for the editor when its bytes are not what its name says, when it is
    damaged, locked or too large, and when it holds what must not be in a document for readers.
    """
    if isinstance(upload, CleanDocument):
        return upload
    refuse_too_large(upload.size)
    upload.seek(0)
    data = upload.read()
    suffix = agreed_suffix(upload.name or "", data)
    try:
        content, told = _cleaned(data, suffix)
    except ValidationError:
        raise
    except Exception as error:
        # Bytes that contradict themselves end in dozens of different errors of the libraries that read them.
        raise refused("damaged") from error
    clean = CleanDocument(content, name=f"{secrets.token_urlsafe(16)}.{suffix}")
    clean.taken_out = in_order(told)
    return clean


def _cleaned(data: bytes, suffix: str) -> tuple[bytes, set[str]]:
    if suffix in ("csv", "txt"):
        from timeline.document_cleaning.texts import clean_text

        return clean_text(data, suffix)
    budget = Budget()
    if suffix == "pdf":
        from timeline.document_cleaning.pdf import clean_pdf

        return clean_pdf(data, budget)
    if suffix in ("docx", "xlsx"):
        from timeline.document_cleaning.office import clean_office

        return clean_office(data, suffix, budget)
    from timeline.document_cleaning.opendocument import clean_opendocument

    return clean_opendocument(data, suffix, budget)
