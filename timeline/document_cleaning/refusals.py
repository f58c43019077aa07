"""Why a document is not taken, each reason with a code and with what an editor can do about it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REASONS = {
    "kind": _("Use a PDF, Word (.docx), OpenDocument (.odt, .ods), Excel (.xlsx), CSV or text file."),
    "mismatch": _("This file is named .{suffix}, but it is {found}. Upload it under its right name, or another file."),
    "empty": _("This file is empty."),
    "size": _("This file has {size} MB. Documents of up to {most} MB are taken: make it smaller, or send it in parts."),
    "damaged": _("This file is damaged, or it is not what its name says. Open it, save it anew and upload that."),
    "bomb": _("Unpacked, this file is far larger than a document is. Save it anew in its program and upload that."),
    "slow": _("This file takes too long to read. Save it anew in its program, or send it in parts."),
    "pages": _("This PDF has more than {most} pages. Send it in parts."),
    "objects": _("This PDF is made of more than {most} pieces. Print it to a new PDF, or send it in parts."),
    "locked": _("This file is locked with a password. Save a copy without one and upload that."),
    "redaction": _(
        "In this PDF places are marked for redaction, but what is under the marks is still there. "
        "Apply the redactions in the program that made them, then upload it again."
    ),
    "hidden-layer": _(
        "This PDF has a layer that is hidden. Show it and look, or print it to a new PDF and upload that."
    ),
    "form": _("This PDF is a form that one maker's program alone can show. Print it to a new PDF and upload that."),
    "macros": _("This file holds macros or scripts. Save it without them, or as a PDF, and upload that."),
    "embedded": _(
        "Another file is embedded in this one. Take it out, or put a picture in its place, and upload it again."
    ),
    "external": _(
        "This file takes something from another file or address when it is opened. Break these links, "
        "or save it as a PDF, and upload that."
    ),
    "tracked": _(
        "This file has tracked changes, with the names of who made them. Accept or reject the changes and "
        "remove the comments, then upload it again."
    ),
    "comments": _(
        "This file has comments, with the names of who wrote them. Accept or reject the changes and remove "
        "the comments, then upload it again."
    ),
    "hidden-text": _("This file has hidden text. Show it and look, take it out, and upload it again."),
    "hidden-sheet": _(
        "This file has a hidden sheet, “{sheet}”. Show it and look, delete it if readers must not see "
        "it, and upload it again."
    ),
    "hidden-cells": _(
        "The sheet “{sheet}” has hidden rows or columns with something in them. Show them and look, "
        "delete them if readers must not see them, and upload it again."
    ),
    "pivot": _(
        "This file has a pivot table, which keeps a copy of all the figures that it was made of. Copy it, paste "
        "it as values, delete the pivot table and upload it again."
    ),
    "entities": _("This file holds definitions (DTD) that no document needs. Save it anew in its program."),
    "names": _("The parts of this file have names that no document needs. Save it anew in its program."),
    "picture-kind": _(
        "This file holds a picture that cannot be cleaned ({name}). Put a JPEG or PNG in its place, or "
        "save the document as a PDF, and upload that."
    ),
    "not-text": _("This is no plain text. Save it as text in UTF-8 and upload that."),
    "markup": _("This begins as a web page does, and not as plain text or a table."),
    "formula": _("A cell of this table starts a program or fetches something when it is opened. Take it out: {cell}"),
}


def refused(code: str, **values) -> ValidationError:
    """The error for the reason *code*, to be raised."""
    return ValidationError(REASONS[code].format(**values) if values else REASONS[code], code=code)
