"""Makker: everything that may run in a function; the folder is the artefact."""
