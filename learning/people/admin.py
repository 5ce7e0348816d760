"""People in Wagtail's admin, where an administrator opens and closes accounts. Passwords are each person's
own.
"""

from allauth.account.models import EmailAddress
from django import forms
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel
from wagtail.users.views.users import IndexView, UserViewSet

from learning.people.users import User


class PersonForm(forms.ModelForm):
    """Someone's account. A new one has no password: they are sent a link to set it."""

    class Meta:
        model = User
        fields = ["email", "name", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, editing_self: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.editing_self = editing_self
        if not self.instance.pk:
            self.instance.set_unusable_password()

    def save(self, commit: bool = True):
        """An address that is no longer theirs must not go on signing them in: allauth keeps a list of its
        own.
        """
        if "email" in self.changed_data and self.instance.pk:
            EmailAddress.objects.filter(user=self.instance).delete()
        return super().save(commit)


class ChangePersonForm(PersonForm):
    class Meta(PersonForm.Meta):
        fields = ["email", "name", "is_active", "groups"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.editing_self:
            del self.fields["is_active"]


class PeopleView(IndexView):
    page_title = "People"
    add_item_label = "Add a person"
    search_fields = ["name", "email"]


class PersonViewSet(UserViewSet):
    """Wagtail's own screens for people, with our fields."""

    menu_label = "People"
    menu_order = 800
    add_to_settings_menu = False
    add_to_admin_menu = True
    index_view_class = PeopleView
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False):
        return ChangePersonForm if for_update else PersonForm


class PreferencesView(AccountView):
    """Wagtail's page of preferences, without the name: that is on My account."""

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
