#!/usr/bin/env python3
"""An example of a conversion: published incident reports in JSON to the CSV that
`nofault import incidents` understands without a map.

    python3 docs/examples/moj.py moj_incidents.json > moj.csv
    nofault import incidents moj.csv --dry-run

The source is the public incident log of the UK Ministry of Justice's Cloud
Platform, as one JSON list: for each incident a `slug`, a `title`, the `date` and
the quarter it is listed under (`quarter_listed`), its `key_events` (what was
printed, how it was read, and the `problem` with it), the same as `events`, and
the two durations, as printed and in minutes.

What is decided here, and said on standard error wherever it is done:

- A moment with a problem is left out, but for a slip in the time's separator
  ("14.43", "1600"), which can be read in one way only.
- A moment more than 45 days away from the incident's own date is a wrong year or
  month, and is left out.
- The owners group by the quarter of the heading that an incident stands under; a
  report of ours goes by impact_started_at, else by declared_at. So where the
  declaration is missing or lies elsewhere, a declared_at inside the listed quarter
  is written, as near to the source as it can be; and a start of impact that lies
  outside the listed quarter is left out, as it would win.
"""

import csv
import datetime as dt
import json
import re
import sys
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
COLUMNS = {
    "fault": "impact_started_at",
    "detected": "detected_at",
    "declared": "declared_at",
    "repaired": "mitigated_at",
    "resolved": "resolved_at",
}
STATED = {"time_to_repair": "time_to_repair", "time_to_resolve": "time_to_resolve"}
HEADER = ["reference", "title", "status", *COLUMNS.values(), *STATED.values()]
STEMS = {"declared": "declar", "repaired": "repair", "resolved": "resolv"}
READABLE = 'time separator not ":"'
FAR = dt.timedelta(days=45)
DURATION = re.compile(r"(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)?")


def quarter(moment):
    return f"{moment.year}-Q{(moment.month + 2) // 3}"


def inside(moment, listed):
    """Whether the moment lies in the listed quarter, whether cut in London or in UTC."""
    return all(quarter(moment.astimezone(zone)) == listed for zone in (LONDON, dt.timezone.utc))


def last_noon(listed):
    """Noon of the last day of a quarter."""
    year, number = int(listed[:4]), int(listed[-1])
    after = dt.datetime(year + number // 4, number % 4 * 3 + 1, 1, 12, tzinfo=LONDON)
    return after - dt.timedelta(days=1)


def read(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def moments(incident, say):
    """The moments that can be believed, by column."""
    problems = [event for event in incident["key_events"] if event["problem"]]
    known, day = {}, dt.date.fromisoformat(incident["date"])
    for event in problems:
        if event["parsed"] is None or event["parsed"] not in incident["events"].values():
            say(f"“{event['raw']}” is left out: {event['problem']}")
    for name, column in COLUMNS.items():
        text = incident["events"].get(name)
        if text is None:
            continue
        stem = STEMS.get(name, "")
        same = [e for e in problems if e["parsed"] == text and stem in e["label"].lower()]
        odd = same[0] if same else None
        if odd and odd["problem"] != READABLE:
            say(f"{column} “{odd['printed']}” is left out: {odd['problem']}")
            continue
        if odd:
            say(f"{column} “{odd['printed']}” is read as {text[11:]}")
        moment = read(text)
        if abs(moment.date() - day) > FAR:
            say(f"{column} {text} is left out: it is {abs((moment.date() - day).days)} days from {day}")
            continue
        known[column] = moment
    return known


def keep_in_listed_quarter(incident, known, say):
    """Sees to it that the moment that decides the period lies in the listed quarter."""
    listed = incident["quarter_listed"]
    started = known.get("impact_started_at")
    if started and not inside(started, listed):
        say(f"impact_started_at {started:%Y-%m-%d %H:%M} is left out: it is listed under {listed}")
        del known["impact_started_at"]
    declared = known.get("declared_at")
    if declared and inside(declared, listed):
        return
    if declared is None and "impact_started_at" in known:
        return
    printed = incident["events"]["declared"]
    day = dt.date.fromisoformat(incident["date"])
    if printed:
        # A wrong year: the same time on the incident's own day.
        chosen = dt.datetime.combine(day, read(printed).time(), LONDON)
        if not inside(chosen, listed):
            chosen = last_noon(listed)
    else:
        chosen = known.get("detected_at") or dt.datetime.combine(day, dt.time(12), LONDON)
        if not inside(chosen, listed):
            chosen = last_noon(listed)
    known["declared_at"] = chosen
    was = f"the source says {printed}" if printed else "the source gives none"
    say(f"declared_at is written as {chosen:%Y-%m-%d %H:%M}, inside {listed}: {was}")


def stated(incident, name):
    """The duration as printed where that is plain, else from its minutes."""
    printed, minutes = incident[f"{name}_printed"], incident[f"{name}_min"]
    if minutes is None:
        return ""
    found = DURATION.fullmatch(printed or "")
    if found and any(found.groups()):
        days, hours, rest = (int(part or 0) for part in found.groups())
        if days * 1440 + hours * 60 + rest == minutes:
            return printed
    return f"{minutes // 60}h {minutes % 60}m"


def guarded(cell):
    """No cell that a spreadsheet would take for a formula; the import takes the quote away."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def convert(incident):
    def say(text):
        print(f"{incident['slug']}: {text}", file=sys.stderr)

    known = moments(incident, say)
    keep_in_listed_quarter(incident, known, say)
    row = {"reference": incident["slug"], "title": guarded(incident["title"]), "status": "closed"}
    row |= {column: f"{moment.isoformat(timespec='minutes')}[Europe/London]" for column, moment in known.items()}
    row |= {column: stated(incident, name) for name, column in STATED.items()}
    return row


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: moj.py moj_incidents.json > moj.csv")
    with open(sys.argv[1], encoding="utf-8") as file:
        incidents = json.load(file)
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.DictWriter(sys.stdout, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(convert(incident) for incident in incidents)


if __name__ == "__main__":
    main()
