"""What surfaces show, as HTML, made from nothing but an audience's state.

A template sees only the projection, so that no page can show what the projection leaves out. The same
templates make the page (with a person's own things) and the regions that are pushed (without).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import current_app, render_template
from flask_babel import format_date, format_decimal
from flask_babel import gettext as _
from markupsafe import Markup

from roundtable import aliases, i18n, labels, projections, reading, sources
from roundtable.core import charts, charts_opinion, codes
from roundtable.core.disclosure import OTHER
from roundtable.core.stages import KINDS
from roundtable.core.text import direction, pick
from roundtable.projections import State
from roundtable.told import Told

#: Audience → region → the template that makes it.
REGIONS = {
    projections.PHONE: {"main": "phone/main.html"},
    projections.SCREEN: {"screen": "screen/region.html"},
    projections.CONSOLE: {
        "room": "console/room.html",
        "results": "console/results.html",
        "opinions": "console/opinions.html",
    },
    projections.WRITER: {"results": "console/results.html"},
    projections.OBSERVER: {"main": "follow/main.html"},
    projections.DESK: {},
}
#: Audiences whose regions have parts: what is sent to hundreds must not be sent whole each time.
PARTED = frozenset({projections.PHONE})


def regions(audience: str, state: State, language: str) -> dict[str, str]:
    """The rendered regions of an audience's surface: they depend on state and language alone.

    What a template marks as a part is a region of its own, which leaves an empty place in the region
    that holds it: so only the part is sent when only the part changes.
    """
    parts: dict[str, str] = {}
    with i18n.speaking(language):
        given = context(state, language)
        given |= {"me": None, "csrf_token": str, "new_id": str, "now": 0, "message": None}
        if audience in PARTED:
            given["part"] = Parts(given["stage_id"], parts)
        whole = {
            name: render_template(template, **given) for name, template in REGIONS[audience].items()
        }
    return whole | parts


def context(state: State, language: str, me: dict[str, Any] | None = None) -> dict[str, Any]:
    """What every template about a roundtable is given; `me` are a participant's own things."""
    roundtable = next(iter(state["roundtable"].values()))
    return {
        "state": state,
        "lang": language,
        "code": roundtable["code"],
        "shown_code": codes.show(roundtable["code"]),
        "stage_id": roundtable["stage"],
        "t": localizer(language, roundtable["language"]),
        "told": Told,
        "address": current_app.extensions["roundtable"].address_shown,
        "qr_url": f"/r/{roundtable['code']}/qr.svg",
        "charts": charts,
        "opinion_map": charts_opinion.opinion_map,
        "opinion_letter": charts_opinion.letter,
        "kinds": KINDS,
        "seats": seats,
        "languages": list(i18n.interface_languages().items()),
        "new_id": sources.new_id,
        "now": sources.now(),
        "direction": direction,
        "alias": aliases.name,
        "day": lambda due: format_date(date.fromisoformat(due), "medium"),
        "figure": format_decimal,
        "reading": reading,
        "labels": labels,
        "me": me,
        "own": reading.Own(me),
        "part": Parts(roundtable["stage"]),
    }


class Parts:
    """`{% call part("name") %}…{% endcall %}`: a place in a region that can be sent on its own.

    Without somewhere to put it (`apart`), as in a page, the part stays where it is. Names are told
    apart by the stage: what another stage calls the same has to be sent anew.
    """

    def __init__(self, stage: str, apart: dict[str, str] | None = None) -> None:
        self._stage = stage
        self._apart = apart

    def __call__(
        self, name: str, caller: Callable[[], Markup], look: str = "", alone: bool = False
    ) -> Markup:
        """The part in its place, of the class `look`; or the empty place.

        `alone`: it is the only one in something that has an id, and needs none to be found again.
        """
        region, inside = f"{self._stage}-{name}", caller()
        if self._apart is not None:
            self._apart[region], inside = str(inside), Markup("")
        named = Markup("") if alone else Markup(' id="part-{}"').format(region)
        place = '<div class="{}"{} data-region="{}" data-keep="inside">{}</div>'
        return Markup(place).format(look, named, region, inside)  # noqa: S704 (escapes)


Localizer = Callable[[dict[str, str] | None], str]


def pool_name(group: str) -> str:
    """What people are called that are told under no group's own name."""
    return str(_("Other groups") if group == OTHER else _("No group named"))


def localizer(language: str, fallback: str) -> Localizer:
    """A function that picks the reader's language from a localized text."""
    return lambda texts: pick(texts, language, fallback)


def named(me: dict[str, Any], language: str) -> dict[str, Any]:
    """A participant's own things with the name for the day, in the language."""
    with i18n.speaking(language):
        return me | {"name": aliases.name(me["alias"])}


def seats(state: State, acted: bool = True) -> list[charts.Count]:
    """People at the table by group, for a ring: filled ones have acted, where the stage asks for acts.

    Without `acted` all are filled.
    Small groups are told apart only where nothing is said of what they did (`core.disclosure`).
    """
    turnout = state["turnout"].get(next(iter(state["roundtable"].values()))["stage"])
    if turnout is None or not acted:
        people = state["people"]["now"]["groups"]
        counts = [charts.Count(_place(state, group), n, n) for group, n in people.items()]
    elif turnout["groups"]:
        counts = [
            charts.Count(_place(state, g["group"]), g["present"], g["acted"])
            for g in turnout["groups"]
        ]
    else:
        counts = [charts.Count(0, turnout["present"], turnout["acted"])]
    return sorted(counts, key=lambda count: count.group or 99)


def _place(state: State, group: str) -> int:
    """A group's number of colour and shape; 0 for no group and for groups told together."""
    return int(state["groups"][group]["position"]) if group in state["groups"] else 0
