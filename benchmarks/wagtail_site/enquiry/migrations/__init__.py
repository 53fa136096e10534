"""Made when the database is."""
