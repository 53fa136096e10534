"""A form as an editor makes it in Wagtail's form builder."""
