"""Where the project lies that this package is part of."""

from pathlib import Path

PROJECT = Path(__file__).parents[2]
"""The folder with `mkdocs.yml`."""
