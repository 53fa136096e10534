"""The machines and vendors behind the ports."""
