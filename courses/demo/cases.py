"""Case studies, from YAML to pages."""

from casestudies.pages import CaseStudyPage
from courses.demo.blocks import rich
from courses.demo.library import Library, stream

LINES = ("content_note", "what_is_it_about", "who_will_find_it_useful", "discussion_for_trainers")


def case_study(common: dict, rules: dict, library: Library) -> CaseStudyPage:
    """A case study page, with or without a film. Which others go with it is known later: see relate()."""
    page = CaseStudyPage(
        **common,
        **{name: rules[name].strip() for name in LINES},
        is_fictional=rules["is_fictional"],
        film=library.films.get(rules["film"]),
        film_start_seconds=rules.get("film_start_seconds"),
        film_end_seconds=rules.get("film_end_seconds"),
        text_version=rich(rules["fictional_text_version"]),
        content_notes=stream("note", rules.get("content_notes", [])),
        watch_for=stream("moment", rules.get("watch_for", [])),
        people=stream("person", rules.get("people", [])),
        moments=stream("moment", rules.get("moments", [])),
        voices=stream("words", _voices(rules.get("voices", []), library)),
        pause_points=[_pause(rule, library) for rule in rules.get("pause_points", [])],
        messages_for_practice=stream("message", rules["messages_for_practice"]),
        reflection_optional=rules["reflection_optional"],
        min_words=rules["reflection"]["min_words"],
        prompts_intro=rules["reflection"]["intro"],
        prompts=stream("prompt", rules["reflection"]["prompts"]),
        first_step_question=rules["first_step_question"],
        first_step_options=stream("option", rules["first_step_options"]),
        seed_perspectives_label=rules["seed_perspectives_label"],
        seed_perspectives=stream("perspective", _perspectives(rules["seed_perspectives"], library)),
    )
    page.messages_sources = library.sources_of(rules.get("messages_source_ids", []))
    page.discussion_sources = library.sources_of(rules.get("discussion_source_ids", []))
    return page


def _perspectives(seeds: list[dict], library: Library) -> list[dict]:
    return [seed | {"practice_group": library.groups[seed["practice_group"]].pk} for seed in seeds]


def _voices(told: list[dict], library: Library) -> list[dict]:
    """Those who tell the story in writing; one without a staff group is of the family."""
    codes = [rule.get("practice_group") for rule in told]
    return [
        rule | {"practice_group": library.groups[code].pk if code else None}
        for rule, code in zip(told, codes, strict=True)
    ]


def _pause(rule: dict, library: Library) -> dict:
    """A prompt, or a question of the kind that it names."""
    if "words" in rule:
        return {"type": "prompt", "value": rule}
    question = rule["question"]
    sources = [source.pk for source in library.sources_of(question["sources"])]
    block = {"type": question["type"], "value": question | {"sources": sources}}
    return {"type": "question", "value": {"at": rule["at"], "question": [block]}}


def relate(files: list[dict], library: Library) -> None:
    """Set which case studies go with which, now that all are there; nothing is saved here."""
    for rules in files:
        for activity in (activity for module in rules["modules"] for activity in module["activities"]):
            if numbers := activity.get("related"):
                page = library.parts[activity["number"]]
                page.related = stream("page", [library.parts[number].pk for number in numbers])
