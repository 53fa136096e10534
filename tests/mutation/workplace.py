"""A folder in which mutmut puts small faults into the domain: a copy, never the source itself.

mutmut wants its packages below `src`, and leaves decorated functions alone. Half of what the
domain decides stands in properties, so the copy has each as a plain method and a `property` of it.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import libcst as cst

PROJECT = Path(__file__).parents[2]
DOMAIN = Path("src/makker/domain")
TESTS = "tests/domain"
_FOUND = frozenset({"killed", "timeout", "segfault"})
"""What mutmut says of a fault that was found. One that never ends is found as well."""


@dataclass(frozen=True)
class Mutant:
    """One small fault, and what became of it."""

    name: str
    status: str

    @property
    def found(self) -> bool:
        return self.status in _FOUND


@dataclass(frozen=True)
class Workplace:
    """The folder, the modules of the domain that get faults, and the tests that look for them."""

    folder: Path
    modules: Sequence[str] = ("*",)
    tests: Sequence[str] = (TESTS,)

    def furnish(self) -> None:
        """Copy the source, the tests and the content anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(PROJECT / "functions" / "makker", self.folder / "src" / "makker")
        for name in ("content", "tests"):
            ignored = shutil.ignore_patterns("node_modules", "__pycache__")
            shutil.copytree(PROJECT / name, self.folder / name, ignore=ignored)
        for file in (self.folder / DOMAIN).glob("*.py"):
            file.write_text(without_properties(file.read_text("utf-8")), "utf-8")
        mutated = [f"{DOMAIN}/{module}.py" for module in self.modules]
        settings = (PROJECT / "pyproject.toml").read_text("utf-8")
        settings = settings.replace(f'["{DOMAIN}/*.py"]', json.dumps(mutated))
        settings = settings.replace(f'["{TESTS}"]', json.dumps(list(self.tests)))
        (self.folder / "pyproject.toml").write_text(settings, "utf-8")

    def run(self, processes: int) -> Iterator[Mutant]:
        """Let mutmut try every fault, and give each with what became of it."""
        with (self.folder / "mutmut.log").open("w") as log:
            self._mutmut("run", "--max-children", str(processes), log=log.fileno())
        for line in self._mutmut("results", "--all", "true").splitlines():
            name, _, status = line.strip().partition(": ")
            yield Mutant(name, status)

    def changed_line(self, mutant: Mutant) -> tuple[str, str]:
        """Give the line that has the fault, as it should be and as it was."""
        shown = self._mutmut("show", mutant.name).splitlines()
        lines = [line for line in shown if not line.startswith(("---", "+++"))]
        right, wrong = ([line for line in lines if line.startswith(sign)] for sign in "-+")
        line = right[0][1:].strip()
        return line, wrong[0][1:].strip() if wrong else f"without {line}"

    def _mutmut(self, *command: str, log: int = subprocess.PIPE) -> str:
        environment = {**os.environ, "HYPOTHESIS_PROFILE": "default"}
        done = subprocess.run(
            [str(Path(sys.executable).parent / "mutmut"), *command],
            cwd=self.folder,
            env=environment,
            stdout=log,
            text=True,
            check=True,
        )
        return done.stdout or ""


class _Plain(cst.CSTTransformer):
    """Turns each property into a method and a `property` of it."""

    def leave_FunctionDef(  # noqa: N802 - named by libcst
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef | cst.FlattenSentinel[cst.BaseStatement]:
        decorators = [one.decorator for one in original_node.decorators]
        if not any(isinstance(one, cst.Name) and one.value == "property" for one in decorators):
            return updated_node
        name = original_node.name.value
        getter = updated_node.with_changes(decorators=(), name=cst.Name(f"_get_{name}"))
        made = cst.parse_statement(f"{name} = property(_get_{name})")
        return cst.FlattenSentinel([getter, made])


def without_properties(source: str) -> str:
    """Give the same module with its properties as methods that mutmut does not pass over."""
    return cst.parse_module(source).visit(_Plain()).code
