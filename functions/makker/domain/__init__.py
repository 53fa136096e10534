"""Values and rules, from the standard library alone."""
