"""The two pages of the exchange: the questions, and then what others would do."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from casestudies.exchange import hearing, perspectives, terms
from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.exchange.forms import AnswerForm, SecondAnswerForm
from casestudies.exchange.own_shares import OwnShare, for_its_writer, own_share
from casestudies.exchange.shares import Share
from casestudies.pages import CaseStudyPage
from casestudies.standing import standing_of
from casestudies.voices import players, telling
from learning.records.pages import neighbours
from learning.site import kept
from learning.site.moments import clock
from learning.site.turning_to import beside_a_case

LATE = (
    "Your first answer was already saved, and does not change. What you have typed since is below, as a "
    "second answer. Save it to keep it."
)


def begun(request, reflection: Reflection | None) -> dict:
    """What the boxes hold when the page opens: what was typed before a sign-in, else the draft."""
    if typed := kept.take(request):
        return typed.dict()
    if reflection is None:
        return {}
    texts = {f"answer_{text.prompt}": text.text_first for text in reflection.texts.all()}
    return texts | {"first_step": reflection.first_step_first}


def ask(request, page: CaseStudyPage, form: AnswerForm, reflection: Reflection | None):
    context = {
        "page": page,
        "form": form,
        "neighbours": neighbours(page),
        "saved_words": f"Saved {clock(reflection.saved_at)}." if reflection else "",
        "voices": telling.links(page, on=timezone.localdate()),
    }
    return render(request, "casestudies/answer.html", context)


def show_others(request, page: CaseStudyPage, reflection: Reflection):
    """What others would do, and room for a second answer. A first answer sent late is put there, not lost."""
    texts = list(reflection.texts.order_by("pk"))
    initial = {f"answer_{text.prompt}": text.text_second for text in texts}
    initial["first_step"] = reflection.first_step_second
    typed = kept.take(request, reverse("add_to_answer", args=[page.pk])) or request.POST or kept.take(request)
    late = {name: typed[name] for name in initial if typed and _is_new(name, typed.get(name), texts)}
    if request.method == "POST" and not late:
        return redirect("answer_case", page.pk)
    if late:
        messages.info(request, LATE)
        late["first_step"] = typed.get("first_step", "")
    form = SecondAnswerForm(page=page, texts=texts, initial=initial | late)
    ask_to_share(form, reflection)
    return show_others_with(request, page, reflection, form)


def _is_new(name: str, words: str | None, texts: list[ReflectionText]) -> bool:
    """Whether something typed is neither empty nor what is saved already."""
    saved = {f"answer_{text.prompt}": (text.text_first, text.text_second) for text in texts}
    return bool(words and name in saved and words.strip() not in saved[name])


def ask_to_share(form: SecondAnswerForm, reflection: Reflection) -> None:
    """Ask where the answer is not shared, and could be."""
    now = terms.current()
    if reflection.has_a_voice and terms.are_offered(now) and not reflection.shares.standing().exists():
        form.ask_to_share(reflection, now)


def _own_share(reflection: Reflection) -> OwnShare | None:
    row = for_its_writer(Share.objects.filter(reflection=reflection)).first()
    return own_share(row, terms.current()) if row else None


def show_others_with(request, page: CaseStudyPage, reflection: Reflection, form: SecondAnswerForm):
    enrolment = page.enrolment_of(request.user)
    group = reflection.practice_group
    form.offer_to_finish(not enrolment.activity_is_completed)
    context = {
        "page": page,
        "form": form,
        "neighbours": neighbours(page),
        "first": first_answer(page, reflection),
        "voices": telling.links(page, on=timezone.localdate()),
        "talks": _talks(request, page, enrolment),
        "answered_at": clock(reflection.committed_at),
        "is_completed": enrolment.activity_is_completed,
        "choruses": perspectives.in_order(
            hearing.voices_for(request.user, page, perspectives.voices(page)),
            side=reflection.service_side,
            own_group=group.name if group else "",
        ),
        "own_share": _own_share(reflection),
    }
    return render(request, "casestudies/others.html", context | {"contacts": beside_a_case(request)})


def _talks(request, page: CaseStudyPage, enrolment) -> list[players.Player]:
    if not page.discussions():
        return []
    standing = standing_of(page, enrolment)
    return telling.talks(
        players.visit(page, request, enrolment=enrolment, standing=standing, preview=False, at=timezone.now())
    )


def first_answer(page: CaseStudyPage, reflection: Reflection) -> list[dict]:
    """The first answer as it was committed, for a list of facts."""
    rows = [
        {"label": text.get_lens_display(), "value": text.text_first}
        for text in reflection.texts.order_by("pk")
    ]
    step = page.first_steps().get(reflection.first_step_first)
    return [*rows, {"label": "Your first step", "value": step}] if step else rows
