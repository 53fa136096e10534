"""Print what the long runs measured: the figures of docs/reliability.md."""

from tests.torture.figures import FOLDER

for file in sorted(FOLDER.glob("*.txt")):
    print(f"{file.stem}: {file.read_text('utf-8')}", end="")  # noqa: T201
