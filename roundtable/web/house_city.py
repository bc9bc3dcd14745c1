"""How a city's documents look: its colour and its coat of arms, set by the house."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as N_
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import arms, i18n, words
from roundtable.actions.setup import city_named
from roundtable.core import text
from roundtable.core.errors import Refused
from roundtable.models import City
from roundtable.renderers.colours import PLAIN, readable
from roundtable.web.formats import UNPROCESSABLE, entitled_to_house
from roundtable.web.forms import ArmsForm, CityForm, uploaded
from roundtable.web.requests import services

blueprint = Blueprint("house_city", __name__)

#: What is said of a picture that is not taken, by `arms.Unfit`.
UNFIT = {
    "empty": N_("Choose a picture first."),
    "too_large": N_("The file is too large. Bring one of at most 2 MB."),
    "no_picture": N_("This is no picture that can be read. Bring a PNG or a JPEG file."),
    "too_many_pixels": N_("The picture has too many pixels. Make it smaller, 1000 a side are plenty."),
    "too_small": N_("The picture is too small to be printed. Bring one of at least 200 pixels a side."),
}  # fmt: skip


@blueprint.url_value_preprocessor
def allow_a_picture(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a picture come in whole, so that what is too large is said in words."""
    request.max_content_length = arms.MOST_BYTES + 64 * 1024


@blueprint.get("/house/city")
def settings() -> ResponseReturnValue:
    """The settings of a city (`city`: its name), by default that of the house."""
    return _page(request.args.get("city") or services().config.city, {})


@blueprint.post("/house/city/colour")
def colour() -> ResponseReturnValue:
    """Set the colour; `plain` takes that of the house again."""
    form = CityForm()
    if request.form.get("plain"):
        form.accent.data = PLAIN
    with services().database.read() as session:
        entitled_to_house(session)
    with i18n.speaking(i18n.preferred()):
        if not form.validate_on_submit():
            errors = {name: str(said[0]) for name, said in form.errors.items() if name}
            return _page(form.city.data or "", errors, form.accent.data or ""), UNPROCESSABLE
    accent = (form.accent.data or "").lower()
    with services().database.write() as session:
        city = city_named(session, text.clean(form.city.data or "", field="city", longest=120))
        city.accent = "" if accent == PLAIN else accent
        name = city.name
    return redirect(url_for("house_city.settings", city=name))


@blueprint.post("/house/city/arms")
def bring_arms() -> ResponseReturnValue:
    """Take a picture as the coat of arms, or only its words where no picture comes and one is there."""
    form, content = ArmsForm(), uploaded("arms", arms.MOST_BYTES)
    with services().database.read() as session:
        entitled_to_house(session)
    with i18n.speaking(i18n.preferred()):
        errors = {}
        if not form.validate_on_submit():
            errors = {name: str(said[0]) for name, said in form.errors.items() if name}
        try:
            if not errors:
                return _keep(form, content)
        except arms.Unfit as unfit:
            errors = {"arms": str(UNFIT[unfit.why])}
        except Refused as refused:
            errors = {refused.field or "arms_words": words.say(refused)}
    said = form.arms_words.data or ""
    return _page(form.city.data or "", errors, said=said), UNPROCESSABLE


def _keep(form: ArmsForm, content: bytes) -> ResponseReturnValue:
    said = text.clean(form.arms_words.data or "", field="arms_words", longest=200)
    name = text.clean(form.city.data or "", field="city", longest=120)
    with services().database.write() as session:
        city = city_named(session, name)
        if content or not city.arms:
            city.arms = arms.fit(content)
        city.arms_words = said
    return redirect(url_for("house_city.settings", city=name))


@blueprint.post("/house/city/arms/remove")
def remove_arms() -> ResponseReturnValue:
    """Take the coat of arms away."""
    with services().database.write() as session:
        entitled_to_house(session)
        city = _find(session, request.form.get("city", ""))
        if city is None:
            abort(404)
        city.arms, city.arms_words = None, ""
        name = city.name
    return redirect(url_for("house_city.settings", city=name))


@blueprint.get("/house/city/arms.png")
def picture() -> ResponseReturnValue:
    """The coat of arms of a city (`city`: its name), as the PNG that was made of what came in."""
    with services().database.read() as session:
        entitled_to_house(session)
        city = _find(session, request.args.get("city", ""))
        content = city.arms if city else None
    if not content:
        abort(404)
    return Response(content, mimetype="image/png")


def _find(session: Session, name: str) -> City | None:
    return session.scalars(select(City).where(City.name == name)).one_or_none()


def _page(name: str, errors: dict[str, str], accent: str = "", said: str = "") -> str:
    language = i18n.preferred()
    with services().database.read() as session:
        entitled_to_house(session)
        city = _find(session, name)
        held = {
            "name": name,
            "accent": (city.accent if city else "") or PLAIN,
            "arms": bool(city and city.arms),
            "arms_words": city.arms_words if city else "",
        }
        cities = sorted({services().config.city, *session.scalars(select(City.name))})
    with i18n.speaking(language):
        return render_template(
            "house/city.html",
            lang=language,
            city=held,
            cities=cities,
            darker="" if readable(str(held["accent"])) == held["accent"] else readable(str(held["accent"])),
            plain=held["accent"] == PLAIN,
            values={"accent": accent or held["accent"], "arms_words": said or held["arms_words"]},
            errors=errors,
        )  # fmt: skip
