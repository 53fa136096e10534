"""What is measured, and the peers it is measured beside. Run with `make bench`."""
