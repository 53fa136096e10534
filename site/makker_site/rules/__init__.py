"""A role's rules as staff can see them: in words, as a table, as a drawing, and as changes."""
