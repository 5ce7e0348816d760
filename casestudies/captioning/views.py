"""The page on which captions are typed beside their film. Only who may change the film finds it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtailmedia import get_permission_policy

from casestudies.captioning import reading, saving, typed
from casestudies.captioning.doubts import doubts
from casestudies.captioning.problems import warnings
from casestudies.captioning.saving import ChangedSince, Stand
from casestudies.captioning.sheet import MOST_ROWS, Row, Sheet, sheet_of
from casestudies.consents.standing import has_ended
from casestudies.films.checks import MEGABYTE
from casestudies.films.film import Film
from learning.records.counting import counted

SAVED = "Saved: {count}. The transcript has been made of them again."
TOO_LARGE = (
    "These captions make a file of more than 1 MB, which is more than we can take. Shorten some of them."
)
UNREADABLE = "The file that this makes cannot be read: line {line}, {words}."
TAKEN = "Theirs are below your own now, by time once they are saved. Nothing is saved yet."
TOO_MANY = "There are more than {most:,} captions here, too many for this page. Change them in a file."


def find_film(person, film_id: int) -> Film:
    films = get_permission_policy().instances_user_has_permission_for(person, "change")
    return get_object_or_404(Film, pk__in=films.filter(pk=film_id).values("pk"))


class CaptionsView(WagtailAdminTemplateMixin, TemplateView):
    """One track of a film, as rows. What is typed stays in the boxes until it is saved."""

    template_name = "casestudies/admin/captions.html"
    header_icon = "openquote"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.film = find_film(request.user, kwargs["film_id"])
        if kwargs["track"] not in Film.Track.values or has_ended(self.film, on=timezone.localdate()):
            raise Http404
        self.track = Film.Track(kwargs["track"])
        self.page_title = self.track.label
        self.stand = saving.stand_of(self.film, self.track)

    def get_page_subtitle(self):
        return self.film.title

    def get_breadcrumbs_items(self):
        films = {"url": reverse("wagtailmedia:index"), "label": "Films"}
        film = {"url": reverse("wagtailmedia:edit", args=[self.film.pk]), "label": self.film.title}
        return [*self.breadcrumbs_items, films, film, {"url": "", "label": self.track.label}]

    def get(self, request, *args, **kwargs):
        return self.show(self.as_it_stands(), revision=self.stand.revision)

    def post(self, request, *args, **kwargs):
        sheet, revision = typed.sheet_from(request.POST), request.POST.get("revision", "")
        verb = (do := request.POST.get("do", "save")).partition("-")[0]
        if verb in ("save", "mine"):
            return self.save(sheet, seen=request.POST.get("theirs", "") if verb == "mine" else revision)
        if verb == "theirs":
            return redirect(request.path)
        if verb == "take":
            if request.POST.get("theirs", "") != self.stand.revision:
                return self.show(sheet, revision=revision, theirs=self.stand)
            both = typed.with_theirs(sheet, sheet_of(self.stand.captions), request.POST.getlist("taken"))
            messages.info(request, TAKEN)
            return self.show(both, revision=self.stand.revision)
        sheet, focus = typed.with_rows(sheet, do)
        return self.show(sheet, revision=revision, focus=focus)

    def save(self, sheet: Sheet, *, seen: str):
        checked = sheet.checked()
        if checked.is_sound:
            data = checked.as_webvtt()
            checked.faults = _faults_of(data, checked)
        if not checked.is_sound:
            return self.show(checked, revision=seen)
        try:
            saving.save(
                film=self.film,
                track=self.track,
                data=data,
                seen=seen,
                by=self.request.user,
                at=timezone.now(),
            )
        except ChangedSince as changed:
            return self.show(checked, revision=seen, theirs=changed.stand)
        messages.success(self.request, SAVED.format(count=counted(len(checked.rows), "caption")))
        return redirect(self.request.path)

    def as_it_stands(self) -> Sheet:
        """What is in the file, with what is doubtful beside each row. An empty film has rows to begin with."""
        found = [*warnings(self.stand.captions.problems), *self.doubts()]
        sheet = sheet_of(self.stand.captions, [told for told in found if told.line >= self.first_line])
        if not sheet.rows:
            sheet.rows = [Row()] * typed.MORE_ROWS
        return sheet

    @property
    def first_line(self) -> int:
        """Where the captions begin, below what is said of the whole file."""
        return next((cue.line for cue in self.stand.captions.cues), 0)

    def doubts(self):
        film, stand = self.film, self.stand
        return doubts(stand.captions, seconds=film.duration, language=film.language, name=stand.name)

    def show(self, sheet: Sheet, *, revision: str, focus: int | None = None, theirs: Stand | None = None):
        context = {"sheet": sheet, "revision": revision, "around": typed.around(sheet), "focus": focus}
        if len(sheet.rows) > MOST_ROWS:
            context |= {"sheet": Sheet(), "too_many": TOO_MANY.format(most=MOST_ROWS)}
        if theirs:
            context |= self.conflict(sheet, theirs)
        return self.render_to_response(self.get_context_data(**context))

    def conflict(self, sheet: Sheet, theirs: Stand) -> dict:
        mine = {row.said for row in sheet.rows}
        rows = list(enumerate(sheet_of(theirs.captions).rows))
        return {
            "theirs": theirs,
            "their_rows": [(index, row) for index, row in rows if row.said not in mine],
            "their_count": len(rows),
            "last_saved": saving.last_saved(self.film, self.track, theirs.revision),
        }

    def get_context_data(self, **kwargs):
        found = [*warnings(self.stand.captions.problems), *self.doubts()]
        described = self.track == Film.Track.DESCRIBED_CAPTIONS and self.film.described
        return super().get_context_data(**kwargs) | {
            "film": self.film,
            "track": self.track,
            "has_speakers": self.track in (Film.Track.CAPTIONS, Film.Track.DESCRIBED_CAPTIONS),
            "tracks": [(track, getattr(self.film, track)) for track in Film.Track],
            "blank": Row(),
            "video": described or self.film.file,
            "unread": self.stand.captions.errors,
            "of_file": [told for told in found if told.line < self.first_line],
        }


def _faults_of(data: bytes, sheet: Sheet) -> list[str]:
    """What is written is read again, so that nothing is kept that browsers would not show."""
    if len(data) > MEGABYTE:
        return [TOO_LARGE]
    found = reading.read(data)
    return [UNREADABLE.format(line=problem.line, words=problem.words) for problem in found.errors[:1]]
