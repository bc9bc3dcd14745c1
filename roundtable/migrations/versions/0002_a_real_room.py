"""A real room: tables, moderation, concerns, the talk, desk, rehearsal, suggestions"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "suggestions",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("body", JSON, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_suggestions_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_suggestions_roundtable_id"), ["roundtable_id"], unique=False
        )

    op.create_table(
        "tables",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_tables_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tables")),
    )
    with op.batch_alter_table("tables", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tables_roundtable_id"), ["roundtable_id"], unique=False
        )

    op.create_table(
        "mergers",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("stage_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("into", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=4000), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_mergers_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stages.id"], name=op.f("fk_mergers_stage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mergers")),
    )
    with op.batch_alter_table("mergers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mergers_roundtable_id"), ["roundtable_id"], unique=False
        )

    op.create_table(
        "answers",
        sa.Column("stage_id", sa.String(length=20), nullable=False),
        sa.Column("participant_id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_answers_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_answers_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stages.id"], name=op.f("fk_answers_stage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("stage_id", "participant_id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answers_roundtable_id"), ["roundtable_id"], unique=False
        )

    op.create_table(
        "concerns",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("stage_id", sa.String(length=20), nullable=False),
        sa.Column("option_id", sa.String(length=20), nullable=False),
        sa.Column("participant_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.String(length=600), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_concerns_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_concerns_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stages.id"], name=op.f("fk_concerns_stage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
        sa.UniqueConstraint(
            "stage_id",
            "option_id",
            "participant_id",
            name=op.f("uq_concerns_stage_id_option_id_participant_id"),
        ),
    )
    with op.batch_alter_table("concerns", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_concerns_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_concerns_roundtable_id"), ["roundtable_id"], unique=False
        )

    op.create_table(
        "minutes",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("stage_id", sa.String(length=20), nullable=False),
        sa.Column("table_id", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("subject", sa.String(length=20), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("author_id", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_minutes_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_minutes_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_minutes_stage_id")),
        sa.ForeignKeyConstraint(["table_id"], ["tables.id"], name=op.f("fk_minutes_table_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_minutes_roundtable_id"), ["roundtable_id"], unique=False
        )

    op.create_table(
        "seats",
        sa.Column("stage_id", sa.String(length=20), nullable=False),
        sa.Column("participant_id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("table_id", sa.String(length=20), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("hosts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_seats_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_seats_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stages.id"], name=op.f("fk_seats_stage_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["table_id"], ["tables.id"], name=op.f("fk_seats_table_id")),
        sa.PrimaryKeyConstraint("stage_id", "participant_id", name=op.f("pk_seats")),
    )
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seats_roundtable_id"), ["roundtable_id"], unique=False)

    op.create_table(
        "turns",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("stage_id", sa.String(length=20), nullable=False),
        sa.Column("participant_id", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Double(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_turns_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_turns_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stages.id"], name=op.f("fk_turns_stage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
    )
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_turns_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_turns_roundtable_id"), ["roundtable_id"], unique=False)

    op.create_table(
        "comments",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("proposal_id", sa.String(length=20), nullable=False),
        sa.Column("stage_id", sa.String(length=20), nullable=False),
        sa.Column("author_id", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("held_for", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_comments_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_comments_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_comments_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_comments_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comments_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comments_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_comments_roundtable_id"), ["roundtable_id"], unique=False
        )

    op.create_table(
        "supports",
        sa.Column("concern_id", sa.String(length=20), nullable=False),
        sa.Column("participant_id", sa.String(length=20), nullable=False),
        sa.Column("roundtable_id", sa.String(length=20), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_supports_concern_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_supports_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["roundtable_id"],
            ["roundtables.id"],
            name=op.f("fk_supports_roundtable_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("concern_id", "participant_id", name=op.f("pk_supports")),
    )
    with op.batch_alter_table("supports", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supports_roundtable_id"), ["roundtable_id"], unique=False
        )

    with op.batch_alter_table("ballots", schema=None) as batch_op:
        batch_op.add_column(sa.Column("group_id", sa.String(length=20), nullable=True))
    op.execute(
        "UPDATE ballots SET group_id = (SELECT group_id FROM participants"
        " WHERE participants.id = ballots.participant_id)"
        " WHERE stage_id IN (SELECT stage_id FROM results)"
    )

    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("goal", sa.Integer(), nullable=True))

    with op.batch_alter_table("keys", schema=None) as batch_op:
        batch_op.add_column(sa.Column("table_id", sa.String(length=20), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_keys_table_id"), "tables", ["table_id"], ["id"], ondelete="CASCADE"
        )

    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.add_column(sa.Column("behalf_id", sa.String(length=20), nullable=True))

    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("channel", sa.String(length=10), nullable=False, server_default="phone")
        )
        batch_op.add_column(sa.Column("card", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("table_id", sa.String(length=20), nullable=True))
        batch_op.add_column(
            sa.Column("hosts", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("agreed_at", sa.BigInteger(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_participants_table_id"), "tables", ["table_id"], ["id"]
        )

    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_for", sa.String(length=40), nullable=True))
        batch_op.add_column(
            sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("merged_into", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("table_id", sa.String(length=20), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_proposals_table_id"), "tables", ["table_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_proposals_merged_into"), "proposals", ["merged_into"], ["id"]
        )

    with op.batch_alter_table("roundtables", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rehearsal", JSON, nullable=True))
        batch_op.add_column(sa.Column("spotlight", sa.String(length=20), nullable=True))
        batch_op.add_column(
            sa.Column("last_card", sa.Integer(), nullable=False, server_default="0")
        )

    with op.batch_alter_table("stages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nudged_at", sa.BigInteger(), nullable=True))
        batch_op.alter_column(
            "position", existing_type=sa.INTEGER(), type_=sa.Double(), existing_nullable=False
        )
        batch_op.drop_constraint(batch_op.f("uq_stages_roundtable_id_position"), type_="unique")

    # The defaults were for the rows that were there; what is new says its own.
    for table, column in (
        ("participants", "channel"),
        ("participants", "hosts"),
        ("proposals", "pinned"),
        ("roundtables", "last_card"),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("stages", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            batch_op.f("uq_stages_roundtable_id_position"), ["roundtable_id", "position"]
        )
        batch_op.alter_column(
            "position", existing_type=sa.Double(), type_=sa.INTEGER(), existing_nullable=False
        )
        batch_op.drop_column("nudged_at")

    with op.batch_alter_table("roundtables", schema=None) as batch_op:
        batch_op.drop_column("last_card")
        batch_op.drop_column("spotlight")
        batch_op.drop_column("rehearsal")

    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_proposals_merged_into"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_proposals_table_id"), type_="foreignkey")
        batch_op.drop_column("table_id")
        batch_op.drop_column("merged_into")
        batch_op.drop_column("pinned")
        batch_op.drop_column("held_for")

    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_participants_table_id"), type_="foreignkey")
        batch_op.drop_column("agreed_at")
        batch_op.drop_column("hosts")
        batch_op.drop_column("table_id")
        batch_op.drop_column("card")
        batch_op.drop_column("channel")

    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.drop_column("behalf_id")

    with op.batch_alter_table("keys", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_keys_table_id"), type_="foreignkey")
        batch_op.drop_column("table_id")

    with op.batch_alter_table("ballots", schema=None) as batch_op:
        batch_op.drop_column("group_id")

    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.drop_column("goal")

    with op.batch_alter_table("supports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supports_roundtable_id"))

    op.drop_table("supports")
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comments_roundtable_id"))
        batch_op.drop_index(batch_op.f("ix_comments_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_comments_author_id"))

    op.drop_table("comments")
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_turns_roundtable_id"))
        batch_op.drop_index(batch_op.f("ix_turns_participant_id"))

    op.drop_table("turns")
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seats_roundtable_id"))

    op.drop_table("seats")
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_roundtable_id"))

    op.drop_table("minutes")
    with op.batch_alter_table("concerns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concerns_roundtable_id"))
        batch_op.drop_index(batch_op.f("ix_concerns_participant_id"))

    op.drop_table("concerns")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_roundtable_id"))

    op.drop_table("answers")
    with op.batch_alter_table("mergers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mergers_roundtable_id"))

    op.drop_table("mergers")
    with op.batch_alter_table("tables", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tables_roundtable_id"))

    op.drop_table("tables")
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestions_roundtable_id"))

    op.drop_table("suggestions")
