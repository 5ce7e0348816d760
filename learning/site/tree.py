"""The top of the page tree: one home page at the root of one site."""

from wagtail.models import Page, Site

from learning.site.pages import HomePage
from learning.site.settings import SiteSettings


def plant_home(*, title: str, site_name: str, hostname: str = "localhost", port: int = 80) -> HomePage:
    """The home page at the root of the site. Made once, in place of the page that Wagtail's own migration
    leaves.
    """
    home = HomePage.objects.order_by("pk").first() or Page.get_first_root_node().add_child(
        instance=HomePage(title=title, slug="front")
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "site_name": site_name, "hostname": hostname, "port": port},
    )
    SiteSettings.load()
    for page in Page.objects.filter(depth=home.depth).exclude(pk=home.pk):
        page.delete()
    return home
