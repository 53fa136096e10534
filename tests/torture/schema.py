"""What our forms take, as an OpenAPI document made from the catalogue itself."""

from collections.abc import Mapping
from typing import Any

from makker.domain.catalogue import Catalogue
from makker.domain.subject import TOPICS
from makker.handlers.public import ROUTES
from makker.services.read_contact import FIELDS

_TEXT = {"type": "string", "maxLength": 600}
_FORM = "application/x-www-form-urlencoded"


def openapi(catalogue: Catalogue) -> dict[str, Any]:
    """Describe every address the functions answer, with fields that people and machines send."""
    fields = _fields(catalogue)
    paths: dict[str, dict[str, Any]] = {}
    for method, path in sorted(ROUTES):
        paths.setdefault(path, {})[method.lower()] = _operation(method, fields)
    return {
        "openapi": "3.0.3",
        "info": {"title": "Makker", "version": "1"},
        "paths": paths,
    }


def _fields(catalogue: Catalogue) -> dict[str, Any]:
    """Give every field of every form, with the values it can have and any others."""
    fields: dict[str, Any] = dict.fromkeys((*FIELDS, "noegle", "n", "nummer", "kode"), _TEXT)
    fields["program"] = _one_of(catalogue.programmes)
    fields["rolle"] = _one_of(("peer", "mentor"))
    fields["moede"] = _one_of(meeting.id for meeting in catalogue.meetings)
    fields["emne"] = _one_of(TOPICS)
    fields["sted"] = _one_of(catalogue.places)
    for name in ("antal", "hensyn", "person_email", "aftalt", "hjemmeside", "ret", "handling"):
        fields[name] = _TEXT
    for programme in catalogue.programmes.values():
        for role in programme.roles.values():
            for question in role.questions:
                values = (option.value for option in question.options)
                fields[question.field] = _one_of(values)
    return fields


def _one_of(values: object) -> dict[str, Any]:
    assert hasattr(values, "__iter__")
    return {"anyOf": [{"type": "string", "enum": [str(value) for value in values]}, _TEXT]}


def _operation(method: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    answers = {"responses": {"default": {"description": "a page"}}}
    if method == "GET":
        query = {"name": "n", "in": "query", "schema": _TEXT}
        return {"parameters": [query], **answers}
    schema = {"type": "object", "properties": dict(fields)}
    return {"requestBody": {"content": {_FORM: {"schema": schema}}}, **answers}
