"""Who may see and send what at the workforce's addresses: rows for tests/test_access.py, and what their addresses take."""

import uuid

from tests.factories import SharingFactory
from tests.roles import GO, IN, NO, OK, POST, row
from tests.workforce.factories import a_month
from tests.workforce.needs.access import NEEDS, need_arguments
from tests.workforce.staff_lists.factories import (
    LIST_PAGES,
    LIST_SENDS,
    AcceptedEvidenceFactory,
    arguments_of_lists,
)

signed_in = row(stranger=IN, learner=OK, others=OK)
send = row(stranger=POST, learner=POST, others=POST)
leading = row(stranger=IN, learner=NO, others=NO, lead=OK, administrator=OK)
answering = row(stranger=IN, learner=NO, others=NO, lead=OK, manager=OK)
of_lead = row(stranger=IN, learner=NO, others=NO, lead=OK)

WORKFORCE = {
    "workforce": answering | {"partnership_lead": GO},
    "workforce_people": answering,
    "workforce_today": answering,
    "workforce_person": answering,
    "end_post": of_lead,
    "withdraw_evidence": of_lead,
    "workforce_partnership": row(stranger=IN, learner=NO, others=NO, partnership_lead=OK),
    "workforce_how": answering | {"partnership_lead": OK},
    **NEEDS,
    **dict.fromkeys(["staff_lists", *LIST_PAGES, "staff_list_template"], leading),
    **dict.fromkeys([*LIST_SENDS, "invite_from_lists"], send),
    "reminders": of_lead,
    "reminder_plan": of_lead,
    "nudge": of_lead,
    "weekly_mail": signed_in,
    "snapshots": of_lead,
    "take_snapshot": send,
    "snapshot": of_lead,
    "count_snapshot_again": of_lead,
    "board_pack": send,
    "inspection_pack": answering,
    "pack": row(stranger=IN, learner=NO, others=NO),
    "pack_file": send,
    "sharing": leading,
    "sharing_of": leading,
    "end_sharing": leading,
    "looks": leading,
    "looks_at_me": signed_in,
    "export_table": send,
    "export_people": send,
    "export_partnership": send,
    "take_file": send,
}


def arguments_of_workforce(course, post, lead, partnership_lead) -> dict[str, list]:
    organisation = lead.responsibilities.order_by("pk").first().organisation
    return {
        "workforce_person": [post.person_id],
        "end_post": [post.pk],
        "withdraw_evidence": [
            AcceptedEvidenceFactory(organisation=post.organisation, person=post.person, course=course).pk
        ],
        "reminder_plan": [post.organisation_id],
        "take_file": [1],
        "sharing_of": [post.organisation_id],
        "end_sharing": [SharingFactory(organisation=post.organisation).pk],
        **dict.fromkeys(("snapshot", "count_snapshot_again", "board_pack"), [a_month(organisation).pk]),
        **dict.fromkeys(("pack", "pack_file"), [uuid.uuid4()]),
        **need_arguments(course, post, partnership_lead),
        **arguments_of_lists(lead),
    }
