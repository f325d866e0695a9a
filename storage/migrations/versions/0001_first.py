"""The first tables.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_CONTENT = "seq, platform, tenant, conference, at, document, seal"
"""What can never be changed in an entry; the channel's id can, when the platform gives it a new one."""

_SQLITE = (
    f"""
    CREATE TRIGGER audit_no_update BEFORE UPDATE OF {_CONTENT} ON audit
    BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END
    """,
    """
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    WHEN NOT EXISTS (SELECT 1 FROM audit_permits)
    BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END
    """,
)
_POSTGRESQL = (
    """
    CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_permits) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the record is append-only';
    END $$
    """,
    f"""
    CREATE TRIGGER audit_no_update BEFORE UPDATE OF {_CONTENT} ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_append_only()
    """,
    """
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_append_only()
    """,
)


def upgrade() -> None:
    """Create every table."""
    _matters()
    _messages()
    _record()
    _others()


def _matters() -> None:
    """Conferences, what waits to become one, and channels."""
    op.create_table(
        "conferences",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("docket", sa.Text(), nullable=True),
        sa.Column("entered_at", _moment(), nullable=False),
        sa.Column("closed_at", _moment(), nullable=True),
        sa.Column("delete_on", sa.Date(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conferences")),
    )
    op.create_index("conferences_by_channel", "conferences", ["platform", "tenant", "channel"])
    op.create_index("conferences_by_docket", "conferences", ["platform", "tenant", "docket"])
    op.create_index(
        "conferences_to_purge",
        "conferences",
        ["delete_on"],
        sqlite_where=sa.text("delete_on IS NOT NULL"),
        postgresql_where=sa.text("delete_on IS NOT NULL"),
    )
    op.create_index(
        "one_active_conference",
        "conferences",
        ["platform", "tenant", "channel"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("made_at", _moment(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_made_at"), "proposals", ["made_at"])
    op.create_table(
        "channels",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "channel", name=op.f("pk_channels")),
    )


def _messages() -> None:
    """What is planned, what is on its way, and what was posted."""
    op.create_table(
        "nudges",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.Column("due_at", _moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference"], ["conferences.id"], name=op.f("fk_nudges_conference"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
        sa.UniqueConstraint("conference", "revision", "item", "deadline", "rung", name=op.f("uq_nudges_conference")),
    )
    op.create_index(
        "nudges_by_delivery",
        "nudges",
        ["delivery"],
        sqlite_where=sa.text("delivery IS NOT NULL"),
        postgresql_where=sa.text("delivery IS NOT NULL"),
    )
    op.create_index(
        "nudges_scheduled",
        "nudges",
        ["due_at"],
        sqlite_where=sa.text("state = 'scheduled'"),
        postgresql_where=sa.text("state = 'scheduled'"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("status_only", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", _moment(), nullable=False),
        sa.Column("at", _moment(), nullable=True),
        sa.Column("not_before", _moment(), nullable=True),
        sa.Column("useful_until", _moment(), nullable=True),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("since", _moment(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", _moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference"], ["conferences.id"], name=op.f("fk_deliveries_conference"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(
        "deliveries_actionable",
        "deliveries",
        ["at"],
        sqlite_where=sa.text("at IS NOT NULL"),
        postgresql_where=sa.text("at IS NOT NULL"),
    )
    op.create_index("deliveries_by_place", "deliveries", ["platform", "tenant", "place"])
    op.create_index(op.f("ix_deliveries_conference"), "deliveries", ["conference"])
    op.create_table(
        "gates",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("opens_at", _moment(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "place", name=op.f("pk_gates")),
    )
    op.create_table(
        "posted_cards",
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"], ["conferences.id"], name=op.f("fk_posted_cards_conference"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conference", "slot", name=op.f("pk_posted_cards")),
    )


def _record() -> None:
    """The append-only record."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("at", _moment(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_index("audit_by_channel", "audit", ["platform", "tenant", "channel", "conference", "seq"])
    op.create_table(
        "audit_chains",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "channel", "conference", name=op.f("pk_audit_chains")),
    )
    op.create_table(
        "audit_permits",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_permits")),
    )
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _others() -> None:
    """Handled events, and what adapters keep."""
    op.create_table(
        "seen",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("at", _moment(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "channel", "delivery", name=op.f("pk_seen")),
    )
    op.create_index(op.f("ix_seen_at"), "seen", ["at"])
    op.create_table(
        "vault",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "platform", "tenant", "key", name=op.f("pk_vault")),
    )


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
