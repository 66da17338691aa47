-- Instants are microseconds since 1970 (UTC); durations are microseconds.

CREATE TABLE installation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
INSERT INTO installation (one, name, zone, version) VALUES (1, 'Nofault', 'UTC', 1);

-- INC-n and A-n: gapless among what was committed, as there is one writer at a time.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO counter (name, value) VALUES ('incident', 0), ('action', 0);

CREATE TABLE severity (
    level INTEGER PRIMARY KEY CHECK (level BETWEEN 1 AND 5),
    name TEXT NOT NULL,
    meaning TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
INSERT INTO severity (level, name, meaning, version) VALUES
    (1, 'Critical', 'The service is down or data is at risk; everybody needed is called, at any hour.', 1),
    (2, 'Major', 'A main function fails for many; work starts at once, at any hour.', 1),
    (3, 'Moderate', 'Some are hindered and there is a way around; work starts in working hours.', 1),
    (4, 'Minor', 'Few notice; it is mended in the normal course.', 1),
    (5, 'Trivial', 'Nobody outside notices; kept for what it teaches.', 1);

CREATE TABLE person (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    zone TEXT,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX person_by_name ON person (name_key);

CREATE TABLE account (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- A one-time link: the first administrator's and every later person's way in.
CREATE TABLE invitation (
    id BLOB PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    person_id BLOB REFERENCES person (id),
    invited_by BLOB REFERENCES person (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    accepted_at INTEGER
) STRICT;

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES account (person_id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE team (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL
) STRICT;
CREATE TABLE team_member (
    team_id BLOB NOT NULL REFERENCES team (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    PRIMARY KEY (team_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_member_by_person ON team_member (person_id);

CREATE TABLE service (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    team_id BLOB REFERENCES team (id),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE import_batch (
    id BLOB PRIMARY KEY,
    file_name TEXT NOT NULL,
    by_person BLOB REFERENCES person (id),
    at INTEGER NOT NULL,
    created INTEGER NOT NULL,
    existing INTEGER NOT NULL
) STRICT;

-- A file between upload and confirmation; removed afterwards or after a day.
CREATE TABLE upload (
    id BLOB PRIMARY KEY,
    by_person BLOB NOT NULL REFERENCES person (id),
    file_name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE incident (
    id BLOB PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    summary TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    severity INTEGER REFERENCES severity (level),
    severity_highest INTEGER REFERENCES severity (level),
    entered TEXT NOT NULL,
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    home_zone TEXT NOT NULL,
    reference TEXT,
    -- What makes an imported row the same as an earlier one: a SHA-256 in hex, never text.
    import_key TEXT UNIQUE,
    batch_id BLOB REFERENCES import_batch (id),
    -- Impact started, else declared, else recorded: the moment by which it is listed and counted.
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX incident_by_at ON incident (at DESC, number DESC);
CREATE INDEX incident_by_status ON incident (status, at DESC, number DESC);

CREATE TABLE incident_access (
    incident_id BLOB NOT NULL REFERENCES incident (id),
    -- A person or a team.
    holder_id BLOB NOT NULL,
    PRIMARY KEY (incident_id, holder_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_service (
    incident_id BLOB NOT NULL REFERENCES incident (id),
    service_id BLOB NOT NULL REFERENCES service (id),
    PRIMARY KEY (incident_id, service_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_service_by_service ON incident_service (service_id, incident_id);

CREATE TABLE incident_label (
    incident_id BLOB NOT NULL REFERENCES incident (id),
    label TEXT NOT NULL,
    PRIMARY KEY (incident_id, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE milestone (
    incident_id BLOB NOT NULL REFERENCES incident (id),
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB REFERENCES person (id),
    PRIMARY KEY (incident_id, name)
) STRICT, WITHOUT ROWID;

-- What a milestone said before it was changed or unset.
CREATE TABLE milestone_revision (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB REFERENCES person (id),
    replaced_at INTEGER NOT NULL,
    replaced_by BLOB REFERENCES person (id)
) STRICT;
CREATE INDEX milestone_revision_by_incident ON milestone_revision (incident_id, replaced_at);

-- A duration that a source gives without its moments; never mixed with the computed one.
CREATE TABLE stated_duration (
    incident_id BLOB NOT NULL REFERENCES incident (id),
    metric TEXT NOT NULL,
    micros INTEGER NOT NULL,
    PRIMARY KEY (incident_id, metric)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    changed_field TEXT,
    changed_from TEXT,
    changed_to TEXT,
    at INTEGER NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB REFERENCES person (id),
    version INTEGER NOT NULL,
    UNIQUE (incident_id, number)
) STRICT;
CREATE INDEX entry_by_time ON entry (incident_id, at, number);

CREATE TABLE entry_deletion (
    entry_id BLOB PRIMARY KEY REFERENCES entry (id),
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id)
) STRICT;

CREATE TABLE action (
    id BLOB PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    incident_id BLOB REFERENCES incident (id),
    title TEXT NOT NULL,
    kind TEXT,
    priority TEXT,
    state TEXT NOT NULL,
    owner_person BLOB REFERENCES person (id),
    owner_team BLOB REFERENCES team (id),
    due TEXT,
    created_at INTEGER NOT NULL,
    created_by BLOB REFERENCES person (id),
    version INTEGER NOT NULL,
    CHECK (owner_person IS NULL OR owner_team IS NULL)
) STRICT;
CREATE INDEX action_by_incident ON action (incident_id);
CREATE INDEX action_by_state ON action (state, due);

-- Done, or declined with a reason: a record, so that it says who and when. It stays when
-- the action is reopened; the one that holds is the one that was not.
CREATE TABLE action_closure (
    id BLOB PRIMARY KEY,
    action_id BLOB NOT NULL REFERENCES action (id),
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id),
    note TEXT NOT NULL,
    reopened_at INTEGER,
    reopened_by BLOB REFERENCES person (id)
) STRICT;
CREATE UNIQUE INDEX action_closure_holding ON action_closure (action_id) WHERE reopened_at IS NULL;
CREATE INDEX action_closure_by_action ON action_closure (action_id, at);

CREATE TABLE postmortem (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL UNIQUE REFERENCES incident (id),
    created_at INTEGER NOT NULL,
    created_by BLOB REFERENCES person (id),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE section (
    id BLOB PRIMARY KEY,
    postmortem_id BLOB NOT NULL REFERENCES postmortem (id),
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    guidance TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (postmortem_id, key)
) STRICT;

CREATE TABLE publication (
    id BLOB PRIMARY KEY,
    postmortem_id BLOB NOT NULL REFERENCES postmortem (id),
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id)
) STRICT;
CREATE INDEX publication_by_postmortem ON publication (postmortem_id, at);

-- Every text that was ever the body of an entry or a section: the current one is the one
-- of the subject's version. And every title and summary of an incident, with a blank line
-- between them, at the version that brought them. `redacted` counts the redactions applied.
CREATE TABLE revision (
    subject_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id),
    redacted INTEGER NOT NULL,
    PRIMARY KEY (subject_id, version)
) STRICT;
CREATE INDEX revision_by_incident ON revision (incident_id);

-- What a publication shows: the section versions of its moment.
CREATE TABLE publication_section (
    publication_id BLOB NOT NULL REFERENCES publication (id),
    section_id BLOB NOT NULL REFERENCES section (id),
    version INTEGER NOT NULL,
    PRIMARY KEY (publication_id, section_id)
) STRICT;

-- Who removed text from an incident, when and why; never what.
CREATE TABLE redaction (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    entry_id BLOB REFERENCES entry (id),
    places INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id)
) STRICT;
CREATE INDEX redaction_by_incident ON redaction (incident_id);

-- One press of a button; a repeat returns the first result.
CREATE TABLE command (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    subject_id BLOB NOT NULL,
    address TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

-- The audit log and the live stream. Never text.
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    command_id BLOB NOT NULL REFERENCES command (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    person_id BLOB REFERENCES person (id),
    at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    incident_id BLOB REFERENCES incident (id),
    batch_id BLOB REFERENCES import_batch (id)
) STRICT;
CREATE INDEX event_by_incident ON event (incident_id, id);
