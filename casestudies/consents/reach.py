"""Whose consents somebody works on: of the films that they may change; to record a withdrawal, of any film."""

from wagtail.permissions import policy_registry

from casestudies.films.film import Film

RECORD_WITHDRAWAL = "casestudies.record_withdrawal"


def films_of(person):
    """Those that someone may change, and so list people in and record what they agree to."""
    return policy_registry.get_by_type(Film).instances_user_has_permission_for(person, "change")


def films_to_strike_in(person):
    """Those in which someone may strike out a person who was listed by mistake."""
    return films_of(person) if person.is_administrator else Film.objects.none()


def films_to_withdraw_in(person):
    """Those of which someone may see who agreed to what, and record that one of them withdraws."""
    return Film.objects.all() if person.has_perm(RECORD_WITHDRAWAL) else films_of(person)
