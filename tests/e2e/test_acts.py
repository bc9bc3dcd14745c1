"""What people do in the kinds of stages: said at once, kept without a net, told what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page, expect

from roundtable import access, sources
from tests.actors import Guest
from tests.e2e.actors import PHONE, Phone
from tests.e2e.conftest import Stage
from tests.factories import make_full_format
from tests.server import Server

SENDING = re.compile("Sending when you are back online")


class Place:
    """A real server with one roundtable, which the test itself leads."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.table = server.table
        self.url = server.address
        self.socket = server.connect("facilitator")

    def leads(self, command: str, **args: Any) -> dict[str, object]:
        """What the facilitator does, so that the server tells everybody."""
        answer: dict[str, object] = self.socket.do(command, **args)
        assert answer["ok"], answer
        return answer

    def opens(self, kind: str) -> str:
        """Open the stage of a kind."""
        stage = self.table.stage(kind)
        if self.table.look(lambda _session, roundtable: roundtable.stage_id) != stage:
            self.leads("open_stage", stage=stage)
        return stage

    def phone(self, stage: Stage, guest: Guest, *, scripts: bool = True) -> Phone:
        """Somebody's phone."""
        page, watch = stage.watched(
            "phone", viewport=PHONE, locale="en-US", java_script_enabled=scripts
        )
        name = access.cookie_name("participant", self.server.code)
        page.context.add_cookies(
            [{"name": name, "value": sources.secret_for(guest.id), "url": self.url}]
        )
        phone = Phone(page, watch, self.url, scripts)
        phone.opens(f"/r/{self.server.code}")
        expect(phone.seat).to_be_visible()
        return phone


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    form = make_full_format(on="proposals", seating="choice", consent="question")
    made = Server(tmp_path_factory.mktemp("acts"), form=form)
    made.start()
    yield made
    made.close()


@pytest.fixture
def place(server: Server) -> Place:
    return Place(server)


@pytest.fixture
def stage(browser: Browser, server: Server) -> Iterator[Stage]:
    people = Stage(browser, cast(Any, SimpleNamespace(url=server.address)))
    yield people
    people.close()


def press(page: Page, name: str) -> None:
    """Press the one button of this name that can be seen."""
    page.get_by_role("button", name=name, exact=True).filter(visible=True).first.click()


def test_hands_without_a_net(place: Place, stage: Stage) -> None:
    one, two = place.table.join("city"), place.table.join("newcomers")
    place.opens("discuss")
    phone, other = place.phone(stage, one), place.phone(stage, two)
    press(other.page, "Raise your hand")
    other.sees("You are next.")
    phone.goes_offline()
    button = phone.page.get_by_role("button", name="Raise your hand")
    button.dblclick(position={"x": 300, "y": 20})  # where "Lower it" comes to lie
    phone.sees("Your hand is up.")  # at once, and kept
    phone.sees("Sending when you are back online")
    phone.comes_back()
    phone.sees("Your place in the queue: 2")
    place.leads("call_next")
    expect(other.page.get_by_role("heading", name="You have the floor.")).to_be_visible()
    phone.sees("You are next.")
    expect(phone.page.get_by_role("main")).to_contain_text("Has the floor")
    phone.page.wait_for_timeout(700)  # a tap so soon after the other would be one of a shaking hand
    press(phone.page, "Lower it")
    expect(phone.page.get_by_role("button", name="Raise your hand")).to_be_visible()
    place.leads("end_turn")
    expect(other.page.get_by_role("button", name="Raise your hand")).to_be_visible()


