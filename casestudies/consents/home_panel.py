"""Consents that somebody should ask for, on the admin's home."""

from django.urls import reverse

from casestudies.consents import reach
from casestudies.consents.standing import State, standings
from learning.site.home_panels import HomePanel, Line


class ConsentsPanel(HomePanel):
    """Films of real people that are not shown, or soon will not be, unless somebody in them is asked."""

    name = "consents"
    heading = "Consents to review or lapsed"
    empty = "Everyone in a film of real people has agreed, and nobody has to be asked yet."
    order = 31

    def is_shown(self):
        return self.person.has_perm(reach.RECORD_WITHDRAWAL)

    def actions(self):
        return [Line(title="Films of real people", url=reverse("films_of_real_people"))]

    def rows(self):
        films = reach.films_to_withdraw_in(self.person).of_real_people().with_people(on=self.today)
        found = [(film, standings(film, on=self.today)) for film in films.order_by("title", "pk")]
        return [(film, people) for film, people in found if _needs_somebody(people)]

    def line(self, row):
        film, people = row
        amiss = [f"{one.participant.label}: {one.words}" for one in people if one.state != State.CURRENT]
        return Line(
            title=film.title,
            url=reverse("film_consents", args=[film.pk]),
            note=" ".join(amiss) or "Nobody is listed as being in it.",
        )


def _needs_somebody(people) -> bool:
    return not people or any(one.state != State.CURRENT for one in people)
