"""Captions that are uploaded: errors are refused with their lines, doubts are said and stop nothing."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from casestudies import findings
from casestudies.films.checks import ERRORS_SHOWN
from casestudies.models import Film
from tests.casestudies import factories
from tests.casestudies.factories import CAPTIONS
from tests.casestudies.films.test_form import save, upload

ON = datetime.date(2026, 6, 3)


def test_every_bad_line_is_named_up_to_a_number_that_can_be_read(db):
    film = Film(title="A", captions=ContentFile(b"WEBVTT\n\n" + b"words\n\n" * 50, name="a.vtt"))
    with pytest.raises(ValidationError) as refusal:
        film.clean_fields(exclude=["file"])
    told = refusal.value.message_dict["captions"]
    assert len(told) == ERRORS_SHOWN + 1
    assert told[1].startswith("Line 5 of the captions file: there should be a time")
    assert told[1].endswith("The line reads: words")
    assert told[-1] == "There are problems at 30 more lines."


def test_captions_that_claim_another_language_and_run_past_the_end_are_taken_and_found(case):
    welsh = CAPTIONS.replace("WEBVTT", "WEBVTT\nLanguage: cy", 1).encode()
    case.film = factories.film(captions=("film.vtt", welsh), duration=40)
    [found] = [finding for finding in findings.of_case_study(case, on=ON) if "captions" in finding.text]
    assert not found.stops
    assert found.text == (
        "Look at the captions of the film “The look away”: line 2, the captions file says that it is in “cy”, and the "
        "film is in “en-GB”. There is something to look at in 1 line more."
    )


def test_captions_whose_file_is_gone_are_not_looked_at(case):
    case.film.captions.storage.delete(case.film.captions.name)
    assert [finding for finding in findings.of_case_study(case, on=ON) if "Look at" in finding.text] == []


def test_who_uploaded_captions_is_told_to_whoever_was_typing_them(administrator_client, administrator):
    film = factories.film()
    url = reverse("captions", args=[film.pk, "captions"])
    mine = administrator_client.get(url).context["revision"]
    new = CAPTIONS.replace("Hello, Joel.", "Good morning, Joel.").encode()
    save(administrator_client, film, captions=upload("new.vtt", new))
    assert ModelLogEntry.objects.for_instance(film).get().user == administrator
    typed = {"start": ["1"], "end": ["2"], "speaker": [""], "text": ["Mine."], "kept": [""], "revision": mine}
    page = administrator_client.post(url, typed)
    assert page.context["last_saved"].user == administrator
    assert "Good morning, Joel." in [row.text for _, row in page.context["their_rows"]]
