"""Make the site's database, with one page that asks how a person may be reached."""

import django
from django.core.management import call_command

django.setup()

from enquiry.models import FormField, FormPage  # noqa: E402 - Django must be set up before
from wagtail.models import Page, Site  # noqa: E402

FIELDS = (
    ("navn", "singleline"),
    ("telefon", "singleline"),
    ("email", "email"),
    ("kontakt_via", "singleline"),
    ("besked", "multiline"),
    ("samtykke", "checkbox"),
)

call_command("makemigrations", "enquiry", verbosity=0)
call_command("migrate", verbosity=0)
page = FormPage(title="Kontakt", slug="kontakt")
Page.objects.get(depth=1).add_child(instance=page)
for order, (name, kind) in enumerate(FIELDS):
    field = FormField(page=page, label=name, clean_name=name, field_type=kind, sort_order=order)
    field.required = name != "besked"
    field.save()
Site.objects.update(root_page=page)
