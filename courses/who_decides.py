"""Who decides what where the learner works, and the services to ring: records, chosen by situation."""

from wagtail import blocks
from wagtail.blocks import BlockGroup

from courses.blocks import SIDES
from learning.site.blocks import SituationChooserBlock
from learning.site.decisions import LocalDecision, Situation
from learning.site.local import Answer, Asked, Card
from learning.site.services import LocalService


class WhoDecidesBlock(blocks.StructBlock):
    """A situation. What stands below it is what the learner's own area says, read for the whole page at once:
    the page's context holds it as `local`, by the situation's key.
    """

    situation = SituationChooserBlock()

    class Meta:
        icon = "help"
        group = SIDES
        template = "courses/blocks/who_decides.html"
        description = "Who decides what in the learner’s own area, and whom to ring"
        form_layout = BlockGroup(children=["situation"])

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        situation = value["situation"]
        return context | {"asked": context.get("local", {}).get(situation.pk) if situation else None}

    def get_preview_value(self):
        return self.normalize({"situation": Situation()})

    def get_preview_context(self, value, parent_context=None):
        """An invented situation and answer: a preview stands on nothing in the database."""
        situation = Situation(words="A parent is about to leave a mental health ward.")
        ward = LocalDecision(
            who_decides="The ward’s team, with the parent.",
            who_must_be_told="The health visitor or school nurse, before the day.",
        )
        front_door = LocalService(
            name="Front Door",
            phone="01632 960111",
            hours="Monday to Friday, 9 am to 5 pm",
            decides="whether children’s social care opens an assessment",
        )
        answer = Answer(where="In Northmoor North", decision=ward, cards=[Card(front_door)])
        context = super().get_preview_context(value, parent_context)
        return context | {"local": {None: Asked(situation, [answer])}}
