from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand

from timeline.document_cleaning import clean_document
from timeline.document_cleaning.told import in_words
from timeline.models import CampaignDocument


class Command(BaseCommand):
    help = (
        "Clean the documents that were kept before documents were cleaned: who wrote them, scripts, embedded files. "
        "Says what it would do; with --clean it does it. Those that cannot be cleaned stay as they are, and are named."
    )

    def add_arguments(self, parser):
        parser.add_argument("--clean", action="store_true", help="Replace each file by the cleaned one.")
        parser.add_argument("--all", action="store_true", help="Those that were cleaned before as well.")

    def handle(self, *, clean=False, **options):
        documents = CampaignDocument.objects.order_by("pk")
        if not options["all"]:
            documents = documents.filter(taken_out__isnull=True)
        counts = {"cleaned": 0, "left": 0}
        for document in documents.iterator(chunk_size=100):
            counts[self._work_on(document, clean)] += 1
        verb = "cleaned" if clean else "to be cleaned"
        self.stdout.write(f"{counts['cleaned']} {verb}, {counts['left']} cannot be cleaned.")
        if counts["cleaned"] and not clean:
            self.stdout.write("Nothing was changed. Run it again with --clean.")

    def _work_on(self, document, clean: bool) -> str:
        try:
            cleaned = self._cleaned(document)
        except FileNotFoundError:
            self._tell(document, "its file is missing")
            return "left"
        except ValidationError as refusal:
            self._tell(document, " ".join(refusal.messages))
            return "left"
        self._tell(document, in_words(cleaned.taken_out))
        if clean:
            document.file = cleaned
            document.save()
        return "cleaned"

    def _cleaned(self, document):
        with document.file.storage.open(document.file.name) as kept:
            return clean_document(ContentFile(kept.read(), name=document.file.name))

    def _tell(self, document, words: str) -> None:
        # By its number, and not its title: what a command prints lands in logs.
        self.stdout.write(f"Document {document.pk} (.{document.file_extension}): {words}")
