"""From what a form asks for to the steps that make it so."""

from dataclasses import replace

from learning.workforce.needs.forms import NeedForm
from learning.workforce.needs.need import Need
from learning.workforce.needs.places import Place
from learning.workforce.needs.steps import NeedRefused, Step, add, after, change, refuse_overlaps, take_back

TAKE_BACK = "take_back"


def plan(form: NeedForm, *, do: str = "") -> list[Step]:
    """The steps of a valid form; none when it asks for what is so already. NeedRefused when it cannot be."""
    steps = _steps(form, do)
    refuse_twice(form.place, steps)
    return steps


def refuse_twice(place: Place, steps: list[Step]) -> None:
    then = after(place.held, steps)
    for step in steps:
        try:
            refuse_overlaps(then, step)
        except NeedRefused as refusal:
            raise NeedRefused(refusal.field, _which(place, steps, step) + str(refusal)) from refusal


def _which(place: Place, steps: list[Step], step: Step) -> str:
    """Of several, which one is refused."""
    need = step.begins or step.stays
    return f"{place.title_of(need)}, {place.who(need)}: " if len(steps) > 1 else ""


def _steps(form: NeedForm, do: str) -> list[Step]:
    if form.held is None:
        wanted = [need for one in form.needs() for need in _cells(form.place, one)]
        return [add(need, today=form.today) for need in wanted]
    if do == TAKE_BACK:
        return [take_back(form.held, today=form.today)]
    step = change(form.held, form.need(), from_day=form.from_day, today=form.today, again=form.again)
    return [step] if step else []


def _cells(place: Place, need: Need) -> list[Need]:
    """A partnership proposes cell by cell, so that each may be taken over by itself."""
    if place.is_organisation or not need.groups:
        return [need]
    return [replace(need, groups=frozenset({group})) for group in sorted(need.groups)]
