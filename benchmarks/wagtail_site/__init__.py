"""What makes a Wagtail site; it is copied, and run with libraries of its own."""
