"""The commands of `makker`, a file each: from values to an exit status."""
