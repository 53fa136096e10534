"""The bridge to MkDocs: the only part of Makker that knows it."""
