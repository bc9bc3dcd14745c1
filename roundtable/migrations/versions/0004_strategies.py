"""Strategies: what is written from the results of several roundtables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "strategies",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("city_id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("subtitle", sa.String(length=400), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("phases", JSON, nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("last_measure", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name=op.f("fk_strategies_city_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategies")),
        sa.UniqueConstraint("code", name=op.f("uq_strategies_code")),
    )
    with op.batch_alter_table("strategies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategies_city_id"), ["city_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("out", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("why", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_decisions_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "joins",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("members", JSON, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("apart_by", sa.String(length=80), nullable=False),
        sa.Column("apart_on", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_joins_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joins")),
    )
    with op.batch_alter_table("joins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joins_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "nodes",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Double(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("sources", JSON, nullable=False),
        sa.Column("findings", JSON, nullable=False),
        sa.Column("covers", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["nodes.id"], name=op.f("fk_nodes_parent_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_nodes_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nodes")),
    )
    with op.batch_alter_table("nodes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nodes_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "strategy_log",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("command", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("args", JSON, nullable=True),
        sa.Column("result", JSON, nullable=True),
        sa.Column("names", JSON, nullable=True),
        sa.Column("images", JSON, nullable=True),
        sa.Column("undone_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_strategy_log_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_strategy_log")),
        sa.UniqueConstraint("strategy_id", "id", name=op.f("uq_strategy_log_strategy_id_id")),
        sa.UniqueConstraint("strategy_id", "rev", name=op.f("uq_strategy_log_strategy_id_rev")),
    )
    with op.batch_alter_table("strategy_log", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_strategy_log_strategy_id"), ["strategy_id"], unique=False
        )

    op.create_table(
        "strategy_rooms",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("room_id", sa.String(length=20), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["roundtables.id"],
            name=op.f("fk_strategy_rooms_room_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_strategy_rooms_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_rooms")),
        sa.UniqueConstraint(
            "strategy_id", "room_id", name=op.f("uq_strategy_rooms_strategy_id_room_id")
        ),
    )
    with op.batch_alter_table("strategy_rooms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_rooms_room_id"), ["room_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_strategy_rooms_strategy_id"), ["strategy_id"], unique=False
        )

    op.create_table(
        "versions",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=10), nullable=False),
        sa.Column("decided_on", sa.String(length=10), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_versions_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
    )
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_versions_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "fates",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("measure_id", sa.String(length=20), nullable=True),
        sa.Column("into", sa.String(length=80), nullable=True),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["nodes.id"], name=op.f("fk_fates_measure_id")),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_fates_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fates")),
    )
    with op.batch_alter_table("fates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fates_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "leases",
        sa.Column("node_id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["node_id"], ["nodes.id"], name=op.f("fk_leases_node_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_leases_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("node_id", name=op.f("pk_leases")),
    )
    with op.batch_alter_table("leases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leases_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "node_wordings",
        sa.Column("node_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["node_id"], ["nodes.id"], name=op.f("fk_node_wordings_node_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_node_wordings_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("node_id", "number", name=op.f("pk_node_wordings")),
    )
    with op.batch_alter_table("node_wordings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_node_wordings_strategy_id"), ["strategy_id"], unique=False
        )

    op.create_table(
        "rounds",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("opens", sa.String(length=10), nullable=False),
        sa.Column("closes", sa.String(length=10), nullable=False),
        sa.Column("questions", JSON, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_rounds_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_rounds_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rounds_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "strategy_exports",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=True),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=True),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_strategy_exports_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_strategy_exports_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_exports")),
    )
    with op.batch_alter_table("strategy_exports", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_strategy_exports_strategy_id"), ["strategy_id"], unique=False
        )

    op.create_table(
        "writings",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("node_id", sa.String(length=20), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("who", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["node_id"], ["nodes.id"], name=op.f("fk_writings_node_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_writings_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writings")),
    )
    with op.batch_alter_table("writings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_writings_node_id"), ["node_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_writings_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "remarks",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("round_id", sa.String(length=20), nullable=True),
        sa.Column("node_id", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("who", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(length=6000), nullable=False),
        sa.Column("quoted", sa.String(length=6000), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=6000), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name=op.f("fk_remarks_node_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_remarks_round_id")),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_remarks_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
    )
    with op.batch_alter_table("remarks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remarks_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "replies",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("strategy_id", sa.String(length=20), nullable=False),
        sa.Column("remark_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(length=6000), nullable=False),
        sa.ForeignKeyConstraint(
            ["remark_id"], ["remarks.id"], name=op.f("fk_replies_remark_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["strategies.id"],
            name=op.f("fk_replies_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
    )
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_replies_remark_id"), ["remark_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_replies_strategy_id"), ["strategy_id"], unique=False)

    with op.batch_alter_table("keys", schema=None) as batch_op:
        batch_op.add_column(sa.Column("strategy_id", sa.String(length=20), nullable=True))
        batch_op.create_index(batch_op.f("ix_keys_strategy_id"), ["strategy_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_keys_strategy_id"),
            "strategies",
            ["strategy_id"],
            ["id"],
            ondelete="CASCADE",
        )


def downgrade() -> None:
    with op.batch_alter_table("keys", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_keys_strategy_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_keys_strategy_id"))
        batch_op.drop_column("strategy_id")

    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_replies_strategy_id"))
        batch_op.drop_index(batch_op.f("ix_replies_remark_id"))

    op.drop_table("replies")
    with op.batch_alter_table("remarks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remarks_strategy_id"))

    op.drop_table("remarks")
    with op.batch_alter_table("writings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_writings_strategy_id"))
        batch_op.drop_index(batch_op.f("ix_writings_node_id"))

    op.drop_table("writings")
    with op.batch_alter_table("strategy_exports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strategy_exports_strategy_id"))

    op.drop_table("strategy_exports")
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rounds_strategy_id"))

    op.drop_table("rounds")
    with op.batch_alter_table("node_wordings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_node_wordings_strategy_id"))

    op.drop_table("node_wordings")
    with op.batch_alter_table("leases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leases_strategy_id"))

    op.drop_table("leases")
    with op.batch_alter_table("fates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fates_strategy_id"))

    op.drop_table("fates")
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_versions_strategy_id"))

    op.drop_table("versions")
    with op.batch_alter_table("strategy_rooms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strategy_rooms_strategy_id"))
        batch_op.drop_index(batch_op.f("ix_strategy_rooms_room_id"))

    op.drop_table("strategy_rooms")
    with op.batch_alter_table("strategy_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strategy_log_strategy_id"))

    op.drop_table("strategy_log")
    with op.batch_alter_table("nodes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nodes_strategy_id"))

    op.drop_table("nodes")
    with op.batch_alter_table("joins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_joins_strategy_id"))

    op.drop_table("joins")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_strategy_id"))

    op.drop_table("decisions")
    with op.batch_alter_table("strategies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strategies_city_id"))

    op.drop_table("strategies")
