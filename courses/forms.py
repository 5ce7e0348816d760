"""What comes with an action that is not a note."""

from django import forms


class PlaceForm(forms.Form):
    """Where someone is on a page: an element's id, or seconds in a film such as t=38."""

    place = forms.RegexField(regex=r"\A[A-Za-z][A-Za-z0-9_=.-]{0,63}\Z", max_length=64)
