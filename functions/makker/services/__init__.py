"""Use cases, each named by its verb."""
