"""Wagtail's forms of every page of ours: to edit it, and to copy it."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks import BlockField, StreamBlockValidationError

from learning.records.addresses import AddressForm


class GatedPageForm(AddressForm):
    """When the button is Publish, what stops that stands beside its field. A draft may have anything amiss."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "change" in self.fields:
            self.fields["change"].required = False  # left out, it stays as it is: minor

    @property
    def is_publishing(self) -> bool:
        return "action-publish" in self.data and not self.is_deferred_validation

    def _post_clean(self):
        super()._post_clean()
        if self.is_publishing:
            found = sorted(self.instance.refusals(on=timezone.localdate()), key=lambda finding: finding.field)
            for field, findings in groupby(found, key=lambda finding: finding.field):
                self._refuse(field, [finding.text for finding in findings])

    def _refuse(self, field: str, words: list[str]) -> None:
        """Beside the field, unless what it holds could not be read at all; that is said there already."""
        if field in self.errors:
            return
        if field not in self.fields:
            self.add_error(None, ValidationError(words))
        elif isinstance(self.fields[field], BlockField):
            self.add_error(field, StreamBlockValidationError(non_block_errors=words))
        else:
            self.add_error(field, ValidationError(words))

    def save(self, commit=True):
        """A new page begins as a draft. Only publishing, which is refused when something is amiss, makes it live."""
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit)


class DraftCopyForm(CopyForm):
    """A copy begins as a draft: what is published passes where things amiss are refused. Aliases are not made,
    since what is learnt is recorded against one page.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
