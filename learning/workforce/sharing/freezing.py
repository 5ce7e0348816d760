"""The database itself refuses to change what was agreed about sharing, who looked, and who took what away."""

from learning.records.freezing import Freeze, again

# Two years after a day, as both databases write days: the year is four figures, the rest stays.
TWO_YEARS_ON = (
    "CAST(CAST(SUBSTR(CAST(NEW.starts_on AS TEXT), 1, 4) AS INTEGER) + 2 AS TEXT) "
    "|| SUBSTR(CAST(NEW.starts_on AS TEXT), 5)"
)
OVERLAPPED = (
    "EXISTS (SELECT 1 FROM workforce_sharingagreement o WHERE o.organisation_id = NEW.organisation_id "
    "AND o.starts_on <= NEW.ends_on AND o.ends_on >= NEW.starts_on "
    "AND NOT EXISTS (SELECT 1 FROM workforce_sharingend e WHERE e.agreement_id = o.id))"
)

FROZEN = [
    Freeze(
        "workforce_sharingagreement",
        "what_was_agreed_about_sharing_stays",
        insert=again("workforce_sharingagreement", "id"),
    ),
    Freeze(
        "workforce_sharingagreement",
        "sharing_is_agreed_for_24_months_at_most",
        update="FALSE",
        delete="FALSE",
        insert=f"CAST(NEW.ends_on AS TEXT) > {TWO_YEARS_ON}",
    ),
    Freeze(
        "workforce_sharingagreement",
        "an_organisation_shares_by_one_agreement_at_a_time",
        update="FALSE",
        delete="FALSE",
        insert=OVERLAPPED,
    ),
    Freeze(
        "workforce_sharingend",
        "what_was_ended_stays_ended",
        insert=again("workforce_sharingend", "agreement_id"),
    ),
    Freeze("workforce_look", "a_look_stays", insert=again("workforce_look", "id")),
    Freeze("workforce_lookedin", "where_a_look_was_stays", insert=again("workforce_lookedin", "id")),
    Freeze(
        "workforce_lookreason",
        "why_a_file_was_taken_is_erased_or_kept",
        update="NEW.text <> '' OR NEW.look_id <> OLD.look_id",
        insert=again("workforce_lookreason", "look_id"),
    ),
]
