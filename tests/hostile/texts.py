"""Files that call themselves plain text or tables and are something else."""

from tests.papers import docx, small_pdf
from tests.pictures import encoded

#: What is wrong, the name, the bytes, and the code of the reason.
REFUSED = {
    "page for browsers": ("a.txt", lambda: b"<!DOCTYPE html><p>CANARY", "markup"),
    "page behind spaces": ("a.txt", lambda: b"\xef\xbb\xbf \n\t<HTML>CANARY", "markup"),
    "page in UTF-16": ("a.txt", lambda: "<script>CANARY".encode("utf-16"), "markup"),
    "script": ("a.csv", lambda: b"<script>CANARY</script>,1", "markup"),
    "drawing": ("a.txt", lambda: b"<?xml version='1.0'?><svg onload='CANARY'/>", "markup"),
    "program of a web server": ("a.txt", lambda: b"<?php CANARY", "markup"),
    "PDF": ("a.txt", small_pdf, "mismatch"),
    "PDF behind a line": ("a.csv", lambda: b"a,b\n" + small_pdf(), "mismatch"),
    "Word file": ("a.csv", docx, "mismatch"),
    "picture": ("a.txt", lambda: encoded("PNG"), "mismatch"),
    "moving picture with a script": ("a.txt", lambda: b"GIF89a/*CANARY*/=1;", "mismatch"),
    "program": ("a.txt", lambda: b"MZ\x90\x00CANARY", "mismatch"),
    "program of Linux": ("a.txt", lambda: b"\x7fELFCANARY", "mismatch"),
    "commands": ("a.txt", lambda: b"#!/bin/sh\nCANARY", "mismatch"),
    "rich text": ("a.txt", lambda: b"{\\rtf1 CANARY}", "mismatch"),
    "archive": ("a.txt", lambda: b"\x1f\x8b\x08CANARY", "mismatch"),
    "nothing": ("a.txt", lambda: b" \n", "empty"),
    "empty bytes among the words": ("a.txt", lambda: b"CANARY\x00CANARY", "not-text"),
    "bytes of a terminal": ("a.txt", lambda: b"\x1b]0;CANARY\x07", "not-text"),
    "half of UTF-16": ("a.txt", lambda: b"\xff\xfea", "not-text"),
    "cell that starts a program": ("a.csv", lambda: b"a,b\n1,=cmd|'/c CANARY'!A0\n", "formula"),
    "cell that starts one by a plus": ("a.csv", lambda: b'a;b\n"+MSEXCEL|CANARY!A0";2\n', "formula"),
    "cell that tells that it was opened": ("a.csv", lambda: b'a\t=WEBSERVICE("https://CANARY/")\n', "formula"),
    "cell that is a link": ("a.csv", lambda: b'=HYPERLINK("https://CANARY/","click")', "formula"),
    "page with the name of a page": ("a.html", lambda: b"<p>CANARY", "kind"),
    "drawing with the name of a drawing": ("a.svg", lambda: b"<svg/>", "kind"),
    "name with two endings": ("a.pdf.exe", lambda: b"MZ", "kind"),
    "name without an ending": ("a", lambda: b"CANARY", "kind"),
}

#: Honest ones, which are kept as they came.
KEPT = {
    "plain": ("a.txt", b"A letter.\r\nSecond line \xc2\xa3 5.\n"),
    "with a mark of its order": ("a.txt", b"\xef\xbb\xbfA letter"),
    "in UTF-16": ("a.txt", "A letter £".encode("utf-16")),
    "of old Windows": ("a.csv", b"name;sum\nCaf\xe9;\x80 5\n"),
    "figures with signs": ("a.csv", b"change,sum\n-5,+3\n-1.5%,=A1+B1\n"),
    "words that begin with a sign": ("a.csv", b"who,said\n@name,- no\n"),
    "less than": ("a.txt", b"< 5 pupils\n<abc@example.org> wrote"),
}
