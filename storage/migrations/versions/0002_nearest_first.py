"""Reminders that are due are found nearest deadline first, in the index alone.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("nudges_scheduled", "nudges")
    op.create_index(
        "nudges_scheduled",
        "nudges",
        ["due_at", "deadline", "rung", "conference"],
        sqlite_where=sa.text("state = 'scheduled'"),
        postgresql_where=sa.text("state = 'scheduled'"),
    )
