"""What all tables share: naming of constraints, column types, and how a row says what it changes."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKey, MetaData, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

#: A collection and an id in it: the address of an entity in the state that clients hold.
Mark = tuple[str, str]

Id = Annotated[str, mapped_column(String(20), primary_key=True)]
#: Milliseconds since 1970, UTC.
Moment = Annotated[int, mapped_column(BigInteger)]
#: None is the database's NULL, so that a query for what is missing finds it.
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
RoundtableId = Annotated[
    str, mapped_column(String(20), ForeignKey("roundtables.id", ondelete="CASCADE"), index=True)
]


class Base(DeclarativeBase):
    """A row. `marks` names the entities of the shared state that change with it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    #: The status of a row whose making was undone; None where undo does not reach.
    undone: ClassVar[str | None] = None
    type_annotation_map = {dict[str, Any]: Json, list[Any]: Json}  # noqa: RUF012 (SQLAlchemy reads it)

    def marks(self) -> list[Mark]:
        """The entities of the shared state that show this row."""
        return []

    def owner(self) -> str | None:
        """The participant among whose own things this row is, if any."""
        return None

    def at_table(self) -> str | None:
        """The table whose people have this row among their own things, if any."""
        return None
