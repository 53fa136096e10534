"""The content as an artefact carries it: read and checked when it was packed, not at each start.

Nothing of a catalogue depends on the day it was read: what depends on the day, a warning that a
number was last checked long ago or whether a meeting is over, is asked when the day is known.
"""

import pickle
from pathlib import Path

from makker.domain.catalogue import Catalogue

_NAME = "catalogue.pickle"


def is_compiled(root: Path) -> bool:
    """Whether the content folder *root* holds a catalogue instead of files to read."""
    return (root / _NAME).exists()


def write_compiled(catalogue: Catalogue, root: Path) -> None:
    """Put the catalogue into the content folder of an artefact."""
    (root / _NAME).write_bytes(pickle.dumps(catalogue, protocol=5))


def read_compiled(root: Path) -> Catalogue:
    """Give the catalogue of an artefact."""
    catalogue: Catalogue = pickle.loads((root / _NAME).read_bytes())  # noqa: S301 - packed with us
    return catalogue
