"""The question bank, from YAML: each question published, with its topics and the lesson that teaches it."""

from courses.demo import data
from courses.demo.library import Library
from learning.people.users import User
from quizzes.bank import bank


def write_bank(library: Library, *, by: User) -> None:
    for question in data.read("content/bank.yaml"):
        value = {name: told for name, told in question.items() if name != "kind"}
        value["sources"] = [source.pk for source in library.sources_of(question["sources"])]
        value["lesson"] = library.parts[question["lesson"]].pk
        bank.add(kind=question["kind"], value=value, by=by, is_published=True)
