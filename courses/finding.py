"""Finding a course: the words, the minutes someone has, for whom, and the step of the care pathway."""

import re

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.http import QueryDict
from wagtail.models import Page

from courses.topics import Topic
from learning.people.posts import PracticeGroup
from learning.people.sides import Side

MINUTES = [
    ("", "Any"),
    ("10", "Up to 10 minutes"),
    ("15", "Up to 15 minutes"),
    ("30", "Up to 30 minutes"),
    ("60", "Up to an hour"),
]
WORDS_LOOKED_FOR = 8


class FindForm(forms.Form):
    """The filters of the catalogue. All of them may be empty; what cannot be read is said, and left aside."""

    use_required_attribute = False

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={
            "max_length": "“Search” can have 200 characters. Use fewer words.",
            "null_characters_not_allowed": "“Search” holds a character that cannot be searched. Take it out.",
        },
    )
    minutes = forms.ChoiceField(
        label="Time I have",
        required=False,
        choices=MINUTES,
        widget=forms.RadioSelect,
        help_text="Long enough for the part you would do next. You can stop after any part.",
        error_messages={"invalid_choice": "Choose a time from the list."},
    )
    side = forms.MultipleChoiceField(
        label="For whom",
        required=False,
        choices=[(side, Side(side).label) for side in Side.IN_SERVICE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose for whom from the list."},
    )
    group = forms.ChoiceField(
        label="Staff group",
        required=False,
        error_messages={"invalid_choice": "Choose a staff group from the list."},
    )
    topic = forms.MultipleChoiceField(
        label="Topic",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose topics from the list."},
    )

    def __init__(self, data: QueryDict):
        super().__init__(data)
        groups, topics = choices()
        self.fields["group"].choices = [("", "Any"), *groups]
        self.fields["topic"].choices = topics
        self.is_valid()

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def minutes_at_most(self) -> int | None:
        chosen = self.cleaned_data.get("minutes")
        return int(chosen) if chosen else None

    def courses(self, courses: QuerySet) -> QuerySet:
        """Those of some courses that side, staff group and topic let through. One of several is enough."""
        chosen = self.cleaned_data
        if sides := chosen.get("side"):
            courses = courses.filter(
                pk__in=courses.filter(practice_groups__service_side__in=sides).values("pk")
            )
        if group := chosen.get("group"):
            courses = courses.filter(practice_groups__code=group)
        if topics := chosen.get("topic"):
            courses = courses.filter(pk__in=courses.filter(topics__slug__in=topics).values("pk"))
        return courses

    @property
    def count_chosen(self) -> int:
        """How many filters are in use beside the words."""
        return len(self.chosen()) - bool(self.words)

    def chosen(self) -> list[dict]:
        """Each filter in use, in words, with the address of the same page without it."""
        found = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            labels = dict(getattr(field, "choices", []))
            for one in dict.fromkeys(value if isinstance(value, list) else filter(None, [value])):
                found.append({"label": labels.get(one, f"“{one}”"), "url": self._url_without(name, one)})
        return found

    def _url_without(self, name: str, value: str) -> str:
        rest = QueryDict(mutable=True)
        for other, values in self.data.lists():
            kept = [one for one in values if one and (other != name or one.strip() != value)]
            if kept and other in self.fields:
                rest.setlist(other, kept)
        return f"?{rest.urlencode()}"


def choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The staff groups by name, and the topics in order. One query for both: the page has few to spend."""
    groups = PracticeGroup.objects.order_by().values_list(Value("group"), Value(0), "name", "code")
    topics = Topic.objects.order_by().values_list(Value("topic"), "position", "name", "slug")
    rows = sorted(groups.union(topics, all=True))
    return tuple([(code, name) for kind, _, name, code in rows if kind == one] for one in ("group", "topic"))


def search(courses: QuerySet, words: str) -> list:
    """Courses that match, best first: by the search index, then those that only hold the letters."""
    if not words:
        return list(courses.order_by("path"))
    ranked = in_the_index(courses.model, words)
    found = courses.filter(Q(pk__in=ranked) | holding(words)).order_by("path")
    rank = {pk: position for position, pk in enumerate(ranked)}
    return sorted(found, key=lambda course: rank.get(course.pk, len(rank)))


def in_the_index(model, words: str) -> list[int]:
    """Ids of live courses by the search index, best first. To SQLite's, signs are commands."""
    plain = " ".join(re.findall(r"\w+", words))
    return [course.pk for course in model.objects.live().search(plain, operator="and")] if plain else []


def holding(words: str) -> Q:
    """Every word, or part of one, is in what a course says of itself or in the title of one of its parts.

    Each word costs a look at every title, so only the first few that differ are looked for.
    """
    every = Q()
    for word in list(dict.fromkeys(words.split()))[:WORDS_LOOKED_FOR]:
        titled = Page.objects.live().filter(path__startswith=OuterRef("path"), title__icontains=word)
        every &= (
            Q(strapline__icontains=word)
            | Q(summary__icontains=word)
            | Q(audience_text__icontains=word)
            | Q(Exists(titled))
        )
    return every
