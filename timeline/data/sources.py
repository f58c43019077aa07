"""How we know: sources with the addresses that a reader is sent to."""

from timeline.data.dates import day, edtf
from timeline.data.html import web_address
from timeline.links import WhereToRead


def source_record(source) -> dict:
    return {
        "title": source.title,
        "publisher": source.publisher,
        **address_record(source.where_to_read),
        "date": edtf(source.date_given),
        "accessed": day(source.accessed),
        "supports": source.supports,
    }


def address_record(reading: WhereToRead) -> dict:
    """The address itself, the address to read it at today, and its kept copy."""
    return {
        "url": web_address(reading.original_url),
        "read_at": web_address(reading.url),
        "is_gone": reading.original_is_gone,
        "copy_url": web_address(reading.copy_url),
        "copy_made_on": day(reading.copy_made_on),
    }
