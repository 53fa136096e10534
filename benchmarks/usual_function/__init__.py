"""The usual function on Lambda: what one installs with a few libraries."""
