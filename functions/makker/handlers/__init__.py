"""The edges that are called: parse, call, answer."""
