"""Who reaches the pages of training needs, and what stands in their addresses, for tests/test_access.py."""

from learning.workforce.models import NeedDefault
from tests.factories import RequirementFactory
from tests.roles import GO, IN, NO, OK, POST, row

needs = row(stranger=IN, learner=NO, others=NO, lead=OK, administrator=OK)
proposing = row(stranger=IN, learner=NO, others=NO, partnership_lead=OK, administrator=OK)
nobody = row(stranger=IN, learner=NO, others=NO)
ticked = row(stranger=POST, learner=POST, others=POST)

NEEDS = {
    "needs": needs | {"partnership_lead": GO},
    "organisation_needs": needs,
    "organisation_need_cell": nobody,
    "organisation_need_add": needs,
    "organisation_need_ticked": ticked,
    "organisation_need_change": needs,
    "organisation_need_history": needs,
    "organisation_need_file": row(stranger=POST, learner=POST, others=POST),
    "organisation_need_upload": needs,
    "organisation_need_proposals": needs,
    "partnership_needs": proposing,
    "partnership_need_cell": nobody,
    "partnership_need_add": proposing,
    "partnership_need_ticked": ticked,
    "partnership_need_change": proposing,
    "partnership_need_history": proposing,
}


def need_arguments(course, post, partnership_lead) -> dict[str, list]:
    """A rule of the colleague's organisation, and a proposal of the partnership that is led."""
    rule = RequirementFactory(organisation=post.organisation, course=course)
    partnership = partnership_lead.responsibilities.get().partnership
    proposal = NeedDefault.objects.create(
        partnership=partnership,
        course=course,
        kind="mandatory",
        first_due_days=90,
        effective_from="2020-01-01",
    )
    organisations = [name for name in NEEDS if name.startswith("organisation_need")]
    partnerships = [name for name in NEEDS if name.startswith("partnership_need")]
    return (
        dict.fromkeys(organisations, [post.organisation_id])
        | dict.fromkeys(partnerships, [partnership.pk])
        | {"organisation_need_change": [post.organisation_id, rule.pk]}
        | {"partnership_need_change": [partnership.pk, proposal.pk]}
    )
