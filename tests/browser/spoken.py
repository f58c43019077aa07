"""What a screen reader is given of a page: the accessibility tree, as the browser prints it."""

from dataclasses import dataclass

#: What is read as it stands, and has no name that a reader must be able to understand alone.
LANDMARKS = {"banner", "navigation", "main", "contentinfo", "complementary", "search", "region", "form"}


@dataclass(frozen=True)
class Spoken:
    """One thing that is told, in the order of the telling. *path* holds the roles of what it stands in, outermost
    first; *words* is its name, or what it says; *level* that of a heading, else 0."""

    role: str
    words: str
    path: tuple[str, ...]
    level: int = 0
    url: str = ""

    def __str__(self):
        level = f" {self.level}" if self.level else ""
        return f"{'  ' * len(self.path)}{self.role}{level}: {self.words}"


def spoken(page) -> list[Spoken]:
    """All that *page* tells a screen reader, from the first to the last."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    root = next(node for node in nodes.values() if "parentId" not in node)
    told = []
    _tell(root, nodes, (), told)
    return told


def outline(told: list[Spoken]) -> str:
    """The tree as text, for the message of a test."""
    return "\n".join(str(one) for one in told)


def within(told: list[Spoken], role: str) -> list[list[Spoken]]:
    """What is told inside each thing of this *role* that stands in no other of it."""
    groups = []
    for one in told:
        if one.role == role and role not in one.path:
            groups.append([])
        elif role in one.path and groups:
            groups[-1].append(one)
    return groups


def _tell(node: dict, nodes: dict, path: tuple[str, ...], told: list[Spoken]) -> None:
    role = node.get("role", {}).get("value", "")
    inside = path
    # Inline boxes are the lines in which words happen to be set.
    if role == "InlineTextBox":
        return
    if not node.get("ignored") and role not in {"none", "generic"}:
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        words = " ".join(str(node.get("name", {}).get("value", "")).split())
        told.append(Spoken(role, words, path, properties.get("level", 0), properties.get("url", "")))
        inside = (*path, role)
    for key in node.get("childIds", []):
        if key in nodes:
            _tell(nodes[key], nodes, inside, told)
