"""Every kind of stage on a phone without scripts: each act is a form of the page, as it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

import pytest

from roundtable import access, sources
from roundtable.words import MESSAGES
from tests.actors import Guest
from tests.factories import make_full_format
from tests.server import Answer, Browser, Server


@dataclass
class Form:
    """A form of a page: its command and what it posts if nothing is touched."""

    do: str
    fields: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page that can be seen, without those in templates for scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None
        self._text = ""
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._hidden += 1
        if self._hidden:
            return
        if tag == "form" and "data-do" in given:
            self._open = Form(given["data-do"])
            self.found.append(self._open)
        if self._open is None:
            return
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "input" and name:
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                self._open.fields[name] = value
        elif tag == "textarea":
            self._text = name
            self._open.texts.append(name)
            self._open.fields[name] = ""
        elif tag == "option":
            self._open.fields.setdefault("option", value)
        elif tag == "button" and name:
            self._open.buttons.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._hidden -= 1
        elif tag == "form" and not self._hidden:
            self._open = None
        elif tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._text:
            self._open.fields[self._text] += data


@dataclass
class Plain:
    """Somebody at a phone without scripts."""

    server: Server
    guest: Guest
    browser: Browser
    page: Answer | None = None

    def looks(self) -> str:
        """Load the page."""
        self.page = self.browser.get(f"/r/{self.server.code}")
        assert self.page.status == 200
        return self.page.text

    def form(self, do: str, **holding: str) -> Form:
        """The first form of the page for a command, with these fields."""
        html = self.looks()
        if do == "add_comment":  # a link leads to the form below a proposal
            number = self.server.table.sees()["proposals"][holding["proposal"]]["number"]
            assert f'"?about={number}"' in html
            html = self.browser.get(f"/r/{self.server.code}?about={number}").text
        for form in Forms(html).found:
            if form.do == do and all(form.fields.get(k) == v for k, v in holding.items()):
                return form
        pytest.fail(f"there is no form for {do}")

    def does(self, do: str, holding: dict[str, str] | None = None, **fields: str) -> str:
        """Fill a form of the page and send it; what the page says then."""
        form = self.form(do, **(holding or {}))
        answer = self.browser.post(f"/r/{self.server.code}/do", form.fields | fields)
        assert answer.status == 200
        return unescape(answer.text)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(
        tmp_path_factory.mktemp("kinds"), form=make_full_format(on="proposals", seating="choice")
    )
    made.start()
    yield made
    made.close()


@pytest.fixture(scope="module")
def others(server: Server) -> list[Guest]:
    return server.table.people(city=3, newcomers=2)


@pytest.fixture
def plain(server: Server) -> Plain:
    guest = server.table.join("city")
    cookie = access.cookie_name("participant", server.code)
    return Plain(server, guest, server.browser(**{cookie: sources.secret_for(guest.id)}))


def opens(server: Server, kind: str) -> str:
    stage = server.table.stage(kind)
    if server.table.look(lambda _session, roundtable: roundtable.stage_id) != stage:
        server.table.now = sources.now()
        server.table.facilitator.does("open_stage", stage=stage)
    return stage


def refused(page: str, code: str) -> bool:
    return str(MESSAGES[code]).split("%")[0].strip() in page


def test_silent_writing_and_the_round(server: Server, plain: Plain) -> None:
    opens(server, "write")
    assert "Only you see it" in plain.does("submit_proposal", text="Kept for me alone")
    page = plain.does("submit_proposal", text="x" * 400)
    assert refused(page, "text_too_long")
    assert "x" * 400 in page, "what was written is not lost"
    opens(server, "round")
    leads = server.table.facilitator
    for _turn in range(9):
        hand = plain.guest.own()["hand"]
        if hand and hand["status"] == "speaking":
            break
        leads.does("call_next")
    assert "You have the floor." in plain.looks()
    plain.does("share_proposal")
    own = plain.guest.own()["proposals"][0]
    assert own["status"] == "shown"
    assert "Withdraw" in plain.looks()


def test_asking_commenting_and_hands(server: Server, plain: Plain, others: list[Guest]) -> None:
    opens(server, "propose")
    one = others[0].proposes("A desk for all papers")
    opens(server, "clarify")
    page = plain.does("add_comment", {"proposal": one}, text="Which papers?")
    assert "Which papers?" in page
    comment = plain.guest.own()["comments"][0]
    assert (comment["kind"], comment["proposal"]) == ("question", one)
    assert refused(plain.does("add_comment", {"proposal": one}, text=" "), "text_empty")
    assert "Your hand is up." in plain.does("raise_hand")
    assert "You are next." in plain.looks()
    plain.does("lower_hand")
    assert plain.guest.own()["hand"] is None
    opens(server, "improve")
    page = plain.does("add_comment", {"proposal": one}, text="é" * 700)
    assert refused(page, "text_too_long")
    assert "é" * 700 in page, "what was written is not lost"
    plain.does("add_comment", {"proposal": one}, text="Also on Saturdays")
    assert plain.guest.own()["comments"][1]["kind"] == "comment"


def test_what_was_sent_back(server: Server, plain: Plain) -> None:
    opens(server, "propose")
    one = plain.guest.proposes("My boss Vasile never answers")
    opens(server, "group")
    server.table.facilitator.does("return_proposal", proposal=one, reason="It names a person")
    page = plain.looks()
    assert "It names a person" in page
    plain.does("edit_proposal", {"proposal": one}, text="Employers who never answer")
    own = plain.guest.own()["proposals"][0]
    assert (own["text"], own["status"] in ("held", "shown")) == ("Employers who never answer", True)


def test_tables_and_notes(server: Server, plain: Plain) -> None:
    opens(server, "tables")
    form = plain.form("choose_table")
    name, table = form.buttons[1]
    plain.does("choose_table", None, **{name: table})
    assert plain.guest.own()["table"] == table
    assert "Your table" in plain.looks()
    assert "A visit before the first day" in plain.does(
        "write_minute", text="A visit before the first day"
    )
    assert plain.guest.own()["notes"][0]["text"] == "A visit before the first day"


def test_concerns_from_the_vote_to_the_reveal(
    server: Server, plain: Plain, others: list[Guest]
) -> None:
    opens(server, "propose")
    others[0].proposes("Evening courses")
    vote = opens(server, "vote")
    form = plain.form("state_concern", stage=vote)
    page = plain.does("state_concern", {"stage": vote}, text="Not for those who work at night")
    assert "Not for those who work at night" in page
    own = plain.guest.own()["concerns"][0]
    assert own["option"] == form.fields["option"]
    other = list(server.table.sees()["options"])[-1]
    others[1].does("state_concern", stage=vote, option=other, text="Nobody pays for it")
    others[1].votes(other)
    opens(server, "reveal")
    server.table.facilitator.does("reveal_results", stage=vote)
    found = [
        k for k, c in server.table.sees()["concerns"].items() if c["text"] == "Nobody pays for it"
    ]
    plain.does("support_concern", {"concern": found[0]}, **{"stands:flag": "yes"})
    assert plain.guest.own()["supports"] == found
    assert "You share this" in plain.looks()
    plain.does("support_concern", {"concern": found[0]}, **{"stands:flag": "no"})
    assert plain.guest.own()["supports"] == []
    plain.does("withdraw_concern", {"concern": own["id"]})
    assert plain.guest.own()["concerns"] == []


def test_positions(server: Server, plain: Plain) -> None:
    stage = opens(server, "consent")
    option = plain.form("take_position").fields["option"]
    page = plain.does("take_position", {"option": option}, position="objection")
    assert refused(page, "reason_missing")
    plain.does(
        "take_position", {"option": option}, position="objection", text="It shuts people out"
    )
    assert plain.guest.own()["ballots"][stage] == {option: -1}
    assert "It shuts people out" in plain.looks()
    plain.does("take_position", {"option": option}, position="consent", text="")
    assert plain.guest.own()["ballots"][stage] == {option: 1}


def test_feedback(server: Server, plain: Plain) -> None:
    stage = opens(server, "feedback")
    given = {"answers.useful:number": "4", "answers.good": "The tables", "answers.change": ""}
    assert "Saved. You can still change it." in plain.does("give_feedback", None, **given)
    assert plain.guest.own()["feedback"][stage] == {"useful": 4, "good": "The tables"}
    assert "The tables" in plain.looks()
    page = plain.does("give_feedback", None, **{"answers.useful:number": "9"})
    assert refused(page, "arg_wrong")


def test_forged_fields_are_refused(server: Server, plain: Plain) -> None:
    opens(server, "feedback")
    before = plain.guest.own()
    for fields in (
        {"answers.useful:number": "many"},
        {"answers.useful:date": "4"},
        {"answers": "x", "answers.useful": "y"},
        {".".join("a" * 40): "deep"},
        {"answers.useful.more:number": "4"},
    ):
        page = plain.does("give_feedback", None, **fields)
        assert 'class="link notice refused"' in page
    assert plain.guest.own() == before


def test_the_sign_on_a_table(server: Server, plain: Plain) -> None:
    """Its address ends in the table's number: who joins by it sits there, who has a seat may."""
    opens(server, "tables")
    tables = {
        t["position"]: key for key, t in server.table.sees()["tables"].items() if key != "now"
    }
    page = plain.browser.get(f"/r/{server.code}?table=3").text
    assert "You are at this table:" in page
    fields = next(f for f in Forms(page).found if f.do == "choose_table").fields
    plain.browser.post(f"/r/{server.code}/do", fields)
    assert plain.guest.own()["table"] == tables[3]
    assert "You are at this table:" not in plain.browser.get(f"/r/{server.code}?table=3").text
    for number in ("99", "x", "-1", tables[1]):
        assert (
            "You are at this table:"
            not in plain.browser.get(f"/r/{server.code}?table={number}").text
        )
    newcomer = server.browser()
    joining = newcomer.get(f"/r/{server.code}?table=2")
    given = {name: joining.field(name) for name in ("id", "csrf_token", "table")}
    before = server.table.sees()["tables"][tables[2]]["people"]
    newcomer.post(f"/r/{server.code}/join", given | {"language": "en"})
    assert server.table.sees()["tables"][tables[2]]["people"] == before + 1
