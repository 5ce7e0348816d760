"""How often codes may be tried: counted on wrong codes, by address, in one-minute windows.

A code has 130 random bits, so guessing is hopeless at any speed; the limit keeps guessers from loading the
site. Only wrong codes count, since a whole trust checking real certificates sits behind one address. Once an
address is over the limit every code from it is refused unread, so that a refusal tells nothing about a code.
"""

import datetime
import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache

WRONG_CODES_A_MINUTE = 20
WINDOW_SECONDS = 60
_SUBNET = 64  # an IPv6 customer has this much to itself


class TooManyWrongCodes(Exception):
    """This address has tried too many codes that are not ours."""


def refuse_guessers(request, *, at: datetime.datetime) -> None:
    if cache.get(_key(request, at), 0) >= WRONG_CODES_A_MINUTE:
        raise TooManyWrongCodes


def count(request, *, wrong: bool, at: datetime.datetime) -> None:
    """Count a try. A right code adds nothing, but is written down the same, so as to take the same time."""
    key = _key(request, at)
    cache.add(key, 0, timeout=WINDOW_SECONDS)
    try:
        cache.incr(key, int(wrong))
    except ValueError:  # the window ended between the two lines
        cache.set(key, int(wrong), timeout=WINDOW_SECONDS)


def _key(request, at: datetime.datetime) -> str:
    return f"certificates:{_network(request)}:{int(at.timestamp()) // WINDOW_SECONDS}"


def _network(request) -> str:
    """Where someone comes from, as sign-in counts it (ALLAUTH_TRUSTED_PROXY_COUNT says how many proxies)."""
    address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    if address.version == 6:
        return str(ipaddress.ip_network((address, _SUBNET), strict=False))
    return str(address)
