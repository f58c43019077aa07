"""Pictures, documents and files that were brought in, one for each entry: see ``admin_rows.py``."""

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from benchmarks.fill import _copy
from press.intake_forms import MOST_AT_ONCE, MOST_FILES
from press.models import Intake, IntakeItem, PressArchivePage, PressArticlePage
from timeline.models import CampaignDocument, CampaignImage, ImportBatch, ImportRow


def fill_files(n: int, user) -> None:
    """Pictures and documents: as many rows, one file each."""
    picture = CampaignImage.objects.order_by("pk").first()
    CampaignImage.objects.bulk_create(_copy(picture, uploaded_by_user=user) for _number in range(n))
    values = {"title": "A letter", "file": "documents/letter.pdf", "uploaded_by_user": user}
    CampaignDocument.objects.bulk_create(CampaignDocument(**values) for _number in range(n))
    site = Site.objects.get(is_default_site=True)
    taken = Redirect.objects.count()
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/old-{number}", site=site, redirect_page_id=site.root_page_id)
        for number in range(taken, taken + n)
    )


def fill_imports(entries, user) -> None:
    """Files that were brought in, the first of them with a row for every entry; and the same of pasted addresses."""
    site, archive = Site.objects.get(is_default_site=True), PressArchivePage.objects.get()
    values = {"site": site, "kind": "event", "shape": "csv", "made_by": user, "written_at": timezone.now()}
    batch, _made = ImportBatch.objects.get_or_create(name="The first file", defaults={**values, "state": "done"})
    checked, _made = ImportBatch.objects.get_or_create(name="A checked file", defaults={**values, "state": "checked"})
    ImportBatch.objects.bulk_create(ImportBatch(**values, name="A file", state="done") for _entry in entries)
    taken = batch.rows.count()
    for one, outcome in ((batch, "made"), (checked, "")):
        ImportRow.objects.bulk_create(
            ImportRow(batch=one, number=taken + place, action="new", title=entry.title, page=entry, outcome=outcome)
            for place, entry in enumerate(entries)
        )
    intake = Intake.objects.filter(made_by=user).last() or Intake.objects.create(archive=archive, made_by=user)
    Intake.objects.bulk_create(Intake(archive=archive, made_by=user) for _entry in entries)
    articles = {entry.pk for entry in entries} & set(PressArticlePage.objects.values_list("pk", flat=True))
    # No more than the form takes at once.
    left = MOST_AT_ONCE + MOST_FILES - intake.items.count()
    IntakeItem.objects.bulk_create(
        IntakeItem(intake=intake, given="https://example.org", state="drafted", page_id=key, likely_copies=[key])
        for key in sorted(articles)[:left]
    )
