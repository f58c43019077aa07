"""Office files as archives: opened within limits, and written anew with nothing but names and bytes."""

import re
import zipfile
from io import BytesIO

from timeline.document_cleaning.limits import MOST_OF_A_PART, MOST_OF_ALL_PARTS, MOST_PARTS, Budget
from timeline.document_cleaning.refusals import refused

#: The names that office programs give to parts: folders and plain letters.
NAME = re.compile(r"[^\x00-\x1f\x7f<>:\"|?*\\/\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,120}")
UNIX_LINK, UNIX_TYPE = 0o120000, 0o170000
ENCRYPTED = 0x1


def parts_of(data: bytes, budget: Budget) -> dict[str, bytes]:
    """The parts of the archive *data* by their names. ``ValidationError`` for one that no office program writes."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _refuse_bombs(archive.infolist())
            for one in members:
                _refuse_odd(one)
            if len({one.filename.lower() for one in members}) < len(members):
                raise refused("names")
            return {one.filename: _read(archive, one, budget) for one in members}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise refused("damaged") from error


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_PARTS or sum(one.file_size for one in members) > MOST_OF_ALL_PARTS:
        raise refused("bomb")
    if any(one.file_size > MOST_OF_A_PART for one in members):
        raise refused("bomb")


def _refuse_odd(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & ENCRYPTED:
        raise refused("locked")
    if (member.external_attr >> 16) & UNIX_TYPE == UNIX_LINK or member.orig_filename != member.filename:
        raise refused("names")
    if any(part in ("", ".", "..") or not NAME.fullmatch(part) for part in member.filename.split("/")):
        raise refused("names")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused("damaged")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    with archive.open(member) as part:
        # One byte more than was declared would be a lie.
        content = part.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise refused("bomb")
    budget.take(len(content))
    return content


def archive_of(parts: dict[str, bytes], *, first_stored: bool = False) -> bytes:
    """The archive with *parts* and nothing else: no dates, no comments, no fields of a computer's own."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(parts.items()):
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 0, 0
            stored = first_stored and number == 0
            archive.writestr(member, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()
