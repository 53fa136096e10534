"""Values whose methods are written out, as the decorator `dataclass` would add them.

The decorator writes a class's methods as text and compiles them each time its module is loaded:
half a millisecond a class, a third of what a function computes before its first answer. Here that
is done once, when the artefact is made. No line moves, as the log tells a fault by its line.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from makker_site.packing import value
from makker_site.packing.errors import PackError

_DECORATORS = {"dataclass(frozen=True, slots=True)", "dataclass(frozen=True)"}
_OPTIONS = {"default", "default_factory", "init", "repr"}
"""What a field may ask for. A class that asks for more keeps its decorator, which is right too."""
_SUPPORT = Path(value.__file__)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a value, and the source of what it is at first."""

    name: str
    default: str
    """Nothing when it has none."""
    made: str
    """What makes a default of its own for each value, or nothing."""
    given: bool
    """Whether it can be given when a value is made."""
    shown: bool
    """Whether `repr` tells it."""

    @property
    def parameter(self) -> str:
        """Its place among the parameters of `__init__`."""
        default = "..." if self.made else self.default
        return f"{self.name}={default}" if default else self.name

    @property
    def source(self) -> str:
        """What `__init__` sets it to."""
        first = f"{self.made}()" if self.made else self.default
        if not self.given:
            return first
        return f"{first} if {self.name} is ... else {self.name}" if self.made else self.name


def write_out_all(package: Path) -> None:
    """Write out the values of all modules of *package*, and put beside them what they stand on."""
    for module in package.rglob("*.py"):
        module.write_text(write_out(module.read_text("utf-8"), package.name), "utf-8")
    (package / _SUPPORT.name).write_bytes(_SUPPORT.read_bytes())


def write_out(source: str, package: str) -> str:
    """Give the source of a module of *package* with its values written out."""
    tree, lines = ast.parse(source), source.splitlines()
    _refuse_what_needs_the_library(tree)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    values = [node for node in classes if _is_value(node)]
    for node in values:
        _write_class(node, lines)
    ours = {"Value as _Value"} if values else set()
    theirs = {"dataclass", "field"} if len(values) < sum(map(_is_decorated, classes)) else set()
    for one in tree.body:
        if isinstance(one, ast.ImportFrom) and one.module == "dataclasses":
            asked = {name.name for name in one.names}
            ours |= asked & {"replace"}
            theirs &= asked
            froms = {f"{package}.{_SUPPORT.stem}": ours, "dataclasses": theirs}
            lines[one.lineno - 1] = _imports(froms)
    return "\n".join((*lines, ""))


def _refuse_what_needs_the_library(tree: ast.Module) -> None:
    """Values that are written out are no dataclasses: what asks for those would fail, on AWS alone.

    Raises:
        PackError: something does.
    """
    for one in ast.walk(tree):
        if isinstance(one, ast.ImportFrom) and one.module == "dataclasses":
            strange = {name.name for name in one.names} - {"dataclass", "field", "replace"}
            if strange or one not in tree.body:
                message = f"line {one.lineno}: only dataclass, field and replace, and at the top"
                raise PackError(message)


def _imports(froms: Mapping[str, set[str]]) -> str:
    return "; ".join(
        f"from {module} import {', '.join(sorted(names))}"
        for module, names in froms.items()
        if names
    )


def _is_decorated(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(one) for one in node.decorator_list)


def _is_value(node: ast.ClassDef) -> bool:
    """Whether nothing is asked of the decorator but what is written out here."""
    methods = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
    fields = list(_fields(node))
    return (
        not node.bases
        and ast.get_docstring(node) is not None
        and [ast.unparse(one) in _DECORATORS for one in node.decorator_list] == [True]
        and "__post_init__" not in methods
        and bool(fields)
        and all(_is_known(_options(one)) and ast.unparse(one.target) != "put" for one in fields)
    )


def _is_known(options: Mapping[str, str]) -> bool:
    said = {options.get(name, "True") for name in ("init", "repr")}
    first = "default" in options or "default_factory" in options
    return (
        options.keys() <= _OPTIONS
        and said <= {"True", "False"}
        and (first or options.get("init") != "False")
    )


def _fields(node: ast.ClassDef) -> Iterator[ast.AnnAssign]:
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and "ClassVar" not in ast.unparse(one.annotation):
            yield one


def _options(field: ast.AnnAssign) -> dict[str, str]:
    """Give what a field asks for, each by its source."""
    asked = field.value
    if asked is None:
        return {}
    if isinstance(asked, ast.Call) and ast.unparse(asked.func) == "field":
        return {one.arg or "": ast.unparse(one.value) for one in asked.keywords}
    return {"default": ast.unparse(asked)}


def _write_class(node: ast.ClassDef, lines: list[str]) -> None:
    decorator, docstring = node.decorator_list[0], node.body[0]
    fields = [_field(one) for one in _fields(node)]
    gone: list[ast.expr | ast.stmt] = [decorator, *_fields(node)]
    for one in gone:
        for number in range(one.lineno, (one.end_lineno or one.lineno) + 1):
            lines[number - 1] = ""
    lines[gone[-1].lineno - 1] = " " * docstring.col_offset + _init(fields)
    lines[node.lineno - 1] = lines[node.lineno - 1].replace(node.name, f"{node.name}(_Value)", 1)
    end = (docstring.end_lineno or docstring.lineno) - 1
    before, after = _cut(lines[end], docstring.end_col_offset)
    lines[end] = before + _told(fields, slots="slots" in ast.unparse(decorator)) + after


def _field(node: ast.AnnAssign) -> _Field:
    options = _options(node)
    return _Field(
        name=ast.unparse(node.target),
        default=options.get("default", ""),
        made=options.get("default_factory", ""),
        given=options.get("init") != "False",
        shown=options.get("repr") != "False",
    )


def _init(fields: Sequence[_Field]) -> str:
    parameters = ", ".join(("self", *(one.parameter for one in fields if one.given)))
    sets = "; ".join(f"put(self, {one.name!r}, {one.source})" for one in fields)
    return f"def __init__({parameters}): put = object.__setattr__; {sets}"


def _told(fields: Sequence[_Field], *, slots: bool) -> str:
    """Give what a class says of its fields."""
    told = {
        "_fields": tuple(one.name for one in fields),
        "_shown": tuple(one.name for one in fields if one.shown),
        "__match_args__": tuple(one.name for one in fields if one.given),
    }
    if slots:
        told["__slots__"] = told["_fields"]
    return "".join(f"; {name} = {names}" for name, names in told.items())


def _cut(line: str, at: int | None) -> tuple[str, str]:
    """Cut a line where the parser says, which counts bytes."""
    raw = line.encode()
    return raw[:at].decode(), raw[at:].decode()
