"""The library's form of a film."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casestudies import findings
from casestudies.captioning import saving
from casestudies.consents import consenting
from casestudies.encoding.form import UploadingForm
from casestudies.families.pages import FamilyFilmPage
from casestudies.family.uses import live_pages_with
from casestudies.films.checks import read_bytes
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage

HAS_PEOPLE = (
    "There are real people listed as being in this film, so it cannot be called fictional. They stay listed, with what "
    "they agreed to."
)
SHOWN = "Learners see this film in {pages}, so it must keep what they need. {findings}"


class FilmForm(UploadingForm):
    """Refuses to take from a film what the live pages that show it were published with."""

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk and not self.errors:
            self._refuse_fiction()
            shown_on = (live_pages_with(self.instance), self.instance.family_pages.live())
            self._refuse_harm([page for pages in shown_on for page in pages.order_by("title", "pk")])

    @transaction.atomic
    def save(self, commit=True):
        """What is said anew of real people is in the register; who uploaded which captions, in the film's history."""
        changed = set(self.changed_data) if self.instance.pk else set()
        is_replaced = bool(self.instance.pk and (self.arrived or "file" in changed))
        film = super().save(commit=commit)
        if "is_fictional" in changed:
            consenting.write_fictional(film=film, by=self.person, at=timezone.now())
        if is_replaced and not film.is_fictional:
            consenting.write_replaced(film=film, by=self.person, at=timezone.now())
        for track in Film.Track:
            if commit and track in self.changed_data and (file := getattr(film, track)):
                saving.note(film, track, read_bytes(file), by=self.person, at=timezone.now())
        return film

    def _refuse_fiction(self) -> None:
        if self.instance.is_fictional and self.instance.participants.listed().exists():
            self.add_error("is_fictional", HAS_PEOPLE)

    def _refuse_harm(self, pages: list[CaseStudyPage | FamilyFilmPage]) -> None:
        amiss = {
            page: [
                *findings.of_film(self.instance, content_note=page.content_note),
                *findings.of_text_version(self.instance, page.words_instead),
            ]
            for page in pages
        }
        said = dict.fromkeys(finding.text for found in amiss.values() for finding in found)
        if said:
            titles = ", ".join(f"“{page.title}”" for page, found in amiss.items() if found)
            self.add_error(None, ValidationError(SHOWN.format(pages=titles, findings=" ".join(said))))
