"""A record in which everything happened that can: several votes, mergers, concerns, minutes, feedback."""

from __future__ import annotations

from typing import Any

from tests.reports.records import GROUPS, Record, make_proposal, make_record, make_vote

_NO = {"for": 0, "against": 0, "pass": 0}
TEXTS: Record = {
    "c-1": ("C-1", "One place where every question gets an answer", "cluster"),
    "c-2": ("C-2", "Romanian at work, in working hours", "cluster"),
    "c-3": ("C-3", "Employers who dare to hire", "cluster"),
    "p6": ("P-006", "كشك صغير للمعلومات قرب المحطة", "proposal"),
}


def _texts() -> Record:
    return {
        key: {
            "label": label, "title": title, "text": "", "kind": kind, "area": "a1",
            "language": "ar" if key == "p6" else "en", "direction": "rtl" if key == "p6" else "ltr",
            "proposals": {"c-1": ["p1", "p2"], "c-2": ["p3"], "c-3": ["p4", "p5"], "p6": ["p6"]}[key],
        }
        for key, (label, title, kind) in TEXTS.items()
    }  # fmt: skip


def _row(option: str, total: int, rank: int, **more: Any) -> Record:
    counts = _NO | {"for": total}
    return {
        "option": option, "total": total, "rank": rank, "people": total, "counts": counts,
        "by_group": [counts | {"for": total // 4, "of": of} for _, _, of in GROUPS],
    } | more  # fmt: skip


def _vote(stage: str, title: str, counts: dict[str, Any], **more: Any) -> Record:
    vote = make_vote(counts, stage=stage, title=title, kind="vote", revised=None, texts=_texts())
    for rank, row in enumerate(vote["options"], start=1):
        row |= {"rank": rank, "people": row["total"]}
    return vote | more


def make_full_record(**more: Any) -> Record:
    """Two rounds of a vote and a consent round, with what was made of them."""
    first = _vote(
        "s3", "First round",
        {"c-1": (9, 8, 3, 2), "c-2": (6, 7, 2, 1), "c-3": (2, 6, 5, 0), "p6": (1, 5, 0, 1)},
    )  # fmt: skip
    second = _vote(
        "s5", "Second round",
        {"c-1": (11, 9, 6, 5), "c-2": (7, 8, 3, 1), "c-3": (2, 7, 7, 0), "p6": (1, 7, 0, 1)},
        desk=9,
    )  # fmt: skip
    merged = [
        {
            "id": "m1", "kind": "merge", "rule": "once", "into": "c-2", "options": ["p6"],
            "title": TEXTS["c-2"][1],
            "before": [_row("c-2", 19, 2, title=TEXTS["c-2"][1]), _row("p6", 9, 4, title=TEXTS["p6"][1])],
            "after": [_row("c-2", 23, 2, title=TEXTS["c-2"][1])],
        },
        {
            "id": "m2", "kind": "split", "rule": "inherit", "into": "c-3", "options": ["c-3", "c-3b"],
            "title": "A bonus for the first year",
            "before": [_row("c-3", 16, 3, title=TEXTS["c-3"][1])],
            "after": [
                _row("c-3", 16, 3, title=TEXTS["c-3"][1]),
                _row("c-3b", 16, 3, title="A bonus for the first year"),
            ],
        },
    ]  # fmt: skip
    texts = _texts()
    texts["c-2"] |= {"proposals": ["p3", "p6"]}
    texts["c-3"] |= {"proposals": ["p4"]}
    texts["c-3b"] = texts["c-3"] | {
        "label": "C-3b", "title": "A bonus for the first year", "proposals": ["p5"], "kind": "proposal",
    }  # fmt: skip
    second |= {
        "texts": texts,
        "revised": {
            "mergers": merged, "texts": {},
            "options": [second["options"][0], _row("c-2", 23, 2), _row("c-3", 16, 3), _row("c-3b", 16, 3)],
        },
    }  # fmt: skip
    main = second | {"options": [dict(row) for row in second["revised"]["options"]]}
    main["options"][1]["rules"] = ["once"]
    main["options"][2]["rules"] = main["options"][3]["rules"] = ["inherit"]
    consent = _vote("s7", "Consent on the draft", {}, ballot="consent", kind="consent", voted=30)
    question: Record = {
        "label": "", "title": "May this draft go to the council?", "text": "", "kind": "question",
        "area": None, "language": "en", "direction": "ltr", "proposals": [],
    }  # fmt: skip
    consent |= {
        "question": question["title"], "texts": {"s7": question}, "groups": [],
        "options": [
            _row("s7", 26, 1, counts={"for": 26, "against": 1, "pass": 3}, by_group=[]),
        ],
    }  # fmt: skip
    passages = [
        {
            "option": key, "number": texts[key]["label"], "kind": texts[key]["kind"], "area": "a1",
            "title": texts[key]["title"], "text": "", "language": "en",
            "proposals": texts[key]["proposals"],
        }
        for key in ("c-1", "c-2", "c-3", "c-3b")
    ]  # fmt: skip
    proposals = [make_proposal(n) for n in range(1, 6)]
    proposals.append(make_proposal(6, TEXTS["p6"][1], language="ar", direction="rtl"))
    proposals.append(make_proposal(7, "The same again", status="merged", into=3))
    proposals.append(make_proposal(8, "", status="returned"))
    proposals.append(make_proposal(9, "", status="kept"))
    proposals[0]["comments"] = {"comment": 2, "question": 1}
    record = make_record(
        vote=main, votes=[first, second, consent], passages=passages, proposals=proposals,
        desk=9, concerns=_concerns(), positions=_positions(), minutes=_minutes(), feedback=_feedback(),
        tables=[{"id": f"t{n}", "title": f"Table {n}", "position": n} for n in (1, 2)],
        stages=_stages(),
    )  # fmt: skip
    for group, goal in zip(record["groups"], (10, 12, 8, None), strict=True):
        group["goal"] = goal
    return record | more


def _concerns() -> list[Record]:
    def concern(option: str, stage: str, text: str, **more: Any) -> Record:
        return {
            "id": f"k{len(text)}", "option": option, "stage": stage, "kind": "concern", "text": text,
            "language": "en", "direction": "ltr", "status": "open", "answer": "", "supporters": 1,
            "groups": [], "label": TEXTS.get(option, ("",))[0], "title": TEXTS.get(option, ("", ""))[1],
        } | more  # fmt: skip

    return [
        concern(
            "c-2", "s5", "Small firms cannot spare people in working hours: three of my four are on "
            "the floor all day.", supporters=13,
            groups=[{"group": "g3", "n": 7}, {"group": "g1", "n": 6}],
        ),
        concern("c-1", "s5", "مكان واحد بعيد عن الأحياء لا يساعد من يعمل في المساء", language="ar",
                direction="rtl", supporters=2, answer="Two evenings a week it opens in the districts."),
        concern(
            "s7", "s7", "No sum is named, so nobody can be held to it.", kind="objection",
            status="integrated", supporters=4, answer="The budget line of 2027 is named in the draft.",
        ),
    ]  # fmt: skip


def _positions() -> list[Record]:
    return [
        {
            "source": "groups", "option": "c-3", "stage": "s5", "for": 16, "of": 38,
            "groups": [{"group": "g2", "for": 7, "of": 10}, {"group": "g3", "for": 7, "of": 8}],
            "label": "C-3", "title": TEXTS["c-3"][1],
        }
    ]  # fmt: skip


def _minutes() -> list[Record]:
    def minute(kind: str, text: str, **more: Any) -> Record:
        return {
            "kind": kind, "text": text, "language": "en", "direction": "ltr", "stage": "s8",
            "table": None, "who": "", "due": None, "subject": None, "done": False,
        } | more  # fmt: skip

    written = [
        minute("decision", "The city opens one place for all questions in the former post office, by "
               "the first of May, with an evening in Mănăștur each week."),
        minute("decision", "Language courses at work are tried with five employers for a year."),
        minute("task", "Ask the post for the keys and the plans", who="Ioana, city hall", due="2021-06-01"),
        minute("task", "Find five employers", who="Chamber of commerce", due="2021-09-30"),
        minute("task", "Invite everyone again", done=True),
        minute("parking", "What about those who have no papers at all?"),
        minute("parking", "Cine plătește transportul din comune?", language="ro"),
        minute("note", "Start where people wait anyway: the station.", stage="s2", table="t1"),
        minute("note", "Nu mai mult de o pagină de hârtie.", stage="s2", table="t1", language="ro"),
        minute("note", "ابدأوا بالأمهات", stage="s2", table="t2", language="ar", direction="rtl"),
        minute("note", "The mayor leaves at four.", stage="s2"),
    ]  # fmt: skip
    counters: dict[str, int] = {}
    for row in written:
        row["number"] = counters[row["kind"]] = counters.get(row["kind"], 0) + 1
    return written


def _feedback() -> list[Record]:
    texts = [
        {"text": "Everyone spoke.", "language": "en", "direction": "ltr"},
        {"text": "S-a votat repede.", "language": "ro", "direction": "ltr"},
    ]
    return [
        {
            "stage": "s9", "title": "How was it?", "answers": 21,
            "questions": {
                "useful": {"counts": {"5": 12, "4": 6, "3": 2, "2": 0, "1": 1}},
                "heard": {"counts": {"5": 9, "4": 9, "3": 3}},
                "good": {"texts": texts},
                "change": {"texts": []},
            },
        }
    ]  # fmt: skip


def _stages() -> list[Record]:
    kinds: tuple[Any, ...] = (
        ("s1", "propose", "Your ideas", {"proposals": 9, "comments": 3}),
        ("s2", "tables", "At the tables", {"notes": 4}),
        ("s3", "vote", "First round", {"voted": 36}),
        ("s4", "previous", "Why we differ", {}),
        ("s5", "vote", "Second round", {"voted": 38}),
        ("s6", "reveal", "The result", {}),
        ("s7", "consent", "Consent on the draft", {"voted": 30}),
        ("s8", "decide", "What we do", {}),
        ("s9", "feedback", "How was it?", {"answers": 21}),
    )
    return [
        {
            "id": key, "kind": kind, "title": title, "question": f"What of {title.lower()}?",
            "minutes": 10, "opened": "2021-05-12T18:00:00Z", "came": came,
        }
        for key, kind, title, came in kinds
    ]  # fmt: skip
