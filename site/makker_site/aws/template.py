"""CloudFormation's YAML, read with its short tags written out, as its JSON has them."""

from typing import Any

import yaml

from makker_site.project import PROJECT

TEMPLATES = PROJECT / "infra"


class _Loader(yaml.SafeLoader):
    """Knows the tags of CloudFormation."""


def _written_out(loader: _Loader, tag: str, node: yaml.Node) -> dict[str, Any]:
    """Give `!Ref X` as `{"Ref": "X"}`, `!GetAtt X.Y` as `{"Fn::GetAtt": ["X", "Y"]}`, and so on."""
    value: Any = None
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    if tag == "GetAtt":
        value = str(value).split(".", 1)
    return {tag if tag in {"Ref", "Condition"} else f"Fn::{tag}": value}


_Loader.add_multi_constructor("!", _written_out)


def read_template(name: str) -> dict[str, Any]:
    """Give a template of infra/ as values."""
    with (TEMPLATES / name).open(encoding="utf-8") as file:
        template: dict[str, Any] = yaml.load(file, _Loader)  # noqa: S506 - a safe one, with tags
    return template
