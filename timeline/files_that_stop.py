"""Files that keep a page from going out: pictures of who has not agreed, documents that may not be published."""

from timeline.consents import pictures_without_consent
from timeline.protected_names import related_rows, things_used

NOT_YET = (
    "Nobody has said that the document “{title}” may be published. Open it under Documents and answer “May we publish "
    "it?”, or take it out."
)
NEVER = "The document “{title}” must not be published: so it says under Documents. Take it out."


def files_that_stop(page, given=None) -> dict[str, str]:
    """The fields of *page* that use such a file, each with the message for its editor. *given* has the rows of its
    relations where they are not on the page yet: in a form."""
    related = related_rows(page) | (given or {})
    used = list(things_used(page, related))
    return faults_in(used, related, faulty_files(used))


def faulty_files(used) -> dict[tuple, str]:
    """Those of the things *used* that may not go out, as ``{(model, key): message}``: one query for each kind."""
    from timeline.models import CampaignDocument, CampaignImage

    found = {}
    for model, words_of in ((CampaignImage, pictures_without_consent), (CampaignDocument, documents_not_allowed)):
        keys = {key for _name, used_model, key in used if used_model is model}
        found |= {(model, key): words for key, words in words_of(keys).items()}
    return found


def faults_in(used, related, faulty) -> dict[str, str]:
    """The same for one page, with everything at hand: no query."""
    from timeline.models import CampaignDocument

    unshown = _kept_back_by_rows(related)
    return {
        name: faulty[model, key]
        for name, model, key in used
        if (model, key) in faulty and not (model is CampaignDocument and (name, key) in unshown)
    }


def documents_not_allowed(keys) -> dict[int, str]:
    """The documents among *keys* that may not be published, each with the message for its editor."""
    from timeline.models import CampaignDocument

    documents = CampaignDocument.objects.filter(pk__in=keys) if keys else ()
    return {
        one.pk: (NEVER if one.may_be_published == one.MayBePublished.NO else NOT_YET).format(title=one.title)
        for one in documents
        if not one.may_be_shown
    }


def _kept_back_by_rows(related) -> set[tuple]:
    """The relation and the document of each row that says itself, by ``is_allowed``, that readers do not get it: what
    is not shown stops nothing."""
    said = [
        (name, row.document_id, row.is_allowed)
        for name, rows in related.items()
        for row in rows
        if hasattr(row, "is_allowed")
    ]
    shown = {(name, key) for name, key, is_allowed in said if is_allowed}
    return {(name, key) for name, key, _is_allowed in said} - shown
