"""What Roundtable is compared with: a live vote as one writes it in an afternoon, and not a bad one.

Each vote is committed, the new tallies are sent to everyone, then the vote is acknowledged.

    python benchmarks/naive_server.py PORT DATABASE
"""

import eventlet

eventlet.monkey_patch()

import sys  # noqa: E402 (after the patch)

from flask import Flask, session  # noqa: E402
from flask_socketio import SocketIO, emit  # noqa: E402
from sqlalchemy import create_engine, event, func, select  # noqa: E402
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column  # noqa: E402

app = Flask(__name__)
app.secret_key = "benchmark"  # noqa: S105 (there is nothing to protect)
socketio = SocketIO(app, async_mode="eventlet")
engine = create_engine(f"sqlite:///{sys.argv[2]}")


@event.listens_for(engine, "connect")
def durable(connection, _record):  # noqa: ANN001, ANN201, D103
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


class Base(DeclarativeBase):
    """The tables."""


class Vote(Base):
    """One phone's vote for one option."""

    __tablename__ = "votes"
    phone: Mapped[str] = mapped_column(primary_key=True)
    option: Mapped[str] = mapped_column(primary_key=True)


def tallies(db: Session) -> dict[str, int]:
    """Votes by option."""
    query = select(Vote.option, func.count()).group_by(Vote.option)
    return {option: votes for option, votes in db.execute(query)}  # noqa: C416 (typed)


@socketio.on("connect")
def connect(auth: dict[str, str]) -> None:
    """Remember who it is, and show how it stands."""
    session["phone"] = auth["phone"]
    with Session(engine) as db:
        emit("tallies", tallies(db))


@socketio.on("vote")
def vote(message: dict[str, str]) -> dict[str, bool]:
    """Commit a vote, tell everyone, acknowledge."""
    with Session(engine) as db:
        db.merge(Vote(phone=session["phone"], option=message["option"]))
        db.commit()
        emit("tallies", tallies(db), broadcast=True)
    return {"ok": True}


if __name__ == "__main__":
    Base.metadata.create_all(engine)
    socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]))
