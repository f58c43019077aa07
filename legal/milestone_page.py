"""What a milestone's page shows beside the milestone itself."""


def milestone_context(milestone) -> dict:
    return {"case": milestone.case}
