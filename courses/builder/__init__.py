"""The course builder: one page of the admin that shows a whole course and lets a trainer put it together."""
