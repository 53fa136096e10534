"""A form on Lambda as one usually writes it: Powertools' router, pydantic, jinja2 and boto3."""

import os
from typing import Annotated, Any
from urllib.parse import parse_qsl

import boto3
import jinja2
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from pydantic import BaseModel, EmailStr, Field

logger = Logger(service="form")
metrics = Metrics(namespace="form", service="form")
app = APIGatewayHttpResolver()
table = boto3.client("dynamodb")
pages = jinja2.Environment(autoescape=True)
page = pages.from_string("<p>{{ ('Tak, ' ~ form.navn) if form.navn else 'Tak for svarene.' }}</p>")


class Form(BaseModel):
    """What is sent; as long as a step of ours."""

    tilbud: Annotated[str, Field(max_length=80)] = ""
    rolle: Annotated[str, Field(max_length=20)] = ""
    alder: Annotated[str, Field(max_length=40)] = ""
    bopael: Annotated[str, Field(max_length=40)] = ""
    navn: Annotated[str, Field(max_length=200)] = ""
    telefon: Annotated[str, Field(max_length=20)] = ""
    email: EmailStr | None = None
    besked: Annotated[str, Field(max_length=4000)] = ""


@app.post("/send/svar/")
def screen() -> Response[str]:
    """Read the answers, and give a page."""
    fields = dict(parse_qsl(app.current_event.decoded_body or ""))
    form = Form.model_validate(fields)
    logger.info("screened", extra={"table": os.environ["MAKKER_TABLE"]})
    return Response(200, "text/html", page.render(form=form))


@metrics.log_metrics
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's
    """Answer an event of an HTTP API, version 2."""
    return app.resolve(event, context)
