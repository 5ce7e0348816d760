"""What Wagtail and its libraries are told of how content is written, found and kept here."""

WAGTAIL_SITE_NAME = "Think Family Learning"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # on My account, which counts wrong guesses
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 2000
WAGTAIL_FINISH_WORKFLOW_ACTION = "courses.after_review.leave_to_the_author"
# The editor sends every box of a page. A quiz of 42 questions is past Django's thousand; a full one stays below this.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 15_000
WAGTAILEMBEDS_FINDERS: list[dict] = []  # nothing from elsewhere is embedded
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "csv", "txt"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "casestudies.Film",
    "MEDIA_FORM_BASE": "casestudies.films.form.FilmForm",
    "VIDEO_EXTENSIONS": [],  # Film's own fields say what they take
}
TAGGIT_CASE_INSENSITIVE = True

CRISPY_ALLOWED_TEMPLATE_PACKS = "thinkfamily"
CRISPY_TEMPLATE_PACK = "thinkfamily"
