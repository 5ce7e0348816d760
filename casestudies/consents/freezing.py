"""The database itself refuses to change what was agreed, withdrawn and written in the register, whoever asks it to."""

from learning.records.freezing import Freeze, again

# Three years after a day, as both databases write days: the year is four figures, the rest stays.
THREE_YEARS_ON = (
    "CAST(CAST(SUBSTR(CAST(NEW.given_on AS TEXT), 1, 4) AS INTEGER) + 3 AS TEXT) "
    "|| SUBSTR(CAST(NEW.given_on AS TEXT), 5)"
)

FROZEN = [
    Freeze(
        "casestudies_consentchange",
        "the_register_only_grows",
        insert=again("casestudies_consentchange", "id"),
    ),
    Freeze("casestudies_consent", "a_consent_never_changes", insert=again("casestudies_consent", "id")),
    Freeze(
        "casestudies_consent",
        "a_consent_lasts_36_months_at_most",
        update="FALSE",
        delete="FALSE",
        insert=f"CAST(NEW.expires_on AS TEXT) > {THREE_YEARS_ON}",
    ),
    Freeze(
        "casestudies_withdrawal", "a_withdrawal_never_changes", insert=again("casestudies_withdrawal", "id")
    ),
    Freeze(
        "casestudies_participant",
        "who_is_in_a_film_stays",
        update="NEW.film_id <> OLD.film_id OR COALESCE(CAST(NEW.turns_18_on AS TEXT), '') "
        "<> COALESCE(CAST(OLD.turns_18_on AS TEXT), '')",
        insert=again("casestudies_participant", "id"),
    ),
]
