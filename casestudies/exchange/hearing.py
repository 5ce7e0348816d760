"""What someone who has answered is shown: colleagues, where enough of them share an answer; else the course team."""

from django.urls import reverse

from casestudies.exchange import terms
from casestudies.exchange.enough import SharedAnswer, heard
from casestudies.exchange.perspectives import Voice
from casestudies.exchange.shares import Share

SOURCE = "Shared by a colleague, without their name"


def voices_for(person, page, seeds: list[Voice]) -> list[Voice]:
    """Colleagues take the place of what the course team wrote for their staff group and side."""
    real = colleagues(person, page)
    taken = {(voice.group, voice.side) for voice in real}
    return [*(seed for seed in seeds if (seed.group, seed.side) not in taken), *real]


def colleagues(person, page) -> list[Voice]:
    """Those who are shown to someone. Three queries at most.

    What that person shares is not among them, and does not count towards what is enough.
    """
    shown = Share.objects.on(page).shown(terms_version=terms.current().terms_version).not_of(person)
    rows = {row.public_id: row for row in shown.with_details().in_order()}
    allowed = heard(_answer(row) for row in rows.values())
    return [_voice(rows[key], prompts, page) for key, prompts in allowed.items()]


def _answer(row: Share) -> SharedAnswer:
    reflection = row.reflection
    return SharedAnswer(
        key=row.public_id,
        person=reflection.learner_id,
        organisation=row.organisation_id,
        who=(reflection.practice_group_id, reflection.service_side),
        prompts=tuple(words.prompt for words in row.words.all()),
    )


def _voice(row: Share, prompts: list[str], page) -> Voice:
    reflection = row.reflection
    return Voice(
        side=reflection.service_side,
        who=reflection.practice_group.name,
        words=as_one(row, prompts),
        first_step=page.first_steps().get(row.first_step, ""),
        source=SOURCE,
        group=reflection.practice_group_id,
        public_id=row.public_id,
        report_url=reverse("report_answer", args=[page.pk, row.public_id]),
    )


def as_one(row: Share, prompts: list[str] | None = None) -> str:
    """What is shared as one text: each part after whose eyes it looks through. All of it, or the parts of some questions."""
    words = [each for each in row.words.all() if prompts is None or each.prompt in prompts]
    return "\n\n".join(f"{each.get_lens_display()}: {each.text}" for each in words)
