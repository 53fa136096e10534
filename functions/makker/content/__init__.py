"""From Markdown and YAML to the domain, with every problem named by file, line and key."""
