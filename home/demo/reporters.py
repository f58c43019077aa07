"""The demo's page for reporters. Nobody has cleared a quotation for it, and it gives no telephone number: the demo
speaks for nobody."""

from home.models import ReportersPage

IN_SHORT = (
    "defenddigitalme challenged whether the Department for Education may record why a child left an ordinary school, "
    "keep it and pass it on. It said in February 2018 that its lawyers had sent a letter before action, and on 1 July "
    "2024 that it had decided to end its challenges: no claim, hearing or judgment is known to us."
)


def add_reporters(home, *, case, image) -> ReportersPage:
    """Make the page below *home*: on *case*, with *image* as the picture that papers may print."""
    page = ReportersPage(
        title="For reporters",
        slug="for-reporters",
        case=case,
        in_short=IN_SHORT,
        contact_name="defenddigitalme",
        contact_role="the campaign",
        image=image,
        live=False,
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page
