"""What SAM makes of a template: JSON on stdin, JSON on stdout; run where its translator is."""

import json
import os
import sys

from samtranslator.translator.transform import transform  # type: ignore[import-not-found]


class NoManagedPolicies:
    """We name no policy of AWS: every right is written out."""

    def load(self) -> dict[str, str]:
        return {}


if __name__ == "__main__":
    os.environ["AWS_DEFAULT_REGION"] = "eu-central-1"
    json.dump(transform(json.load(sys.stdin), {}, NoManagedPolicies()), sys.stdout)
