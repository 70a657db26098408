"""The store: engine, schema, migrations, and every query."""
