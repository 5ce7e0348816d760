"""Where the browser sends a film in pieces. Each answer says how many bytes are here, so that it can go on from there."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse, UnreadablePostError
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtailmedia.views.media import permission_checker

from casestudies.encoding import uploads
from casestudies.encoding.apart import measure_apart
from casestudies.encoding.measuring import Refused, codec_name
from casestudies.encoding.room import NoRoom
from casestudies.encoding.upload import Upload
from casestudies.films.showing import in_words

LARGEST = 2**63 - 1
NO_OFFSET = "Say where this piece begins."
READ = "{length}, {width} × {height}, {video}, {sound}"


class BeginForm(forms.Form):
    """What a browser knows of a file before it sends any of it."""

    name = forms.CharField(max_length=200)
    size = forms.IntegerField(min_value=1, max_value=LARGEST)
    changed = forms.IntegerField(min_value=0, max_value=LARGEST)


@permission_checker.require_any("add", "change")
@require_POST
def begin_upload(request):
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _refuse([said for errors in form.errors.values() for said in errors])
    try:
        upload = uploads.begin(person=request.user, at=timezone.now(), **form.cleaned_data)
    except ValidationError as refusal:
        return _refuse(refusal.messages)
    return _answer(upload)


@permission_checker.require_any("add", "change")
@require_http_methods(["GET", "PUT"])
def upload_piece(request, key):
    """GET: how much is here. PUT: one more piece, which begins at the byte that X-Offset names."""
    upload = Upload.objects.filter(key=key, person=request.user).order_by("pk").first()
    if upload is None:
        raise Http404
    if request.method == "PUT":
        offset = request.headers.get("X-Offset", "")
        if not (offset.isascii() and offset.isdigit() and len(offset) < 20):
            return _refuse([NO_OFFSET])
        try:
            uploads.receive(upload, offset=int(offset), stream=request)
        except (uploads.WrongPlace, UnreadablePostError):
            return _answer(upload, status=409)
        except NoRoom as refusal:
            return _refuse(refusal.messages)
    return _answer(upload)


def _answer(upload: Upload, *, status: int = 200) -> JsonResponse:
    """How far it is; and, once it is whole, what was read from it, or why it is refused."""
    said = {
        "key": str(upload.key),
        "url": reverse("upload_piece", args=[upload.key]),
        "arrived": upload.arrived,
        "size": upload.size,
        "piece": uploads.PIECE,
    }
    if upload.is_whole:
        try:
            found = measure_apart(upload.path, most_minutes=settings.FILM_MOST_MINUTES)
        except Refused as refusal:
            uploads.drop(upload)
            return _refuse([str(refusal)])
        sound = codec_name(found.audio_codec) if found.audio_codec else "no sound"
        words = READ.format(
            length=in_words(round(found.seconds)) or "Less than a second",
            width=found.width,
            height=found.height,
            video=codec_name(found.video_codec),
            sound=sound,
        )
        said |= {"read": words, "warnings": found.warnings}
    return JsonResponse(said, status=status)


def _refuse(words: list[str]) -> JsonResponse:
    return JsonResponse({"refused": " ".join(words)}, status=400)
