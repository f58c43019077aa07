"""What the pages of a case, and of all cases, show beside the pages themselves."""

from legal.standing import cases_with_standing, published_milestones, standing_of


def case_context(case, request) -> dict:
    milestones = published_milestones(case)
    return {"milestones": milestones, "standing": standing_of(milestones)}


def index_context(index) -> dict:
    return {"cases": cases_with_standing(index)}
