"""Files in and out: CSV import and the assessment as JSON."""
