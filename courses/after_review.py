"""What happens at the end of a workflow. Named in the settings, and imported before any model is."""


def leave_to_the_author(workflow_state, user=None) -> None:
    """Nothing: a review says that a page may be published, and its author publishes it."""
