"""Run migrations on the connection that db.store hands over, inside its transaction."""

from alembic import context

import trialtracker.db.tables  # noqa: F401  (fills the metadata)
from trialtracker.db.metadata import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
