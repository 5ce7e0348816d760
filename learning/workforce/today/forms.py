"""What the page of today is of: where, which side, which course. The day is today."""

from learning.workforce.forms import FilterForm


class TodayForm(FilterForm):
    """What is required, today."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("rows", "group", "asked", "kind", "on"):
            del self.fields[name]
