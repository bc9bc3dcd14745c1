"""How the documents of a city look, on the way to the process that makes them."""

from __future__ import annotations

import base64

from sqlalchemy.orm import Session

from roundtable.models import City


def look_of(session: Session, city_id: str) -> dict[str, str]:
    """`{"accent", "arms"}` as `renderers.look.dressed` takes it, "" where the city has none."""
    city = session.get_one(City, city_id)
    return {"accent": city.accent, "arms": base64.b64encode(city.arms or b"").decode()}
