"""The films for families, below the page for families."""

from casestudies.families.pages import FamilyFilmPage, FamilyIndexPage
from casestudies.films.film import Film
from courses.demo import data
from courses.demo.library import stream
from courses.markdown import rich_text

AS_WRITTEN = ("title", "slug", "summary", "content_note")


def write_family_films(films: dict[str, Film]) -> None:
    index = FamilyIndexPage.objects.get()
    for rules in data.read("content/families.yaml"):
        page = FamilyFilmPage(
            **{name: rules[name] for name in AS_WRITTEN},
            search_description=rules["summary"],
            film=films[rules["film"]],
            content_notes=stream("note", rules["content_notes"]),
            what_happens=rich_text(rules["what_happens"].splitlines()),
            messages=stream("message", rules["messages"]),
            questions=stream("question", rules["questions"]),
        )
        index.add_child(instance=page)
        page.save_revision().publish()
