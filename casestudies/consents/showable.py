"""Which films may be shown, by their own day's answer: nothing has to run for a film to be refused."""

import datetime

from django.db.models import Exists, FileField, OuterRef, Prefetch, Q
from wagtailmedia.models import MediaQuerySet

from casestudies.consents.participants import Participant
from casestudies.consents.scopes import Scope


class FilmQuerySet(MediaQuerySet):
    def showable(self, *, on: datetime.date, to: Scope, course_path: str = ""):
        """Fictional films; and those of real people in which everyone has agreed, for that day and these people.

        A consent for one course alone counts only for staff, in the course at that path. A film of real people in which
        nobody is listed is never shown, nor one in which somebody is listed who has not agreed, whatever else is said of it.
        """
        people = Participant.objects.listed().filter(film=OuterRef("pk"))
        agreed = Participant.objects.covered(on=on, to=to, course_path=course_path)
        return self.filter(
            Q(is_fictional=True) | Exists(people),
            ~Exists(people.exclude(pk__in=agreed.values("pk"))),
        )

    def with_file(self, name: str):
        """Those of which some file is kept under a name, whichever of their files it is."""
        files = [field.name for field in self.model._meta.get_fields() if isinstance(field, FileField)]
        return self.filter(Q(*[(field, name) for field in files], _connector=Q.OR))

    def of_real_people(self):
        return self.filter(is_fictional=False)

    def with_people(self, *, on: datetime.date):
        """Adds `people`: who is in each, with what they have agreed to on a day. Two queries, however many films."""
        people = Participant.objects.listed().with_consent(on=on).in_order()
        return self.prefetch_related(Prefetch("participants", queryset=people, to_attr="people"))
