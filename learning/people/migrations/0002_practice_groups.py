"""The 28 staff groups. `side` empty: the post takes the side of its organisation unless it says otherwise."""

from django.db import migrations

# code, name, side, ESR staff group, regulator or CPD scheme
GROUPS = [
    ("csw", "Children’s social worker", "children", "", "SWE"),
    ("asw", "Adult social worker", "adult", "05", "SWE"),
    ("amhp", "Approved mental health professional", "adult", "05", "SWE, NMC or HCPC"),
    ("hv", "Health visitor (SCPHN)", "whole_family", "03", "NMC"),
    ("hvst", "Health visiting team: nursery nurse or community staff nurse", "whole_family", "07", "NMC, for nurses"),
    ("sn", "School nurse", "children", "03", "NMC"),
    ("fnp", "Family nurse", "whole_family", "03", "NMC"),
    ("mw", "Midwife", "whole_family", "03", "NMC"),
    ("mhn", "Adult mental health nurse", "adult", "03", "NMC"),
    ("psych", "Psychiatrist", "adult", "01", "GMC"),
    ("peri", "Perinatal mental health practitioner", "whole_family", "03", "NMC or HCPC"),
    ("pit", "Parent-infant therapist", "whole_family", "05", "HCPC, ACP or UKCP"),
    ("clin", "Psychologist", "", "05", "HCPC"),
    ("ot", "Occupational therapist", "", "04", "HCPC"),
    ("tt", "NHS Talking Therapies practitioner", "adult", "05", "BABCP or BPS"),
    ("camhs", "CAMHS practitioner", "children", "", "Varies"),
    ("fsw", "Family support or Family Help worker", "children", "", ""),
    ("fh", "Family hub or children’s centre worker", "children", "", ""),
    ("ey", "Early years practitioner", "children", "", ""),
    ("ed", "School staff (safeguarding lead, pastoral)", "children", "", ""),
    ("ycw", "Young carers worker", "children", "", ""),
    ("sub", "Substance use worker", "adult", "", "Varies"),
    ("dva", "Domestic abuse practitioner (IDVA)", "whole_family", "", ""),
    ("vcs", "Voluntary sector family or peer worker", "whole_family", "", ""),
    ("gp", "GP or primary care practitioner", "whole_family", "01", "GMC or NMC"),
    ("mgr", "Manager or practice supervisor", "", "", ""),
    ("stu", "Student or trainee", "", "02", ""),
    ("ebe", "Expert by experience, service user or carer", "none", "", ""),
]


def add_groups(apps, schema_editor):
    PracticeGroup = apps.get_model("people", "PracticeGroup")
    for code, name, side, esr, regulator in GROUPS:
        PracticeGroup.objects.get_or_create(
            code=code,
            defaults={"name": name, "service_side": side, "esr_staff_group": esr, "regulator": regulator},
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop)]
