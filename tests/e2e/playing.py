"""A format played from its first step to its last: what phones and the console do in each kind of step."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.sync_api import Error, Locator, Page, expect

from roundtable.core.formats import Format, StageSpec
from tests.e2e.actors import Facilitator, Person, Phone

#: What people write, so that the draft can be asked for it.
IDEAS = (
    "One desk where a diploma is checked",
    "Courses in the evening, with childcare",
    "Rooms to rent without a guarantor",
    "Cursuri de română la locul de muncă",
)
NOTE = "Everybody asked for a person one can call"
CONCERN = "Nobody has said who pays for it"
REASON = "It would shut out people who work at night"
DECISION = "The city opens one desk by spring"


@dataclass
class Play:
    """One session: a console, a screen, and phones in real browsers."""

    form: Format
    console: Facilitator
    screen: Person
    phones: list[Phone]
    #: Kinds in the order in which they were played.
    played: list[str] = field(default_factory=list)
    _written: int = 0

    def run(self) -> None:
        """Play every step; each is seen on the console, on every phone and on the screen."""
        for place, stage in enumerate(self.form.stages):
            if place:
                self._open(stage)
            self._seen(stage)
            for act in ACTS.get(stage.kind, ()):
                act(self, stage)
            self.played.append(stage.kind)

    def _open(self, stage: StageSpec) -> None:
        self.console.goes_on(f"Next: {stage.title['en']}")

    def _seen(self, stage: StageSpec) -> None:
        expect(self.console.heading).to_contain_text(stage.title["en"])
        expect(self.screen.page.locator("[data-show]")).not_to_have_attribute("data-show", "blank")
        words = stage.question.get("en") or stage.title["en"]
        for person in (*self.phones, self.screen):
            expect(person.page.get_by_role("heading", level=1)).to_be_visible()
            if stage.kind not in QUIET:
                expect(person.page.locator("body")).to_contain_text(words)

    # -- steps ---------------------------------------------------------------------------------

    def agrees(self, stage: StageSpec) -> None:
        """Everyone says yes to the agreement, where there is one."""
        if stage.settings["agreement"]:
            for phone in self.phones:
                press(phone.page, "I agree")
                phone.sees("You agreed. Thank you.")

    def writes(self, stage: StageSpec) -> None:
        """Two ideas from each phone."""
        button = "Note it" if stage.kind == "write" else "Send proposal"
        area = self.form.areas[0].title["en"] if len(self.form.areas) > 1 else None
        for phone in self.phones:
            for _n in range(min(2, int(stage.settings.get("most", 2)))):
                text = IDEAS[self._written % len(IDEAS)]
                self._written += 1
                if area:
                    phone.page.get_by_role("radio", name=area).check(force=True)
                phone.page.locator("#text").fill(text)
                press(phone.page, button)
                expect(phone.own(text).first).to_contain_text(SAVED[stage.kind])

    def looks(self, stage: StageSpec) -> None:
        """What is held is let through, where the step asks for a look."""
        if stage.settings["moderation"] != "look":
            return
        buttons = self.console.page.get_by_role("main").get_by_role("button", name="Show")
        most = min(2, int(stage.settings.get("most", 2)))
        expect(buttons).to_have_count(len(self.phones) * most)
        while left := buttons.count():
            buttons.first.click()
            expect(buttons).to_have_count(left - 1)

    def shares(self, _stage: StageSpec) -> None:
        """Each in turn shares one idea; who has none to share speaks, and the word goes on."""
        for phone in self.phones:
            if not has_floor(phone):
                self._calls_next()
            phone.sees("You have the floor.")
            share = phone.page.get_by_role("button", name="Share this")
            if share.count():
                idea = phone.page.get_by_role("listitem").filter(has=share).first
                text = idea.locator(".words").inner_text()
                share.first.click()
                expect(phone.own(text)).to_contain_text("Saved")

    def _calls_next(self) -> None:
        self.console.page.get_by_role("button", name=re.compile("^Give the word to")).first.click()
        self.console.is_ready()

    def asks(self, stage: StageSpec) -> None:
        """The first phone asks, or comments on, what the second said."""
        page = self.phones[0].page
        summary, send = {
            "clarify": ("Ask about it", "Send the question"),
            "improve": ("What would make it better?", "Send the comment"),
        }[stage.kind]
        page.locator("summary").filter(has_text=summary).first.click()
        page.get_by_role("textbox", name=re.compile("Your (question|comment)")).first.fill(
            "Who would sit there?"
        )
        press(page, send)
        for person in (self.phones[1], self.console):
            person.sees("Who would sit there?")

    def groups(self, _stage: StageSpec) -> None:
        """Two cards become a group."""
        tray = self.console.page.get_by_role("region", name="Not grouped")
        expect(tray).to_be_visible()
        cards = tray.get_by_role("button")
        texts = [text for text in IDEAS if cards.filter(has_text=text).count()]
        if texts:
            self.console.groups_by_tap("A first group", *texts[:2])

    def votes(self, stage: StageSpec) -> None:
        """Every phone votes by the step's ballot; the first has a concern."""
        for phone in self.phones:
            mark(phone.page, str(stage.settings["ballot"]))
        if stage.settings["concerns"] == "yes":
            page = self.phones[0].page
            page.get_by_text("I have a concern").click()
            page.get_by_role("textbox", name="What speaks against it?").fill(CONCERN)
            press(page, "Send the concern")
            self.phones[0].sees(CONCERN)

    def reveals(self, _stage: StageSpec) -> None:
        """The result appears everywhere at once."""
        self.console.goes_on("Reveal the result")
        for person in (*self.phones, self.screen):
            expect(
                person.page.locator("svg.marks, .marks svg, [data-results] svg").first
            ).to_be_visible()

    def takes_position(self, _stage: StageSpec) -> None:
        """One consents, one objects with a reason."""
        for phone in self.phones[1:]:
            phone.page.get_by_role("radio", name=re.compile("I consent")).first.check(force=True)
            phone.sees("Saved")
        page = self.phones[0].page
        page.get_by_role("radio", name=re.compile("I object")).first.check(force=True)
        page.get_by_role("textbox", name="Your reason").first.fill(REASON)
        page.get_by_role("button", name="Send", exact=True).filter(visible=True).first.click()
        self.console.sees(REASON)

    def counts_positions(self, _stage: StageSpec) -> None:
        """The round is counted, the objection stays on record."""
        self.console.page.get_by_role("button", name="Show how it stands").filter(
            visible=True
        ).first.click()
        self.console.page.get_by_role("button", name="Count it").click()
        self.console.is_ready()

    def speaks(self, _stage: StageSpec) -> None:
        """A hand goes up, the console gives the word, the turn ends."""
        phone = self.phones[0]
        press(phone.page, "Raise your hand")
        phone.sees("Your hand is up.")
        self._calls_next()
        phone.sees("You have the floor.")
        self.console.page.get_by_role("button", name="End the turn").first.click()
        self.console.is_ready()

    def notes(self, _stage: StageSpec) -> None:
        """People sit somewhere and one table writes a note."""
        for phone in self.phones:
            expect(phone.page.locator(".place .number").filter(visible=True).first).to_be_visible()
        page = self.phones[0].page
        page.get_by_role("textbox", name="One thought at a time").fill(NOTE)
        press(page, "Add the note")
        expect(self.phones[0].own(NOTE).first).to_be_visible()

    def harvests(self, _stage: StageSpec) -> None:
        """The tables' notes are before the room, and become proposals."""
        for person in (*self.phones, self.screen, self.console):
            person.sees(NOTE)
        take = self.console.page.get_by_role("main").get_by_role(
            "button", name=re.compile("proposal", re.IGNORECASE)
        )
        take.first.click()
        self.console.is_ready()

    def decides(self, _stage: StageSpec) -> None:
        """A decision is worded, and stands on every surface."""
        box = self.console.page.get_by_role("main").get_by_role(
            "textbox", name="Write down: Decision"
        )
        box.first.fill(DECISION)
        box.first.press("Enter")
        for person in (*self.phones, self.screen):
            person.sees(DECISION)

    def tells(self, _stage: StageSpec) -> None:
        """What the phones say of the meeting."""
        for phone in self.phones:
            for radio in phone.page.get_by_role("radio", name="4", exact=True).all():
                radio.check(force=True)
            press(phone.page, "Send my answers")
            phone.sees("Saved. You can still change it.")


