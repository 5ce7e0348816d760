"""The library's form of a film."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from casestudies import findings
from casestudies.encoding.form import UploadingForm
from casestudies.pages import CaseStudyPage

SHOWN = "Learners see this film in {pages}, so it must keep what they need. {findings}"


class FilmForm(UploadingForm):
    """Refuses to take from a film what the live pages that show it were published with."""

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk and not self.errors:
            self._refuse_harm(self.instance.case_studies.live().order_by("title", "pk"))

    def _refuse_harm(self, pages: QuerySet[CaseStudyPage]) -> None:
        amiss = {page: findings.of_film(self.instance, content_note=page.content_note) for page in pages}
        said = dict.fromkeys(finding.text for found in amiss.values() for finding in found)
        if said:
            titles = ", ".join(f"“{page.title}”" for page, found in amiss.items() if found)
            self.add_error(None, ValidationError(SHOWN.format(pages=titles, findings=" ".join(said))))
