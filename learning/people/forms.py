"""Forms of accounts. allauth's keep their names and checks, and take our labels, hints and messages."""

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from learning.people.fields import DayField, EmailField, NameField, NewPasswordField, PasswordField
from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.people.worded import choice_words


class SignInForm(LoginForm):
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailField(autocomplete="username")
        self.fields["password"] = PasswordField()


class AskForPasswordForm(ResetPasswordForm):
    use_required_attribute = False
    email = EmailField(autocomplete="username", help_text="The one you sign in with.")


class OneNewPassword:
    """One field for the new password, where allauth has two: the page can show what was typed."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"] = NewPasswordField(label="New password")
        self.fields["password1"].user = self.user


class SetPasswordForm(OneNewPassword, ResetPasswordKeyForm):
    """A new password, by the link in a mail."""


class ChangePasswordForm(OneNewPassword, AllauthChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = PasswordField(
            label="Your password now", what="the password you have now"
        )


class AcceptInvitationForm(forms.Form):
    """A name and a first password, by the link in an invitation."""

    use_required_attribute = False
    name = NameField(label="Your name", help_text="As it should stand on certificates.")
    password = NewPasswordField(label="Choose a password")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].user = person
        self.helper = FormHelper()
        self.helper.add_input(Submit("accept", "Make my account"))


class NameForm(forms.Form):
    """The name as it should stand on certificates from now on."""

    use_required_attribute = False
    name = NameField(
        label="Name on certificates",
        help_text="Certificates from now on will show it. Those you have keep their name.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Save my name"))

    def save(self, person) -> None:
        person.name = self.cleaned_data["name"]
        person.save(update_fields=["name"])


class OneOrganisation:
    """For a form with an organisation and a team, and perhaps a job role: these must be the organisation's."""

    def clean(self):
        cleaned = super().clean()
        team, organisation = cleaned.get("team"), cleaned.get("organisation")
        if team and organisation and team.organisation_id != organisation.pk:
            self.add_error(
                "team", f"Choose a team of {organisation}. {team} belongs to another organisation."
            )
        role = cleaned.get("job_role")
        if role and organisation and role.organisation_id != organisation.pk:
            self.add_error(
                "job_role", f"Choose a job role of {organisation}. {role} belongs to another organisation."
            )
        return cleaned


class InviteForm(OneOrganisation, forms.Form):
    """Someone and the post they are to hold. Offers only the organisations it is given, and their teams."""

    use_required_attribute = False
    email = EmailField(
        label="Their e-mail", what="their e-mail address", autocomplete="off", help_text="We write to it."
    )
    name = NameField(
        label="Their name", what="their name", autocomplete="off", help_text="They can correct it themselves."
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), empty_label="Choose one", error_messages=choice_words("an organisation")
    )
    practice_group = forms.ModelChoiceField(
        PracticeGroup.objects.order_by("name", "pk"),
        label="Staff group",
        empty_label="Choose one",
        error_messages=choice_words("a staff group"),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Team (if they have one)",
        required=False,
        empty_label="No team",
        error_messages=choice_words("a team"),
    )
    job_role = forms.ModelChoiceField(
        JobRole.objects.none(),
        label="Job role (if you name one)",
        required=False,
        empty_label="No job role",
        error_messages=choice_words("a job role"),
    )
    starts_on = DayField(label="First day in the post", what="the first day in the post")

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations.in_order()
        self.fields["team"].queryset = Team.objects.filter(organisation__in=organisations).select_related(
            "organisation"
        )
        self.fields["job_role"].queryset = (
            JobRole.objects.filter(organisation__in=organisations)
            .select_related("organisation")
            .order_by("organisation__name", "name", "pk")
        )
        for name in ("team", "job_role"):
            self.fields[name].label_from_instance = _with_organisation
        self.helper = FormHelper()
        self.helper.add_input(Submit("invite", "Invite them"))


def _with_organisation(one: Team | JobRole) -> str:
    return f"{one.organisation.short_name or one.organisation.name}: {one.name}"
