"""What search engines are told of a page, in schema.org's words."""

import json

from markupsafe import Markup

from makker.domain.catalogue import Organisation
from makker.domain.meeting import Meeting, Place, Plan
from makker.domain.programme import Programme

_SCHEMA = "https://schema.org"


def event(meeting: Meeting, site_url: str, organisation: Organisation) -> Markup:
    """Describe a meeting that is still to come. No people, and nobody's number."""
    status = "EventCancelled" if meeting.plan is Plan.CANCELLED else "EventScheduled"
    return _script(
        {
            "@context": _SCHEMA,
            "@type": "Event",
            "name": meeting.title,
            "description": meeting.text,
            "startDate": meeting.start.isoformat(),
            "endDate": meeting.end.isoformat(),
            "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
            "eventStatus": f"{_SCHEMA}/{status}",
            "isAccessibleForFree": True,
            "inLanguage": "da",
            "url": f"{site_url}{meeting.path}",
            "location": _place(meeting.place),
            "organizer": {
                "@type": "Organization",
                "name": organisation.site_name,
                "url": f"{site_url}/",
            },
        }
    )


def _place(place: Place) -> dict[str, object]:
    return {
        "@type": "Place",
        "name": place.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": place.town,
            "addressCountry": "DK",
        },
    }


def organisation(site_url: str, told: Organisation) -> Markup:
    """Describe who stands behind the site, on its front page."""
    return _script(
        {
            "@context": _SCHEMA,
            "@type": "Organization",
            "name": told.site_name,
            "url": f"{site_url}/",
            "contactPoint": {
                "@type": "ContactPoint",
                "telephone": f"+45{told.phone}",
                "contactType": "information",
                "availableLanguage": "da",
            },
        }
    )


def breadcrumbs(programme: Programme, site_url: str, parent: str) -> Markup:
    """Describe where a programme's page lies."""
    steps = [(parent, "/tilbud/"), (programme.name, programme.path)]
    return _script(
        {
            "@context": _SCHEMA,
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": site_url + path}
                for place, (name, path) in enumerate(steps, start=1)
            ],
        }
    )


def _script(values: dict[str, object]) -> Markup:
    """Give JSON that cannot end the element it stands in."""
    text = json.dumps(values, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704
