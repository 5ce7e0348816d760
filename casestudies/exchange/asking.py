"""What a case study asks of its reader: to have seen it, and to answer before it shows what others would do."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from casestudies.blocks import FirstStepBlock, PerspectiveBlock, PromptBlock

DECLARE = "I have seen, heard or read this, and finish"


class Asking(models.Model):
    """A page that is finished once its questions are answered, in words and by a first step; others' answers come after."""

    must_be_seen = models.BooleanField(
        "everyone is asked to have seen, heard or read it",
        default=False,
        help_text="The button that finishes it says so, and the learner declares it. Nothing else is checked.",
    )
    reflection_optional = models.BooleanField(
        "may be completed without answering", default=False, help_text="Otherwise the questions come first."
    )
    min_words = models.PositiveSmallIntegerField("words at least", default=25, help_text="In each answer.")
    prompts_intro = models.TextField("introduction to the questions", blank=True, max_length=1000)
    prompts = StreamField([("prompt", PromptBlock())], blank=True, max_num=6)
    first_step_question = models.CharField(max_length=300, blank=True)
    first_step_options = StreamField([("option", FirstStepBlock())], blank=True, max_num=8)
    seed_perspectives_label = models.CharField(
        "whose answers they are", max_length=100, default="Written by the course team"
    )
    seed_perspectives = StreamField([("perspective", PerspectiveBlock())], blank=True, max_num=20)

    asking_panels = [
        MultiFieldPanel(
            [
                FieldPanel("must_be_seen"),
                FieldPanel("reflection_optional"),
                FieldPanel("min_words"),
                FieldPanel("prompts_intro"),
                FieldPanel("prompts", heading="Questions"),
            ],
            heading="Questions to answer first",
        ),
        MultiFieldPanel(
            [
                FieldPanel("first_step_question", heading="Question"),
                FieldPanel("first_step_options", heading="Answers to choose from"),
            ],
            heading="The first step",
        ),
        MultiFieldPanel(
            [
                FieldPanel("seed_perspectives_label"),
                FieldPanel("seed_perspectives", heading="Answers from staff groups of both sides"),
            ],
            heading="What others would do: shown after someone has answered",
        ),
    ]

    class Meta:
        abstract = True

    @property
    def has_questions(self) -> bool:
        return bool(self.prompts or self.first_step_options)

    @property
    def asks_for_an_answer(self) -> bool:
        """Whether it can be completed only once its questions are answered."""
        return self.has_questions and not self.reflection_optional

    @property
    def finish_words(self) -> str:
        """What the button says that finishes it."""
        return DECLARE if self.must_be_seen else "Finish this part"

    def first_steps(self) -> dict[str, str]:
        """What somebody could do first: words by code, in the order of the page."""
        return {option.value["code"]: option.value["text"] for option in self.first_step_options}