def test_a_comment_is_kept_sent_and_in_sight_once(place: Place, stage: Stage) -> None:
    writer, reader = place.table.join("city"), place.table.join("newcomers")
    place.opens("propose")
    proposal = writer.proposes("A desk for all papers")
    place.opens("improve")
    phone, other = place.phone(stage, reader), place.phone(stage, writer)
    card = phone.page.locator(f"#p-{proposal}")
    card.get_by_text("What would make it better?").click()
    box = card.get_by_role("textbox", name="Your comment")
    box.fill("Half a")
    phone.reloads()  # the draft survives, and is opened again
    card = phone.page.locator(f"#p-{proposal}")
    expect(card.get_by_role("textbox", name="Your comment")).to_have_value("Half a")
    phone.goes_offline()
    card.get_by_role("textbox", name="Your comment").fill("Also on Saturdays")
    press(phone.page, "Send the comment")
    expect(card).to_contain_text("Also on Saturdays")
    expect(card).to_contain_text(SENDING)
    phone.comes_back()
    expect(card).not_to_contain_text(SENDING)
    expect(card.get_by_text("Also on Saturdays")).to_have_count(1)
    # On another phone only the part of that card is sent, and what is typed elsewhere stays.
    mine = other.page.locator(f"#p-{proposal}")
    expect(mine).to_contain_text("Also on Saturdays")
    expect(mine).to_contain_text("Yours")
    views = [frame for frame in other.watch.frames if "Also on Saturdays" in frame]
    assert views
    assert all('"main"' not in frame for frame in views)


def test_what_is_typed_survives_what_others_send(place: Place, stage: Stage) -> None:
    writer, reader = place.table.join("city"), place.table.join("newcomers")
    place.opens("propose")
    one = writer.proposes("Trees on every street")
    two = writer.proposes("Benches in the shade")
    place.opens("clarify")
    phone = place.phone(stage, reader)
    card = phone.page.locator(f"#p-{one}")
    card.get_by_text("Ask about it").click()
    card.get_by_role("textbox").press_sequentially("Which str")
    place.leads("pin_proposal", proposal=two, pinned=True)
    expect(phone.page.locator(f"#p-{two}")).to_contain_text("First")
    expect(card.get_by_role("textbox")).to_be_focused()
    expect(card.get_by_role("textbox")).to_have_value("Which str")
    place.leads("spotlight", thing=one)
    expect(card).to_contain_text("The room looks at this")
    expect(card.get_by_role("textbox")).to_have_value("Which str")
    place.leads("spotlight", thing=None)


def test_tables_by_phone(place: Place, stage: Stage) -> None:
    one, two = place.table.join("city"), place.table.join("newcomers")
    place.opens("tables")
    phone, other = place.phone(stage, one), place.phone(stage, two)
    for person in (phone, other):
        person.page.get_by_role("button", name=re.compile("^Table 2")).click()
        expect(person.page.get_by_role("main")).to_contain_text("Your table")
    phone.page.get_by_role("textbox").fill("A visit before the first day")
    press(phone.page, "Add the note")
    for person in (phone, other):  # those at one table read its notes
        expect(person.page.get_by_role("listitem").filter(has_text="A visit")).to_have_count(1)
    place.opens("harvest")
    expect(other.page.get_by_role("heading", name="Table 2")).to_be_visible()
    other.sees("A visit before the first day")


def test_a_concern_from_the_vote_to_those_who_share_it(place: Place, stage: Stage) -> None:
    one, two = place.table.join("city"), place.table.join("newcomers")
    place.opens("propose")
    one.proposes("Evening courses")
    vote = place.opens("vote")
    phone, other = place.phone(stage, one), place.phone(stage, two)
    phone.page.get_by_text("I have a concern").click()
    phone.page.get_by_role("combobox").select_option(label="Evening courses")
    phone.page.get_by_role("textbox", name="What speaks against it?").fill("Not for night workers")
    press(phone.page, "Send the concern")
    mine = phone.page.get_by_role("listitem").filter(has_text="Not for night workers")
    expect(mine).to_contain_text("Saved")
    other.never_sees("Not for night workers")
    other.page.get_by_role("checkbox", name="Evening courses").check(force=True)
    other.sees("One choice saved")
    place.opens("reveal")
    place.leads("reveal_results", stage=vote)
    other.sees("Not for night workers")
    press(other.page, "I share this")
    other.sees("You share this")
    expect(other.page.get_by_role("button", name="Take it back")).to_be_visible()
    other.sees("2 people say so.")
    phone.sees("These are your words.")
    place.leads(
        "answer_concern", concern=concern_of(place), status="integrated", answer="Also at noon"
    )
    phone.sees("Also at noon")


def concern_of(place: Place) -> str:
    """The newest concern."""
    return str(list(place.table.sees()["concerns"])[-1])


