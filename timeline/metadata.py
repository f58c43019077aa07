"""What a picture tells beside its pixels: kinds alone, in an editor's words. What it says itself is kept nowhere."""

from django.utils.translation import gettext_lazy as _
from PIL import ExifTags

#: Every kind that is told apart, in the order in which it is named.
KINDS = {
    "place": _("the place where it was taken (GPS)"),
    "time": _("when it was taken or changed"),
    "camera": _("the camera, its serial number or the program"),
    "people": _("who made it, or who holds the rights"),
    "words": _("words: a caption, a comment, keywords"),
    "pictures": _("smaller or further pictures in the same file"),
    "other": _("other notes of a camera or a program"),
}
#: Tags of EXIF, by the kind of what they tell.
TAGS = {
    "time": {"DateTime", "DateTimeOriginal", "DateTimeDigitized", "PreviewDateTime", "GPSDateStamp"},
    "camera": {"Make", "Model", "Software", "HostComputer", "BodySerialNumber", "LensSerialNumber", "LensModel"},
    "people": {"Artist", "Copyright", "XPAuthor", "CameraOwnerName"},
    "words": {"ImageDescription", "UserComment", "XPTitle", "XPComment", "XPSubject", "XPKeywords"},
}
#: How the camera was held, how the pixels are to be drawn, and where other notes stand: they tell nothing themselves.
SILENT_TAGS = {"Orientation", "XResolution", "YResolution", "ResolutionUnit", "ExifOffset", "GPSInfo"}
#: What Pillow hangs on a picture of packets that programs write.
PACKETS = {"comment": "words", "xmp": "other", "XML:com.adobe.xmp": "other", "photoshop": "other", "mp": "pictures"}


def kinds_told(image) -> list[str]:
    """The kinds of what *image*, whose pixels are read, tells beside them."""
    found = {kind for name, kind in PACKETS.items() if image.info.get(name)}
    if getattr(image, "text", None):
        # The pieces of text in a PNG. A packet of XMP is one of them.
        found |= {PACKETS.get(name, "words") for name in image.text}
    if image.format == "MPO" or image.info.get("thumbnails"):
        found.add("pictures")
    if image.info.get("exif"):
        found |= _kinds_in_exif(image)
    return [kind for kind in KINDS if kind in found]


def _kinds_in_exif(image) -> set[str]:
    try:
        exif = image.getexif()
        place, camera = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.Exif)
        thumbnail = exif.get_ifd(ExifTags.IFD.IFD1)
    except Exception:
        # A block that some program has garbled goes all the same.
        return {"other"}
    names = {ExifTags.TAGS.get(tag, "") for tag in (*exif, *camera)} - SILENT_TAGS
    found = {kind for kind, tags in TAGS.items() if names & tags}
    if names - {tag for tags in TAGS.values() for tag in tags}:
        found.add("other")
    if place:
        found.add("place")
    if thumbnail:
        found.add("pictures")
    return found


def in_words(kinds: list[str] | None) -> str:
    """What an editor is told; empty of a picture from before this was kept."""
    return words_of(kinds, KINDS)


def words_of(kinds: list[str] | None, words: dict) -> str:
    if kinds is None:
        return ""
    return "; ".join(str(words[kind]) for kind in kinds if kind in words) or str(_("Nothing was found."))
