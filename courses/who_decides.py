"""Who decides what in a place, and the services to ring. Cards are written by hand for now."""

from wagtail import blocks
from wagtail.blocks import BlockGroup

from courses.blocks import SIDES
from learning.people.sides import Side
from learning.site.unfinished import DateBlock


class ServiceCardBlock(blocks.StructBlock):
    """A service, how to reach it, and what it can and cannot decide."""

    name = blocks.CharBlock(max_length=120)
    who_can_refer = blocks.CharBlock(required=False, max_length=250)
    phone = blocks.CharBlock(required=False, max_length=60)
    hours = blocks.CharBlock(required=False, max_length=150)
    advice = blocks.CharBlock(required=False, max_length=250, label="Advice before you refer")
    decides = blocks.ListBlock(blocks.CharBlock(max_length=250), default=[], max_num=8)
    does_not_decide = blocks.ListBlock(blocks.CharBlock(max_length=250), default=[], max_num=8)
    side = blocks.ChoiceBlock(choices=Side.choices, required=False)
    checked_on = DateBlock(required=False)

    class Meta:
        icon = "home"
        form_layout = BlockGroup(
            children=["name", "who_can_refer", "phone", "hours", "advice", "decides", "does_not_decide"],
            settings=["side", "checked_on"],
        )
        label_format = "{name}"


class WhoDecidesBlock(blocks.StructBlock):
    """A situation, who decides in it here, who is told, and the services to ring."""

    situation = blocks.CharBlock(max_length=250)
    who_decides = blocks.TextBlock(required=False, max_length=800, rows=2)
    who_must_be_told = blocks.TextBlock(required=False, max_length=800, rows=2)
    how_to_disagree = blocks.TextBlock(required=False, max_length=1000, rows=2)
    area = blocks.CharBlock(required=False, max_length=80, help_text="The place these services are in.")
    services = blocks.ListBlock(ServiceCardBlock(), default=[], max_num=8)

    class Meta:
        icon = "help"
        group = SIDES
        template = "courses/blocks/who_decides.html"
        description = "Who decides what, and whom to ring"
        form_layout = BlockGroup(
            children=["situation", "who_decides", "who_must_be_told", "how_to_disagree", "services"],
            settings=["area"],
        )
        preview_value = {
            "situation": "A parent is about to leave a mental health ward.",
            "who_decides": "The ward team, with the parent.",
            "services": [
                {"name": "Front Door", "phone": "01632 960111", "decides": [], "does_not_decide": []}
            ],
        }