#: Steps whose page has words of its own instead of the question.
QUIET = ("welcome", "reveal", "previous", "break", "close")
#: How a phone says that what was written has arrived.
SAVED = {
    "propose": re.compile("Saved|looked|Shown"),
    "write": re.compile("Saved|Only you|you alone"),
}

ACTS: dict[str, tuple[Callable[[Play, StageSpec], None], ...]] = {
    "welcome": (Play.agrees,),
    "write": (Play.writes,),
    "round": (Play.shares,),
    "clarify": (Play.asks,),
    "propose": (Play.writes, Play.looks),
    "improve": (Play.asks,),
    "group": (Play.groups,),
    "vote": (Play.votes,),
    "reveal": (Play.reveals,),
    "discuss": (Play.speaks,),
    "consent": (Play.takes_position, Play.counts_positions),
    "tables": (Play.notes,),
    "harvest": (Play.harvests,),
    "decide": (Play.decides,),
    "feedback": (Play.tells,),
}


def press(page: Page, name: str) -> None:
    """Press the visible button of this name."""
    page.get_by_role("button", name=name, exact=True).filter(visible=True).first.click()


def has_floor(phone: Phone) -> bool:
    """Whether it is this phone's turn, or is in a moment."""
    floor = phone.page.get_by_text("You have the floor.").filter(visible=True)
    with suppress(Error):
        floor.first.wait_for(timeout=2000)
    return bool(floor.count())


def mark(page: Page, ballot: str) -> None:
    """Mark the first option by the ballot's own way, and see it saved."""
    way: dict[str, Locator] = {
        "approval": page.get_by_role("checkbox"),
        "dots": page.get_by_role("button", name=re.compile("^One dot more")),
        "opinion": page.get_by_role("radio", name="Agree"),
        "ranking": page.get_by_role("combobox", name=re.compile("^Place ")),
    }
    first = way[ballot].first
    if ballot == "dots":
        first.click()
    elif ballot == "ranking":
        first.select_option("1")
    else:
        first.check(force=True)
    expect(page.locator("[data-vote-state]")).to_have_attribute("data-state", "saved")
