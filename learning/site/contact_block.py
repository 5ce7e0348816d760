"""The block of a standing page that shows whom to turn to."""

from wagtail import blocks

from learning.people.nations import Nation
from learning.site.contacts import SupportContact
from learning.site.turning_to import asked_in, grouped, nation_for


class SupportContactsBlock(blocks.StructBlock):
    """Everyone to turn to, by nation. They are kept in the library, and each is written once."""

    without_staff = blocks.BooleanBlock(
        required=False, label="For families", help_text="Leaves out what is for staff alone."
    )

    class Meta:
        icon = "help"
        label = "Whom to turn to"
        template = "site/blocks/contacts.html"
        description = "The support contacts, by nation"
        preview_value = {"without_staff": False}

    def get_context(self, value, parent_context=None):
        """A page for families knows nobody: only what its address asks for counts there."""
        context = super().get_context(value, parent_context)
        contacts, request = SupportContact.objects.all(), context.get("request")
        nation = None
        if request and value["without_staff"]:
            nation = asked_in(request)
        elif request and hasattr(request, "user"):
            nation = nation_for(request)
        if value["without_staff"]:
            contacts = contacts.for_families()
        return context | {
            "groups": grouped(contacts, nation=nation),
            "nations": [
                {"word": one, "label": Nation(one).label, "is_own": one == nation} for one in Nation.EACH
            ],
        }
