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


def relate(files: list[dict], library: Library) -> None:
    """Set which case studies go with which, now that all are there; nothing is saved here."""
    for rules in files:
        for activity in (activity for module in rules["modules"] for activity in module["activities"]):
            if numbers := activity.get("related"):
                page = library.parts[activity["number"]]
                page.related = stream("page", [library.parts[number].pk for number in numbers])
