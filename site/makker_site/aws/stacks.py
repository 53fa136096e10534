"""CloudFormation stacks: made or changed by a change set, which is looked at first."""

import json
import time
from collections.abc import Iterator, Mapping
from typing import Any

from makker_site.aws.errors import DeployError

_PROTECTED = {"AWS::DynamoDB::Table", "AWS::KMS::Key"}
"""What may never be taken away or made anew: what people sent, and what opens it."""
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_PAUSE = 2.0
_NEVER_MADE = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED")
"""A stack that failed when it was to be made: it can only go away."""
_NOTHING = ("didn't contain changes", "No updates are to be performed")


class Stacks:
    """The stacks of one region."""

    def __init__(self, client: Any, builder: str = "", pause: float = _PAUSE) -> None:  # noqa: ANN401 - boto3's
        """Build as the role *builder*, or as whoever calls; look every *pause* seconds."""
        self._client = client
        self._as = {"RoleARN": builder} if builder else {}
        self._pause = pause

    def outputs(self, name: str) -> dict[str, str] | None:
        """Give what a stack tells, or None when there is none."""
        stack = self._find(name)
        if stack is None or stack["StackStatus"] in {"REVIEW_IN_PROGRESS", *_NEVER_MADE}:
            return None
        return {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}

    def parameter(self, name: str, parameter: str) -> str:
        """Give what a stack was told, or nothing."""
        told = (self._find(name) or {}).get("Parameters", [])
        values = (one["ParameterValue"] for one in told if one["ParameterKey"] == parameter)
        return str(next(values, ""))

    def put(
        self, name: str, template: Mapping[str, Any], parameters: Mapping[str, str]
    ) -> dict[str, str]:
        """Make a stack, or change it to be so. Give what it tells.

        Raises:
            DeployError: it would lose what people sent, or AWS could not do it and went back.
        """
        if (self._find(name) or {}).get("StackStatus") in _NEVER_MADE:
            self.remove(name)
        kind = "CREATE" if self.outputs(name) is None else "UPDATE"
        change = self._propose(name, kind, template, parameters)
        if change is not None:
            self._refuse_loss(change)
            began = time.time()
            self._client.execute_change_set(StackName=name, ChangeSetName=change["ChangeSetId"])
            self._wait(name, f"{kind}_COMPLETE", began)
        return self.outputs(name) or {}

    def remove(self, name: str) -> None:
        """Take a stack away; what it is told to keep stays."""
        if self._find(name) is None:
            return
        began = time.time()
        self._client.delete_stack(StackName=name, **self._as)
        self._wait(name, "DELETE_COMPLETE", began)

    def _propose(
        self, name: str, kind: str, template: Mapping[str, Any], parameters: Mapping[str, str]
    ) -> dict[str, Any] | None:
        """Give what would change, or None when nothing would."""
        proposed = self._client.create_change_set(
            StackName=name,
            ChangeSetName=f"makker-{time.time_ns()}",
            ChangeSetType=kind,
            TemplateBody=json.dumps(template, separators=(",", ":")),
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
            Capabilities=_CAPABILITIES,
            **self._as,
        )
        while True:
            change = dict(self._client.describe_change_set(ChangeSetName=proposed["Id"]))
            if not change["Status"].endswith(("PENDING", "IN_PROGRESS")):
                break
            time.sleep(self._pause)
        if change["Status"] == "CREATE_COMPLETE":
            return change
        reason = str(change.get("StatusReason", ""))
        self._client.delete_change_set(ChangeSetName=proposed["Id"])
        if any(words in reason for words in _NOTHING):
            return None
        message = f"{name}: AWS does not take this change: {reason}"
        raise DeployError(message)

    def _refuse_loss(self, change: Mapping[str, Any]) -> None:
        for one in change.get("Changes", []):
            resource = one["ResourceChange"]
            lost = resource["Action"] == "Remove" or resource.get("Replacement") == "True"
            if lost and resource["ResourceType"] in _PROTECTED:
                self._client.delete_change_set(ChangeSetName=change["ChangeSetId"])
                name = resource["LogicalResourceId"]
                message = f"{name} would be lost or made anew; nothing was changed"
                raise DeployError(message)

    def _wait(self, name: str, until: str, began: float) -> None:
        while True:
            stack = self._find(name)
            status = stack["StackStatus"] if stack else "DELETE_COMPLETE"
            if not status.endswith("IN_PROGRESS"):
                break
            time.sleep(self._pause)
        if status != until:
            told = "\n".join(f"- {line}" for line in self._failures(name, began))
            message = f"{name} is {status}, not {until}:\n{told}"
            raise DeployError(message)

    def _failures(self, name: str, began: float) -> Iterator[str]:
        events = self._client.describe_stack_events(StackName=name)["StackEvents"]
        for one in events:
            if one["ResourceStatus"].endswith("FAILED") and one["Timestamp"].timestamp() >= began:
                yield f"{one['LogicalResourceId']}: {one.get('ResourceStatusReason', '')}"

    def _find(self, name: str) -> dict[str, Any] | None:
        try:
            return dict(self._client.describe_stacks(StackName=name)["Stacks"][0])
        except self._client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":
                return None
            raise
