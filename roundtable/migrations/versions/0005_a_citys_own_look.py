"""A city's own look: its colour, and its coat of arms with what can be seen on it"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cities", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("accent", sa.String(length=7), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("arms", sa.LargeBinary(), nullable=True))
        batch_op.add_column(
            sa.Column("arms_words", sa.String(length=200), nullable=False, server_default="")
        )
    # With what was there before a default is needed; from here on the program gives every value.
    with op.batch_alter_table("cities", schema=None) as batch_op:
        for name in ("accent", "arms_words"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("cities", schema=None) as batch_op:
        for name in ("arms_words", "arms", "accent"):
            batch_op.drop_column(name)
