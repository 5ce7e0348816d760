"""Every role there is, and what each may meet at an address, for tables of who may see and send what."""

ROLES = (
    *("stranger", "outsider", "learner", "trainer", "expert"),
    *("manager", "lead", "partnership_lead", "administrator"),
)

OK, IN, NO, GO, POST = "shown", "to sign-in", "not found", "elsewhere", "only by POST"


def row(*, stranger: str, learner: str, others: str, **roles: str) -> dict[str, str]:
    """What each role meets. The learner is enrolled, and owns the attempt and the certificate; the others do not."""
    return dict.fromkeys(ROLES, others) | {"stranger": stranger, "learner": learner} | roles
