"""What the worker does about certificates."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from learning.certificates.pdf import render
from learning.certificates.sheet import Sheet, check_page, describe
from learning.people.mail import message_id
from learning.records.models import Certificate


@task(backend="effects")
def send_certificate_mail(certificate_id: int) -> None:
    """Tell someone that their certificate is ready, and attach it.

    Nobody whose account is closed is written to, nor anyone whose certificate was withdrawn meanwhile. The
    Message-ID is the certificate's, so that a mail sent twice (the worker died in between) is one message.
    """
    certificates = Certificate.objects.with_details().select_related("learner")
    certificate = certificates.get(pk=certificate_id)
    if not certificate.learner.is_active or hasattr(certificate, "revocation"):
        return
    sheet = describe(certificate)
    message = EmailMessage(
        subject=" ".join(f"Your certificate for {sheet.course}".split()),
        body=_body(certificate, sheet),
        to=[certificate.learner.email],
        headers={"Message-ID": message_id(f"certificate:{certificate.pk}")},
    )
    message.attach(sheet.filename, render(sheet), "application/pdf")
    message.send()


def _body(certificate: Certificate, sheet: Sheet) -> str:
    return render_to_string(
        "certificates/certificate_awarded.txt",
        {
            "first_name": certificate.learner.first_name,
            "sheet": sheet,
            "link": settings.SITE_URL + reverse("certificate", args=[certificate.pk]),
            "check_page": check_page(),
        },
    )
