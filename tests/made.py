"""A roundtable made by hand, in the shapes of docs/protocol.md: every kind of stage, for every audience.

For tests of what is shown, which need states that would take long to reach by commands.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from roundtable.core.stages import KINDS
from roundtable.projections import AUDIENCES, PHONE, SCREEN, Data, Entities, State

NOW = 1_700_000_000_000
CODE = "KLM482"
#: A word of a person that nobody else may ever see.
SECRET = "zqsecret"

GROUPS = {
    "city": "City and services",
    "newcomers": "Newcomers",
    "employers": "Employers",
    "schools": "Schools and NGOs",
}
AREAS = {"education": "Education", "work": "Labour market"}
TEXTS = (
    ("en", "Recognise diplomas within 30 days, at one desk, with an interpreter"),
    ("ro", "Cursuri de limba română seara, lângă parcul industrial"),
    ("ar", "مكتب واحد للعمل والسكن والأوراق"),
    ("en", "Mentors from the same profession for the first six months"),
    ("uk", "Один вебсайт, де зібрані всі кроки"),
    ("en", "Paid trial weeks, so that both sides can find out"),
    ("en", "A list of employers who hire without perfect Romanian"),
    ("ro", "Grădiniță pe durata interviurilor și a examenelor de limbă"),
    ("en", "Tell employers what the work permit really allows"),
)
TITLES = (
    "Recognising skills",
    "One-Stop-Shop",
    "Romanian at work",
    "Employers who hire",
    "Mentors",
)


def ident(name: str) -> str:
    """An id that can be read: "proposal1" → "proposal100000000000"."""
    return f"{name:0<20}"[:20].lower()


def en(text: str, ro: str = "") -> dict[str, str]:
    """A text of the format."""
    return {"en": text} | ({"ro": ro} if ro else {})


STAGE_SETTINGS: dict[str, dict[str, Any]] = {
    "welcome": {
        "agreement": en(
            "We listen before we answer.\n- We speak for ourselves\n- What is said here is shown "
            "without names\n- Nobody has to speak",
            "Ascultăm înainte să răspundem.\n- Vorbim pentru noi înșine",
        )
    },
    "inform": {
        "text": en(
            "Of the people who came in the last two years, every third works below what they "
            "learned. Most name the same reasons.",
        ),
        "source": en("Survey of 412 newcomers, spring 2026"),
        "unit": en("%"),
        "chart": [
            {"label": en("Diploma not recognised"), "value": 46},
            {"label": en("Romanian at work"), "value": 38},
            {"label": en("Nobody to ask"), "value": 21.5},
            {"label": en("Care of children"), "value": 12},
        ],
    },
    "propose": {"max_length": 280, "moderation": "look"},
    "write": {"max_length": 280},
    "round": {"turns": "strict"},
    "vote": {"ballot": "approval", "on": "clusters", "concerns": "yes"},
    "discuss": {"seconds": 120},
    "consent": {"on": "clusters"},
    "tables": {"seating": "rotate", "size": 0},
}
STAGE_QUESTIONS = {
    "welcome": "How do newcomers find work that fits their skills?",
    "inform": "What did the review find?",
    "write": "What would help newcomers find work that fits their skills?",
    "round": "One idea each, around the table",
    "clarify": "What is not clear yet?",
    "propose": "What would help newcomers find work that fits their skills?",
    "improve": "What would make these proposals better?",
    "group": "What belongs together?",
    "vote": "Which of these should the city do first?",
    "reveal": "What does the room want?",
    "previous": "Where does the room stand, and why?",
    "discuss": "What would it take to begin this year?",
    "consent": "Shall the city open one desk for all papers?",
    "tables": "What would make the first day at school easier?",
    "harvest": "What did the tables find?",
    "break": "Coffee",
    "decide": "What do we agree on?",
    "feedback": "How was this meeting?",
    "close": "Thank you.",
}


def made(kind: str, audience: str, *, closed: bool = False, **more: Any) -> State:
    """The state of an audience while a stage of `kind` is open; `more` goes into the roundtable."""
    stage = ident(f"stage{kind}")
    state: State = {name: {} for name in AUDIENCES[audience]}
    state["roundtable"] = {
        ident("roundtable"): {
            "code": CODE,
            "title": en("Work that fits, schools that welcome", "Muncă potrivită"),
            "status": "closed" if closed else "open",
            "stage": stage,
            "language": "en",
            "languages": ["en", "ro"],
            "demonstration": False,
            "city": "Cluj-Napoca",
            "screen": {"mode": "auto", "area": None},
            "spotlight": ident("proposal0") if kind == "discuss" else None,
            "rehearsal": False,
        }
        | more
    }
    if audience != SCREEN:
        del state["roundtable"][ident("roundtable")]["screen"]
    state["areas"] = {
        ident(f"area{key}"): {"position": n, "title": en(title)}
        for n, (key, title) in enumerate(AREAS.items(), 1)
    }
    state["groups"] = {
        ident(f"group{key}"): {"position": n, "title": en(title), "goal": None}
        for n, (key, title) in enumerate(GROUPS.items(), 1)
    }
    state["stages"] = _stages(kind)
    told: dict[str, Entities] = {
        "proposals": _proposals(),
        "clusters": _clusters(audience),
        "options": _options(kind, stage),
        "results": _results(kind),
        "people": {"now": _people()},
        "turnout": {stage: _turnout()} if KINDS[kind].acts else {},
        "tables": _tables(stage),
        "queue": _queue(stage),
        "minutes": _minutes(kind),
        "comments": _comments(),
        "concerns": _concerns(kind, stage),
    }
    hidden = {"proposals", "comments"} if audience == PHONE and not KINDS[kind].reads else set()
    for name, entities in told.items():
        if name in state and name not in hidden:
            state[name] = entities
    return deepcopy(state)


def _stages(kind: str) -> Entities:
    names = list(KINDS)
    return {
        ident(f"stage{name}"): {
            "position": float(number),
            "kind": name,
            "title": en(_TITLES.get(name, name.capitalize())),
            "question": en(STAGE_QUESTIONS[name]),
            "help": {},
            "minutes": KINDS[name].default_minutes,
            "status": "open"
            if name == kind
            else "done"
            if number < names.index(kind)
            else "waiting",
            "ends_at": NOW + 250_000 if name == kind and KINDS[name].default_minutes else None,
            "remaining": None,
            "settings": STAGE_SETTINGS.get(name, {})
            | ({"of": ident("stagevote")} if name in ("reveal", "previous") else {}),
            "nudged": name == kind and bool(KINDS[name].acts),
        }
        | ({"revealed": False, "opened": name == kind} if KINDS[name].puts_up else {})
        for number, name in enumerate(names)
    }


_TITLES = {
    "inform": "What the review found",
    "propose": "Your proposals",
    "reveal": "What the room wants",
    "previous": "The room beside you",
    "decide": "Agree",
}


def _proposals() -> Entities:
    areas = [ident(f"area{key}") for key in AREAS]
    return {
        ident(f"proposal{n}"): {
            "number": n + 1,
            "text": text,
            "language": language,
            "direction": "rtl" if language == "ar" else "ltr",
            "area": areas[n % 2],
            "cluster": ident(f"cluster{n % len(TITLES)}"),
            "position": float(n),
            "edited": False,
            "pinned": n == 3,
        }
        for n, (language, text) in enumerate(TEXTS)
    }


def _clusters(audience: str) -> Entities:
    return {
        ident(f"cluster{n}"): {
            "number": n + 1,
            "area": ident("areawork"),
            "title": title,
            "summary": "Diplomas in 30 days, one desk" if n == 0 else "",
            "language": "en",
            "position": float(n),
        }
        | ({"count": 2} if audience == PHONE else {})
        for n, title in enumerate(TITLES)
    }


def _options(kind: str, stage: str) -> Entities:
    if kind == "consent":
        titles: tuple[str, ...] = ("One desk for all papers, open after six",)
    elif kind in ("vote", "reveal", "previous", "discuss", "decide", "close"):
        titles = TITLES
    else:
        return {}
    return {
        ident(f"cluster{n}"): {
            "stage": stage if kind in ("vote", "consent") else ident("stagevote"),
            "position": n,
            "kind": "cluster",
            "number": n + 1,
            "area": ident("areawork" if n < 3 else "areaeducation"),
            "title": title,
            "text": "Diplomas in 30 days, one desk" if n == 0 else "",
            "language": "en",
            "direction": "ltr",
            "proposals": [ident(f"proposal{n}")],
        }
        for n, title in enumerate(titles)
    }


def _results(kind: str) -> Entities:
    if kind not in ("reveal", "previous", "discuss", "decide", "close"):
        return {}
    voted = [14, 10, 8, 6]
    groups = [ident(f"group{key}") for key in GROUPS]
    options = [
        _row(ident(f"cluster{n}"), n + 1, yes, voted)
        for n, yes in enumerate(
            ([11, 9, 6, 5], [12, 8, 4, 4], [8, 9, 2, 5], [5, 7, 6, 2], [4, 6, 3, 3])
        )
    ]
    body: Data = {
        "ballot": "approval",
        "budget": 0,
        "voted": 38,
        "desk": 15,
        "present": 41,
        "threshold": 5,
        "groups": [
            {"group": g, "voted": n, "present": n} for g, n in zip(groups, voted, strict=True)
        ],
        "options": options,
        "revised": None,
    }
    if kind == "reveal":
        after = _row(ident("cluster3"), 1, [9, 8, 7, 5], voted)
        body["revised"] = {
            "mergers": [
                {
                    "id": ident("merger1"),
                    "kind": "merge",
                    "rule": "once",
                    "title": TITLES[3],
                    "into": ident("cluster3"),
                    "options": [ident("cluster4")],
                    "before": [
                        options[3] | {"title": TITLES[3]},
                        options[4] | {"title": TITLES[4]},
                    ],
                    "after": [after | {"title": TITLES[3]}],
                }
            ],
            "options": [*options[:3], after],
            "texts": {
                ident("cluster3"): {
                    "label": "C-4",
                    "title": TITLES[3],
                    "proposals": [ident("proposal3"), ident("proposal4")],
                    "of": [ident("cluster3"), ident("cluster4")],
                }
            },
        }
    return {ident("stagevote"): body}


def _row(option: str, rank: int, yes: list[int], voted: list[int]) -> Data:
    counts = {"for": sum(yes), "against": 0, "pass": 0}
    return {
        "option": option,
        "rank": rank,
        "total": sum(yes),
        "people": sum(yes),
        "counts": counts,
        "by_group": [
            {"for": n, "against": 0, "pass": 0, "people": n, "of": of}
            for n, of in zip(yes, voted, strict=True)
        ],
    }


def _people() -> Data:
    sizes = (14, 10, 8, 6)
    groups = {ident(f"group{key}"): n for key, n in zip(GROUPS, sizes, strict=True)} | {"": 3}
    return {"present": 41, "groups": groups, "tables": {}, "desk": 15}


def _turnout() -> Data:
    parts = ((14, 11), (10, 8), (8, 6), (6, 4))
    return {
        "present": 41,
        "acted": 29,
        "groups": [
            {"group": ident(f"group{key}"), "present": here, "acted": acted}
            for key, (here, acted) in zip(GROUPS, parts, strict=True)
        ],
    }


def _tables(stage: str) -> Entities:
    keys = [ident(f"group{key}") for key in GROUPS]
    tables: Entities = {
        ident(f"table{n}"): {
            "position": n,
            "title": "" if n != 2 else "By the window",
            "seats": 6,
            "people": 6 - n % 3,
            "groups": {keys[n % 4]: 3, keys[(n + 1) % 4]: 3 - n % 3},
            "hosted": n == 1,
        }
        for n in range(1, 7)
    }
    now: Data = {
        "stage": stage,
        "way": "rotate",
        "places": {},
        "promise": True,
        "round": 2,
        "rounds": 3,
    }
    return tables | {"now": now}


def _queue(stage: str) -> Entities:
    groups = [ident(f"group{key}") for key in GROUPS]
    return {
        ident(f"turn{n}"): {
            "stage": stage,
            "who": n + 3,
            "group": groups[n % 4] if n != 2 else None,
            "desk": n == 3,
            "status": "speaking" if n == 0 else "waiting",
            "position": float(n),
            "asked": NOW - 60_000,
            "begun": NOW - 30_000 if n == 0 else None,
            "ended": None,
        }
        for n in range(6)
    }


def _minutes(kind: str) -> Entities:
    said = (
        ("decision", "The city opens one desk for all papers by the first of March.", "", None),
        ("decision", "Romanian courses begin where people work, in the evening.", "", None),
        ("task", "Find rooms near the industrial park", "Ana, town hall", "2026-12-15"),
        ("task", "Ask the chamber for a list of employers", "Chamber of commerce", "2027-01-20"),
        ("task", "Write down what the permit allows", "", None),
    )
    found = {
        ident(f"minute{n}"): _minute(what, text, n, who=who, due=due)
        for n, (what, text, who, due) in enumerate(said)
        if what == "decision" or kind in ("decide", "close")
    }
    if kind == "harvest":
        notes = (
            (1, "A buddy from the same class for the first weeks"),
            (1, "Letters to parents in their language, and read aloud"),
            (2, "A visit before the first day"),
            (4, "One teacher who is free in the first hour"),
            (4, "لوحة بالصور عند الباب"),
            (5, "A meal together in the first month"),
        )
        found |= {
            ident(f"note{n}"): _minute("note", text, n, table=ident(f"table{table}"))
            for n, (table, text) in enumerate(notes)
        }
    return found


def _minute(what: str, text: str, n: int, **more: Any) -> Data:
    rtl = text[0] > "\u0590"
    return {
        "stage": ident("stagedecide"),
        "table": None,
        "kind": what,
        "text": text,
        "language": "ar" if rtl else "en",
        "direction": "rtl" if rtl else "ltr",
        "who": "",
        "due": None,
        "subject": None,
        "status": "done" if n == 4 else "open",
        "created": NOW + n,
    } | more


def _comments() -> Entities:
    said = (
        (0, "question", "Which desk would that be?"),
        (0, "comment", "Also for diplomas from before 1990, please."),
        (3, "question", "Who pays the mentors?"),
    )
    return {
        ident(f"comment{n}"): {
            "proposal": ident(f"proposal{of}"),
            "kind": kind,
            "text": text,
            "language": "en",
            "direction": "ltr",
            "created": NOW + n,
        }
        for n, (of, kind, text) in enumerate(said)
    }


def _concerns(kind: str, stage: str) -> Entities:
    if kind not in ("reveal", "previous", "discuss", "consent", "decide"):
        return {}
    of = stage if kind == "consent" else ident("stagevote")
    what = "objection" if kind == "consent" else "concern"
    first: Data = {
        "stage": of,
        "option": ident("cluster0"),
        "kind": what,
        "text": "Thirty days is not enough to check papers from abroad; people will be refused.",
        "language": "en",
        "direction": "ltr",
        "status": "open",
        "answer": "",
        "supporters": 7,
        "groups": [{"group": ident("groupcity"), "n": 7}],
    }
    second = first | {
        "kind": "concern",
        "text": "Nobody speaks Dari at that desk.",
        "supporters": 1,
        "groups": [],
        "status": "integrated",
        "answer": "An interpreter by phone, from the first day.",
    }
    return {ident("concern0"): first, ident("concern1"): second}


def me(kind: str) -> Data:
    """A participant's own things; each of their texts holds `SECRET`."""
    stage = ident(f"stage{kind}")
    vote = ident("stagevote")
    proposals = [
        ("shown", "Evening courses next to the tram stop", None),
        ("held", "Ask Maria at the town hall", None),
        ("returned", "My boss Vasile never answers", "It names a person. Say it without the name?"),
        ("kept", "A phone number that answers in five languages", None),
    ]
    return {
        "id": ident("participant"),
        "alias": 1,
        "name": "Calm Heron",
        "group": ident("groupnewcomers"),
        "language": "en",
        "channel": "phone",
        "table": ident("table3"),
        "place": 4,
        "hosts": False,
        "agreed": False,
        "acted": False,
        "hand": {"id": ident("turn2"), "status": "waiting", "place": 2},
        "notes": [
            {
                "id": ident("note0"),
                "text": f"A visit before the first day {SECRET}",
                "language": "en",
            }
        ],
        "proposals": [
            {
                "id": ident(f"mine{n}"),
                "number": 20 + n,
                "stage": ident("stagewrite") if status == "kept" else ident("stagepropose"),
                "text": f"{text} {SECRET}",
                "language": "en",
                "direction": "ltr",
                "area": ident("areawork"),
                "status": status,
                "reason": reason,
                "cluster": None,
                "edited": False,
            }
            for n, (status, text, reason) in enumerate(proposals)
        ],
        "ballots": {vote: {ident("cluster0"): 1, ident("cluster2"): 1}},
        "concerns": [
            {
                "id": ident("mineconcern"),
                "stage": stage if kind in ("vote", "consent") else vote,
                "option": ident("cluster2"),
                "kind": "concern",
                "text": f"Not for those who work at night {SECRET}",
                "status": "open",
                "answer": "",
            }
        ],
        "supports": [ident("concern1")],
        "comments": [
            {
                "id": ident("minecomment"),
                "proposal": ident("proposal0"),
                "kind": "question",
                "text": f"Is that free of charge? {SECRET}",
                "status": "held",
            }
        ],
        "feedback": {},
    }
