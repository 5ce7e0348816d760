"""Every model, by the page that holds it."""
