"""The form “Add press coverage”: addresses, files, or both."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from press.reading import MAX_FILE_BYTES, UnreadableError, sniff
from timeline.links.addresses import AddressError, address_key, clean_address

MOST_AT_ONCE = 50
MOST_FILES = 20


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in files if one]


class IntakeForm(forms.Form):
    """Each address is read as it stands on its line. One that cannot be read is named with its line."""

    addresses = forms.CharField(
        label=_("Addresses of articles"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "https://…"}),
        help_text=(
            f"One a line, up to {MOST_AT_ONCE}. Paste them as you found them: trackers and wrappers are taken off, "
            "and you are shown which. An address that the archive has already opens the entry that has it."
        ),
    )
    files = SeveralFilesField(
        label=_("Saved copies"),
        required=False,
        help_text=_("Pages or articles that you have saved: .html, .mhtml, .pdf or .txt, up to 10 MB each."),
        widget=SeveralFilesInput(attrs={"accept": ".html,.htm,.mhtml,.mht,.pdf,.txt"}),
    )

    def clean_addresses(self):
        """The addresses as ``(given, CleanAddress)``, each article once."""
        found, keys, problems = [], set(), []
        for number, line in enumerate(self.cleaned_data["addresses"].splitlines(), start=1):
            for given in _in_line(line):
                try:
                    clean = clean_address(given)
                except AddressError as error:
                    problems.append(f"Line {number}, “{given[:80]}”: {error}")
                    continue
                key = address_key(clean.url)
                if key not in keys:
                    keys.add(key)
                    found.append((given, clean))
        if len(found) > MOST_AT_ONCE:
            problems.append(f"These are {len(found)} addresses. Send {MOST_AT_ONCE} at a time.")
        if problems:
            raise forms.ValidationError(problems)
        return found

    def clean_files(self):
        files, problems = self.cleaned_data["files"], []
        if len(files) > MOST_FILES:
            problems.append(f"These are {len(files)} files. Send {MOST_FILES} at a time.")
        for file in files[:MOST_FILES]:
            if file.size > MAX_FILE_BYTES:
                problems.append(f"“{file.name}” is larger than {MAX_FILE_BYTES // 1_000_000} MB.")
                continue
            try:
                sniff(file.read(), file.name)
            except UnreadableError as error:
                problems.append(f"“{file.name}”: {error}")
            finally:
                file.seek(0)
        if problems:
            raise forms.ValidationError([*problems, "Nothing was sent: please choose the files again."])
        return files

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("addresses") and not data.get("files"):
            self.add_error("addresses", "Paste at least one address, or choose a file.")
        return data


def _in_line(line: str) -> list[str]:
    """What stands on one line: the addresses in it, or the whole of it where none is plain to see."""
    line = line.strip()
    return re.findall(r"https?://\S+", line, flags=re.IGNORECASE) or ([line] if line else [])
