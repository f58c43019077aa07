"""What a reader sees of the story."""

import re

from bs4 import BeautifulSoup


def soup_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(client, address="/timeline/") -> list[str]:
    return [title.get_text() for title in soup_of(client, address).select("article.card .title")]


def found_on(client, address) -> list[str]:
    """The titles on the cards of a page, without the marks on what was looked for."""
    html = re.sub(r"</?mark>", "", client.get(address).content.decode())
    return re.findall(r'<h[34][^>]*><a href="[^"]+">([^<]+)</a></h[34]>', html)
