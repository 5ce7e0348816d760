"""Organisations in Wagtail's admin, for administrators: what each is called, and in which nation its people work."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from learning.people.organisations import Organisation

KEPT = "It is in lists that come from elsewhere, so it stays as it is."


class AdministratorsPolicy(ModelPermissionPolicy):
    """Administrators add and change. Nobody deletes: posts and past figures rest on an organisation."""

    def user_has_permission(self, user, action: str) -> bool:
        return user.is_active and user.is_administrator and action in ("add", "change", "view")

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class OrganisationForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = KEPT


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    name = "organisations"
    url_prefix = "organisations"
    icon = "site"
    menu_label = "Organisations"
    menu_name = "organisations"
    menu_order = 810
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    search_fields = ["name", "short_name", "code"]
    list_display = [
        "name",
        Column("get_kind_display", label="Kind", sort_key="kind"),
        Column("get_nation_display", label="Nation", sort_key="nation"),
        "partnership",
    ]
    list_filter = ["nation", "kind"]
    ordering = ["name", "pk"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("short_name"), FieldPanel("code")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("side")]),
            MultiFieldPanel([FieldPanel("nation"), FieldPanel("partnership")], heading="Where it works"),
        ],
        base_form_class=OrganisationForm,
    )
