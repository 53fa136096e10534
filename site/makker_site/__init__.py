"""The public site: its pages, the build, the local server and the command line."""
