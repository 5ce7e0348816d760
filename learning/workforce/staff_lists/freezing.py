"""The database itself refuses to change what is kept of accepted lists, and evidence that was accepted."""

from learning.records.freezing import Freeze, again

FROZEN = [
    Freeze(
        "workforce_acceptedlist",
        "what_was_accepted_of_a_list_stays",
        insert=again("workforce_acceptedlist", "id", "staff_list_id"),
    ),
    Freeze(
        "workforce_acceptedevidence",
        "accepted_evidence_never_changes",
        insert=again(
            "workforce_acceptedevidence", "id", "organisation_id, person_id, course_id, completed_on"
        ),
    ),
    Freeze(
        "workforce_evidencewithdrawal",
        "what_is_withdrawn_stays_withdrawn",
        update="NEW.reason <> '' OR NEW.evidence_id <> OLD.evidence_id OR NEW.withdrawn_by_id <> OLD.withdrawn_by_id"
        " OR NEW.withdrawn_at <> OLD.withdrawn_at",
        insert=again("workforce_evidencewithdrawal", "id", "evidence_id"),
    ),
    Freeze(
        "workforce_evidencewords",
        "words_about_evidence_are_erased_or_kept",
        update="NEW.provider <> '' OR NEW.reason <> '' OR NEW.evidence_id <> OLD.evidence_id",
        insert=again("workforce_evidencewords", "id", "evidence_id"),
    ),
]
