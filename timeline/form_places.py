"""Where a field stands in the form of a page: the fragment of an address that leads an editor there."""


def place_in_form(model, name: str) -> str:
    """“panel-child-content-topics-section”: the id of the panel of *model*'s form with the field or the rows *name*;
    empty where there is none."""
    tabs = model.get_edit_handler()
    for tab, tab_name in zip(tabs.children, tabs.child_identifiers, strict=True):
        for panel, panel_name in zip(tab.children, tab.child_identifiers, strict=True):
            if name in _names_in(panel):
                return f"panel-child-{tab_name}-{panel_name}-section"
    return ""


def _names_in(panel) -> set[str]:
    names = {getattr(panel, "field_name", None), getattr(panel, "relation_name", None)}
    # The rows of a relation have fields of their own.
    if not hasattr(panel, "relation_name"):
        for child in getattr(panel, "children", ()):
            names |= _names_in(child)
    return names - {None}
