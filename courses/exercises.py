"""Blocks in which the learner does something. What they write is theirs: a private note."""

from collections.abc import Callable
from functools import partial

from django import forms
from wagtail import blocks
from wagtail.blocks import BlockGroup

from courses.blocks import LISTS
from courses.note_forms import ChoiceForm, CommitmentsForm, WordsForm
from courses.notes import Boxes

PRACTICE = "Practice"
BELOW_HEADING = ["h3", *LISTS]


class ExerciseBlock(blocks.StructBlock):
    """Something to do. Says what its box shows, and which form checks what comes from it."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        boxes = context.get("boxes") or Boxes()
        return context | self.boxes_context(value, str(context.get("id", "")), boxes)

    def boxes_context(self, value, block_id: str, boxes: Boxes) -> dict:
        raise NotImplementedError

    def box_form(self, value, block_id: str) -> Callable[..., forms.Form]:
        raise NotImplementedError


class MessagesBlock(blocks.StructBlock):
    """What to take back to work, in a few sentences."""

    points = blocks.ListBlock(blocks.CharBlock(max_length=300), min_num=1, max_num=8)

    class Meta:
        icon = "list-ol"
        label = "Messages for practice"
        group = PRACTICE
        template = "courses/blocks/messages_for_practice.html"
        description = "A few sentences to take back to work"
        form_layout = BlockGroup(children=["points"])
        preview_value = {
            "points": ["Ask everybody, and say that you ask everybody.", "Name people, not numbers."]
        }


class ActivityBlock(ExerciseBlock):
    """Something to think about and write, a box for each prompt, and then what the course team wrote."""

    title = blocks.CharBlock(max_length=120)
    instructions = blocks.RichTextBlock(features=LISTS)
    prompts = blocks.ListBlock(
        blocks.CharBlock(max_length=300), default=[], max_num=8, help_text="Each gets a private box."
    )
    model_answer = blocks.RichTextBlock(
        required=False, features=BELOW_HEADING, help_text="Shown when the learner asks for it."
    )

    class Meta:
        icon = "edit"
        group = PRACTICE
        template = "courses/blocks/activity.html"
        description = "Prompts with private boxes, then a model answer"
        form_layout = BlockGroup(children=["title", "instructions", "prompts", "model_answer"])
        preview_value = {
            "title": "Two minutes with one record",
            "instructions": "<p>Bring to mind one adult or one child you work with. Write no names here.</p>",
            "prompts": ["What does your record say about the other people at home?"],
            "model_answer": "<p>There is no right answer. Often a number stands where a name should be.</p>",
        }

    def boxes_context(self, value, block_id, boxes):
        return {"box": boxes.box(block_id, self.labels(value))}

    def box_form(self, value, block_id):
        return partial(WordsForm, labels=self.labels(value))

    def labels(self, value) -> dict[str, str]:
        return {prompt.id: prompt.value for prompt in value["prompts"].bound_blocks}


class OptionBlock(blocks.StructBlock):
    """One thing that someone might do, and what came of it."""

    text = blocks.TextBlock(max_length=500, rows=2, label="What they do")
    consequence = blocks.TextBlock(max_length=800, rows=2, label="What happens then")
    best = blocks.BooleanBlock(required=False, label="The course team would choose this")

    class Meta:
        icon = "radio-full"
        label = "Choice"
        form_layout = BlockGroup(children=["text", "consequence"], settings=["best"])


class ScenarioBlock(ExerciseBlock):
    """A situation with several ways on. Only after a choice do the consequences leave the server."""

    situation = blocks.RichTextBlock(features=LISTS)
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6)
    debrief = blocks.RichTextBlock(required=False, features=BELOW_HEADING)

    class Meta:
        icon = "redirect"
        group = PRACTICE
        template = "courses/blocks/scenario.html"
        description = "Choose what to do, then see what happens"
        form_layout = BlockGroup(children=["situation", "options", "debrief"])
        preview_value = {
            "situation": "<p>Sam asks whether you have to ring social services. What do you say?</p>",
            "options": [
                {
                    "text": "“No, of course not.”",
                    "consequence": "He tells you a good deal. Now you must break a promise.",
                },
                {
                    "text": "“That sounds like a real worry.”",
                    "consequence": "He tells you what it is like.",
                    "best": True,
                },
            ],
            "debrief": "<p>Reassurance and honesty belong together.</p>",
        }

    def boxes_context(self, value, block_id, boxes):
        box = boxes.box(block_id, {block_id: ""})
        options = [
            {"id": option.id, "is_chosen": option.id == box.text, "value": option.value}
            for option in value["options"].bound_blocks
        ]
        return {"box": box, "options": options, "is_answered": any(option["is_chosen"] for option in options)}

    def box_form(self, value, block_id):
        options = [(option.id, option.value["text"]) for option in value["options"].bound_blocks]
        return partial(ChoiceForm, name=block_id, options=options)


class CommitmentsBlock(ExerciseBlock):
    """Small things to do next week: choose up to three, or write one's own."""

    suggestions = blocks.ListBlock(blocks.CharBlock(max_length=200), default=[], max_num=12)

    class Meta:
        icon = "tasks"
        group = PRACTICE
        template = "courses/blocks/commitments.html"
        description = "Up to three things to do next"
        form_layout = BlockGroup(children=["suggestions"])
        preview_value = {"suggestions": ["I will ring one named person in the other service this week."]}

    def boxes_context(self, value, block_id, boxes):
        box = boxes.box(block_id, {block_id: ""})
        lines = box.text.splitlines()
        words = {suggestion.id: suggestion.value for suggestion in value["suggestions"].bound_blocks}
        chosen = {key for key, text in words.items() if text in lines}
        own = " ".join(line for line in lines if line not in words.values())
        if box.typed is not None:
            chosen, own = set(box.typed.getlist("chosen")), box.typed.get("own", "")
        suggestions = [{"id": key, "text": text, "is_chosen": key in chosen} for key, text in words.items()]
        return {"box": box, "suggestions": suggestions, "own": own}

    def box_form(self, value, block_id):
        suggestions = [(suggestion.id, suggestion.value) for suggestion in value["suggestions"].bound_blocks]
        return partial(CommitmentsForm, name=block_id, suggestions=suggestions)
