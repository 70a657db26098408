"""One method = one intent of the user = one transaction; each returns a frozen result."""
