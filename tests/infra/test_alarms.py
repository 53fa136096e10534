"""Whoever runs the site is called when something is wrong, and when nothing happens at all."""

import json
import re

import pytest

from makker.log import log_alarm
from tests.infra.templates import resources
from tests.serving import PROJECT

ALARMS = resources("AWS::CloudWatch::Alarm")
FILTERS = resources("AWS::Logs::MetricFilter")
FUNCTIONS = ("Public", "Deliver", "Daily", "Bounces")


@pytest.mark.parametrize("name", ALARMS)
def test_alarm_calls_someone(name: str) -> None:
    assert ALARMS[name]["AlarmActions"] == [{"Ref": "Alarms"}]
    assert ALARMS[name]["TreatMissingData"] in {"breaching", "notBreaching"}


def test_someone_is_called_by_mail() -> None:
    topic = resources("AWS::SNS::Topic")["Alarms"]
    assert topic["Subscription"] == [{"Protocol": "email", "Endpoint": {"Ref": "AlarmMail"}}]


@pytest.mark.parametrize(
    ("metric", "sounds_at"),
    [
        ("ApproximateNumberOfMessagesVisible", 1),
        ("OldestLetterMinutes", 15),
        ("Look", 1),
        ("Errors", 1),
        ("Throttles", 1),
        ("5xx", 1),
        ("WriteThrottleEvents", 1),
        ("Reputation.BounceRate", 0.05),
        ("DailyDone", 1),
    ],
)
def test_there_is_an_alarm_for(metric: str, sounds_at: float) -> None:
    (alarm,) = (one for one in ALARMS.values() if one.get("MetricName") == metric)
    assert alarm["Threshold"] == sounds_at


def test_daily_work_that_is_not_done_is_an_alarm_of_its_own() -> None:
    alarm = ALARMS["DailyDidNotRunAlarm"]
    assert (alarm["TreatMissingData"], alarm["ComparisonOperator"]) == (
        "breaching",
        "LessThanThreshold",
    )
    assert alarm["Period"] * alarm["EvaluationPeriods"] <= 3600


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_error_in_a_log_is_counted(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    log_alarm("brev_opgivet")
    written = json.loads(capfd.readouterr().err)
    (counted,) = (
        one["FilterPattern"]
        for one in FILTERS.values()
        if one["LogGroupName"] == {"Ref": f"{name}Log"}
        and one["MetricTransformations"][0]["MetricName"] == "Look"
    )
    field, value = selected(counted)
    assert written[field] == value


def selected(pattern: str) -> tuple[str, str]:
    """Give what a filter of JSON lines looks for."""
    found = re.fullmatch(r'\{ \$\.(\w+) = "(\w+)" \}', pattern)
    assert found
    return found[1], found[2]


@pytest.mark.parametrize("name", ["LettersWait", "DailyDone"])
def test_what_a_metric_counts_is_what_the_daily_function_logs(name: str) -> None:
    field, event = selected(FILTERS[name]["FilterPattern"])
    source = (PROJECT / "functions/makker/handlers/daily.py").read_text("utf-8")
    assert field == "haendelse"
    assert f'log("{event}"' in source
    value = FILTERS[name]["MetricTransformations"][0]["MetricValue"]
    assert value == "1" or f" {value.removeprefix('$.')}=" in source


def test_every_metric_of_ours_has_an_alarm_and_every_alarm_its_metric() -> None:
    ours = {"Fn::Sub": "Makker/${AWS::StackName}"}
    made = {one["MetricTransformations"][0]["MetricName"] for one in FILTERS.values()}
    heard = {one["MetricName"] for one in ALARMS.values() if one.get("Namespace") == ours}
    assert made == heard
    for one in FILTERS.values():
        assert one["MetricTransformations"][0]["MetricNamespace"] == ours


def test_what_a_month_costs_is_told() -> None:
    (budget,) = resources("AWS::Budgets::Budget", "virginia.yaml").values()
    kinds = {
        one["Notification"]["NotificationType"] for one in budget["NotificationsWithSubscribers"]
    }
    assert kinds == {"ACTUAL", "FORECASTED"}
