"""Who reacts, who is shown and what the worker does, by string: so that no room need know those above it."""

# What happens because of a fact, asked for in the fact's own transaction and done by the worker (docs/adr/0003).
REACTIONS = {
    "certificate_awarded": ["learning.certificates.tasks.send_certificate_mail", "quizzes.surveys.mails.plan"]
}
# Lines of outer rooms on My learning.
OFFERS = [
    "quizzes.surveys.offers.on_my_learning",
    "casestudies.two_sides.offers.on_my_learning",
]
# What else of outer rooms names a source, which is then not deleted.
HOLDERS = ["quizzes.bank.admin.in_the_bank"]
# Pages of outer rooms, linked on My account, and for leads beside their figures.
ACCOUNT_PAGES = {
    "extra_time": "Extra time in quizzes",
    "films_played": "Films you have played",
    "shared_answers": "Answers that I share",
    "weekly_mail": "Weekly mail about my training",
    "looks_at_me": "Who looked at my record",
}
LEADS_PAGES = {"exchange_figures": "How cases are answered"}
# What takes minutes: done one at a time, in a process of its own, so that no mail waits behind it.
LONG_TASKS = [
    "casestudies.encoding.tasks.make_renditions",
    "learning.workforce.files.tasks.make_file",
    "learning.workforce.reminders.tasks.escalate",
    "learning.workforce.snapshots.tasks.take_month_end",
    "learning.workforce.snapshots.tasks.count_again",
    "learning.workforce.packs.tasks.make_pack",
]
# What talks with the mail server: done beside all else, so that nothing waits for a server that does not answer.
MAIL_TASKS = [
    "learning.people.tasks.send_mail",
    "learning.certificates.tasks.send_certificate_mail",
    "learning.workforce.reminders.tasks.send",
]
# What else the worker does, a little in each round: dotted names of functions that say whether there was anything.
CHORES = [
    "learning.workforce.rollups.folding.fold_some",
    "learning.workforce.reminders.tasks.ask_for_the_week",
    "learning.workforce.snapshots.taking.ask_daily",
]
