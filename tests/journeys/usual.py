"""Who works on the ward and when, apart from what only a test needs to be imported for."""

from datetime import UTC, datetime

ACTOR = "nurse"
NOW = datetime(2026, 3, 5, 14, 5, tzinfo=UTC)
