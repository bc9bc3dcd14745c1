"""Votes that a council can trust: costs, abstention, seals, settled ties, small groups"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    for table in ("clusters", "options", "proposals"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("cost", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("ballots", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("abstains", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("seal", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("hash", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("receipt", sa.String(length=12), nullable=True))
    with op.batch_alter_table("roundtables", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("threshold", sa.Integer(), nullable=False, server_default="5")
        )
        batch_op.add_column(
            sa.Column("unanimous", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("results", schema=None) as batch_op:
        batch_op.add_column(sa.Column("settled", JSON, nullable=True))
    with op.batch_alter_table("stages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seal", JSON, nullable=True))
    # With what was there before a default is needed; from here on the program gives every value.
    for table, names in (("ballots", ("abstains",)), ("roundtables", ("threshold", "unanimous"))):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("stages", schema=None) as batch_op:
        batch_op.drop_column("seal")
    with op.batch_alter_table("results", schema=None) as batch_op:
        batch_op.drop_column("settled")
    with op.batch_alter_table("roundtables", schema=None) as batch_op:
        batch_op.drop_column("unanimous")
        batch_op.drop_column("threshold")
    with op.batch_alter_table("ballots", schema=None) as batch_op:
        for name in ("receipt", "hash", "seal", "abstains"):
            batch_op.drop_column(name)
    for table in ("proposals", "options", "clusters"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("cost")
