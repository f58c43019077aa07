"""What a reader sees of the story."""

from bs4 import BeautifulSoup


def soup_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(client, address="/timeline/") -> list[str]:
    return [title.get_text() for title in soup_of(client, address).select("article.card .title")]
