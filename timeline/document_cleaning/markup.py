"""The XML of office files: read without definitions, and searched by names without prefixes."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from timeline.document_cleaning.refusals import refused

#: The schemes that a link of a document may have.
SCHEMES = ("http", "https", "mailto")


def tree_of(content: bytes):
    """The root of the XML *content*, without its comments and processing instructions."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refused("entities" if b"<!ENTITY" in content else "damaged") from error
    if root is None:
        raise refused("damaged")
    if root.getroottree().docinfo.doctype:
        raise refused("entities")
    return root


def written(root) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def name_of(element) -> str:
    """The name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(root, *names: str) -> Iterator:
    """The elements below *root*, itself among them, with one of *names*, whatever their namespace."""
    return (one for one in root.iter() if name_of(one) in names)


def attribute(element, name: str, default: str = "") -> str:
    """The attribute *name* of *element*, whatever its namespace."""
    if name in element.attrib:
        return element.attrib[name]
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def take_out(element) -> None:
    """Remove *element*; the text behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def take_out_attributes(root, names: tuple[str, ...]) -> bool:
    """Remove the attributes that begin with one of *names*, in every element."""
    found = False
    for element in root.iter():
        for key in [key for key in element.attrib if key.rpartition("}")[2].startswith(names)]:
            del element.attrib[key]
            found = True
    return found


def leads_out_safely(address: str) -> bool:
    """Whether *address* is one of the web or of mail, or a place in the same document."""
    address = address.strip()
    if address.startswith("#") or address.lower().startswith("www."):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and (parts.scheme.lower() == "mailto" or bool(parts.netloc))
