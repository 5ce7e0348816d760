from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm


class SignInForm(LoginForm):
    pass


class AskForPasswordForm(ResetPasswordForm):
    pass


class SetPasswordForm(ResetPasswordKeyForm):
    pass


class ChangePasswordForm(AllauthChangePasswordForm):
    pass