def test_an_objection_needs_a_reason(place: Place, stage: Stage) -> None:
    guest = place.table.join("city")
    place.opens("consent")
    phone = place.phone(stage, guest)
    phone.page.get_by_role("radio", name="I consent").check(force=True)
    expect(phone.page.locator("[data-sent]")).to_have_text("Saved")
    phone.page.get_by_role("radio", name="I object").check(force=True)
    press(phone.page, "Send")
    expect(phone.page.get_by_role("textbox", name="Your reason")).to_be_focused()
    assert list(guest.own()["ballots"].values())[-1] != {}
    phone.page.get_by_role("textbox", name="Your reason").fill("It shuts people out")
    press(phone.page, "Send")
    expect(phone.page.get_by_role("main")).to_contain_text("Objection")
    phone.reloads()
    expect(phone.page.get_by_role("radio", name="I object")).to_be_checked()
    expect(phone.page.get_by_role("textbox", name="Your reason")).to_have_value(
        "It shuts people out"
    )
    phone.page.get_by_role("radio", name="I stand aside").check(force=True)
    expect(phone.page.get_by_role("main")).not_to_contain_text("Objection")


def test_feedback_and_the_gentle_word(place: Place, stage: Stage) -> None:
    guest = place.table.join("city")
    stage_id = place.opens("feedback")
    phone = place.phone(stage, guest)
    place.leads("nudge")
    phone.sees("Your voice is still missing.")
    phone.page.get_by_role("group", name="Was it worth your time?").get_by_role(
        "radio", name="4"
    ).check(force=True)
    phone.page.get_by_role("textbox", name="What was good?").fill("The tables")
    phone.goes_offline()
    press(phone.page, "Send my answers")
    expect(phone.page.get_by_text("Your voice is still missing.")).to_be_hidden()
    phone.sees("Sending when you are back online")
    phone.comes_back()
    phone.sees("Saved. You can still change it.")
    phone.reloads()
    expect(phone.page.get_by_role("textbox", name="What was good?")).to_have_value("The tables")
    assert guest.own()["feedback"] == {stage_id: {"useful": 4, "good": "The tables"}}


def test_moderation_on_the_phone(place: Place, stage: Stage) -> None:
    guest = place.table.join("city")
    place.leads("edit_stage", stage=place.table.stage("propose"), settings={"moderation": "look"})
    place.opens("propose")
    phone = place.phone(stage, guest)
    phone.page.get_by_role("textbox").first.fill("My boss Vasile never answers")
    press(phone.page, "Send proposal")
    card = phone.own("My boss Vasile")
    expect(card).to_contain_text("Waits to be looked at")
    proposal = guest.own()["proposals"][-1]["id"]
    place.leads("return_proposal", proposal=proposal, reason="It names a person")
    back = phone.page.locator("#returned").get_by_role("listitem")
    expect(back).to_contain_text("It names a person")
    back.get_by_role("textbox").fill("Employers who never answer")
    press(phone.page, "Send again")
    expect(phone.page.locator("#returned")).to_be_hidden()
    expect(phone.own("Employers who never answer")).to_contain_text("Waits to be looked at")
    place.leads("approve_proposal", proposal=proposal)
    expect(phone.own("Employers who never answer")).to_contain_text("Saved")


def test_what_is_refused_goes_back_into_its_box(place: Place, stage: Stage) -> None:
    writer, reader = place.table.join("city"), place.table.join("newcomers")
    place.leads("edit_stage", stage=place.table.stage("propose"), settings={"moderation": "open"})
    place.opens("propose")
    proposal = writer.proposes("Shade for the bus stops")
    place.opens("clarify")
    phone = place.phone(stage, reader)
    card = phone.page.locator(f"#p-{proposal}")
    card.get_by_text("Ask about it").click()
    card.get_by_role("textbox").fill("Which stops?")
    phone.goes_offline()
    press(phone.page, "Send the question")
    place.opens("break")
    phone.comes_back()
    refused = phone.page.locator("#kept").get_by_role("listitem")
    expect(refused).to_contain_text("Which stops?")
    expect(refused).to_contain_text("Not accepted")
    place.opens("clarify")
    card = phone.page.locator(f"#p-{proposal}")
    card.get_by_text("Ask about it").click()
    press(phone.page, "Put it back into the box")
    expect(card.get_by_role("textbox")).to_have_value("Which stops?")
    press(phone.page, "Send the question")
    expect(card).to_contain_text("Which stops?")
    expect(refused).to_have_count(0)
