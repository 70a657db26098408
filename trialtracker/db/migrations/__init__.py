"""Schema migrations, run by Alembic only when a store is behind."""
