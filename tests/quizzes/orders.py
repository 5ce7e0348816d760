"""Whether what many told at once can have happened one after the other. Pure Python.

Calls overlap, and nothing says in which order they took effect; but each took effect at some moment between being made and
coming back. What they told is right if there is an order, within those bounds, in which the plain rules tell the same to every
one of them. All such orders are followed at once: whenever a call comes back, those in which it cannot have happened yet, or not
with what it told, are dropped. When none is left, no order explains that call.
"""

from collections.abc import Callable, Sequence

from tests.quizzes.plain import Call, Learner

MADE, BACK = 0, 1


class NoOrder(AssertionError):
    """A call told what it cannot have told, in whatever order the calls took effect."""


def possible_ends(
    calls: Sequence[Call], learner: Learner, after: Callable[[Learner, Call], Learner | None]
) -> set[Learner]:
    """The learner in every state that the calls can have led to."""
    moments = [(call.called, MADE, call) for call in calls] + [(call.returned, BACK, call) for call in calls]
    ways: set[tuple[Learner, frozenset[Call]]] = {
        (learner, frozenset())
    }  # each with the calls it has used early
    under_way: set[Call] = set()
    for _, kind, call in sorted(moments, key=lambda moment: moment[:2]):
        if kind == MADE:
            under_way.add(call)
            continue
        before, ways = ways, _ways_with(call, ways, under_way, after)
        if not ways:
            raise NoOrder(_explain(call, before, under_way))
        under_way.remove(call)
    return {state for state, _ in ways}


def _ways_with(call: Call, ways, under_way: set[Call], after) -> set:
    """The ways in which the call has happened, by itself or after others that are under way."""
    found, seen, waiting = set(), set(ways), list(ways)
    while waiting:
        state, early = waiting.pop()
        if call in early:
            found.add((state, early - {call}))
            continue
        for other in under_way - early:
            then = after(state, other)
            if then is not None and (way := (then, early | {other})) not in seen:
                seen.add(way)
                waiting.append(way)
    return found


def _explain(call: Call, ways, under_way: set[Call]) -> str:
    """The call, what was under way beside it, and the attempt that it is about, in some of the ways it was then."""
    beside = "\n".join(f"  {other}" for other in under_way - {call})
    attempts = {attempt for learner, _ in ways for attempt in learner.attempts[-1:]}
    states = "\n".join(f"  {attempt}" for attempt in list(attempts)[:3])
    return f"No order explains\n  {call}\nbeside\n{beside}\nwith the last attempt\n{states}"
