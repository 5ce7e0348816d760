"""Folding until nothing waits; and what is kept beside what counting says: every row, course and number of every place."""

from learning.people.models import Organisation, Post, Team
from learning.people.sides import Side
from learning.records.pages import joint_programmes
from learning.workforce import counting
from learning.workforce.counting import Count
from learning.workforce.figures import HAVE_BEGUN, Figures
from learning.workforce.filters import Asked, Filters, Which
from learning.workforce.joint.reach import SHOWN
from learning.workforce.rollups.folding import fold_some
from learning.workforce.rollups.reading import KeptPlace, Place, RolledFigures
from learning.workforce.standings import standings
from learning.workforce.today.sources import Counted, OfKept
from learning.workforce.today.spans import EVER

WHICH = [Which.LATE, Which.NEVER, Which.WITHIN_30, Which.WITHIN_60, Which.WITHIN_90, Which.LEFT_OUT]


def fold_all(*, at) -> None:
    while fold_some(at=at):
        pass


def same_everywhere(on) -> None:
    for organisation in Organisation.objects.all():
        posts = Post.objects.filter(organisation=organisation)
        same(Place(organisation.pk), posts, on)
        for team in Team.objects.filter(organisation=organisation):
            within = posts.filter(team__in=Team.objects.within(team))
            same(Place(organisation.pk, team.path), within, on)
            same(Place(organisation.pk, team.path, Side.ADULT), within.filter(service_side=Side.ADULT), on)
        for side in Side.IN_SERVICE:
            same(Place(organisation.pk, side=side), posts.filter(service_side=side), on)


def same(place: Place, posts, on) -> None:
    found = standings(posts, on=on)
    for asked in Asked:
        filters = Filters(today=on, on=on, asked=asked, led=frozenset({place.organisation}))
        chosen = [each for each in found if each.is_required == (asked == Asked.REQUIRED)]
        table = counting.table(chosen, row_of=lambda each: each.practice_group_id)
        live = Figures(filters, posts, table, chosen)
        kept = RolledFigures.read(filters, place, discreet=False)
        assert said_of(kept) == said_of(live), (place, asked)
        if asked == Asked.REQUIRED:
            of_kept = OfKept(
                kept, KeptPlace(place, discreet=False, as_at=on, joint=sorted(joint_programmes()))
            )
            assert said_of_today(of_kept, place) == said_of_today(Counted(live), place), place


def said_of_today(source, place: Place) -> dict:
    """What the page of today takes beside figures, but for spans of days."""
    reached = {} if place.side else source.joint(joint_programmes())
    return {
        "joint": {side: reached[side] for side in SHOWN if reached.get(side, Count()).due},
        "begun": {which: source.people(which, [EVER]) for which in HAVE_BEGUN},
        "long away": source.long_away(),
        "not back": source.not_back(),
    }


def said_of(figures) -> dict:
    """All that a page takes from figures."""
    rows = [None, *sorted(figures.rows)]
    return {
        "rows": rows,
        "courses": sorted(figures.courses),
        "counts": {
            (row, course): figures.count(course, row) for row in rows for course in sorted(figures.courses)
        },
        "left out": {row: figures.left_out(row) for row in rows},
        "people": {which: figures.people(which) for which in WHICH},
    }
