-- Instants are microseconds since 1970 (UTC); durations are microseconds.

CREATE TABLE installation (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    version BIGINT NOT NULL
);
INSERT INTO installation (one, name, zone, version) VALUES (1, 'Nofault', 'UTC', 1);

-- INC-n and A-n: gapless among what was committed, as there is one writer at a time.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('incident', 0), ('action', 0);

CREATE TABLE severity (
    level BIGINT PRIMARY KEY CHECK (level BETWEEN 1 AND 5),
    name TEXT NOT NULL,
    meaning TEXT NOT NULL,
    version BIGINT NOT NULL
);
INSERT INTO severity (level, name, meaning, version) VALUES
    (1, 'Critical', 'The service is down or data is at risk; everybody needed is called, at any hour.', 1),
    (2, 'Major', 'A main function fails for many; work starts at once, at any hour.', 1),
    (3, 'Moderate', 'Some are hindered and there is a way around; work starts in working hours.', 1),
    (4, 'Minor', 'Few notice; it is mended in the normal course.', 1),
    (5, 'Trivial', 'Nobody outside notices; kept for what it teaches.', 1);

CREATE TABLE person (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    zone TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX person_by_name ON person (name_key);

CREATE TABLE account (
    person_id UUID PRIMARY KEY REFERENCES person (id),
    email TEXT COLLATE "C" NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    version BIGINT NOT NULL
);

-- A one-time link: the first administrator's and every later person's way in.
CREATE TABLE invitation (
    id UUID PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    person_id UUID REFERENCES person (id),
    invited_by UUID REFERENCES person (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    accepted_at BIGINT
);

CREATE TABLE session (
    token_hash BYTEA PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES account (person_id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE team (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    version BIGINT NOT NULL
);
CREATE TABLE team_member (
    team_id UUID NOT NULL REFERENCES team (id),
    person_id UUID NOT NULL REFERENCES person (id),
    PRIMARY KEY (team_id, person_id)
);
CREATE INDEX team_member_by_person ON team_member (person_id);

CREATE TABLE service (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    team_id UUID REFERENCES team (id),
    version BIGINT NOT NULL
);

CREATE TABLE import_batch (
    id UUID PRIMARY KEY,
    file_name TEXT NOT NULL,
    by_person UUID REFERENCES person (id),
    at BIGINT NOT NULL,
    created BIGINT NOT NULL,
    existing BIGINT NOT NULL
);

-- A file between upload and confirmation; removed afterwards or after a day.
CREATE TABLE upload (
    id UUID PRIMARY KEY,
    by_person UUID NOT NULL REFERENCES person (id),
    file_name TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE incident (
    id UUID PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    summary TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    severity BIGINT REFERENCES severity (level),
    severity_highest BIGINT REFERENCES severity (level),
    entered TEXT NOT NULL,
    private BOOLEAN NOT NULL,
    home_zone TEXT NOT NULL,
    reference TEXT,
    -- What makes an imported row the same as an earlier one: a SHA-256 in hex, never text.
    import_key TEXT UNIQUE,
    batch_id UUID REFERENCES import_batch (id),
    -- Impact started, else declared, else recorded: the moment by which it is listed and counted.
    at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX incident_by_at ON incident (at DESC, number DESC);
CREATE INDEX incident_by_status ON incident (status, at DESC, number DESC);

CREATE TABLE incident_access (
    incident_id UUID NOT NULL REFERENCES incident (id),
    -- A person or a team.
    holder_id UUID NOT NULL,
    PRIMARY KEY (incident_id, holder_id)
);

CREATE TABLE incident_service (
    incident_id UUID NOT NULL REFERENCES incident (id),
    service_id UUID NOT NULL REFERENCES service (id),
    PRIMARY KEY (incident_id, service_id)
);
CREATE INDEX incident_service_by_service ON incident_service (service_id, incident_id);

CREATE TABLE incident_label (
    incident_id UUID NOT NULL REFERENCES incident (id),
    label TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (incident_id, label)
);

CREATE TABLE milestone (
    incident_id UUID NOT NULL REFERENCES incident (id),
    name TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID REFERENCES person (id),
    PRIMARY KEY (incident_id, name)
);

-- What a milestone said before it was changed or unset.
CREATE TABLE milestone_revision (
    id UUID PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incident (id),
    name TEXT NOT NULL,
    at BIGINT NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID REFERENCES person (id),
    replaced_at BIGINT NOT NULL,
    replaced_by UUID REFERENCES person (id)
);
CREATE INDEX milestone_revision_by_incident ON milestone_revision (incident_id, replaced_at);

-- A duration that a source gives without its moments; never mixed with the computed one.
CREATE TABLE stated_duration (
    incident_id UUID NOT NULL REFERENCES incident (id),
    metric TEXT COLLATE "C" NOT NULL,
    micros BIGINT NOT NULL,
    PRIMARY KEY (incident_id, metric)
);

CREATE TABLE entry (
    id UUID PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incident (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    changed_field TEXT,
    changed_from TEXT,
    changed_to TEXT,
    at BIGINT NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID REFERENCES person (id),
    version BIGINT NOT NULL,
    UNIQUE (incident_id, number)
);
CREATE INDEX entry_by_time ON entry (incident_id, at, number);

CREATE TABLE entry_deletion (
    entry_id UUID PRIMARY KEY REFERENCES entry (id),
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id)
);

CREATE TABLE action (
    id UUID PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    incident_id UUID REFERENCES incident (id),
    title TEXT NOT NULL,
    kind TEXT,
    priority TEXT,
    state TEXT NOT NULL,
    owner_person UUID REFERENCES person (id),
    owner_team UUID REFERENCES team (id),
    due TEXT,
    created_at BIGINT NOT NULL,
    created_by UUID REFERENCES person (id),
    version BIGINT NOT NULL,
    CHECK (owner_person IS NULL OR owner_team IS NULL)
);
CREATE INDEX action_by_incident ON action (incident_id);
CREATE INDEX action_by_state ON action (state, due);

-- Done, or declined with a reason: a record, so that it says who and when. It stays when
-- the action is reopened; the one that holds is the one that was not.
CREATE TABLE action_closure (
    id UUID PRIMARY KEY,
    action_id UUID NOT NULL REFERENCES action (id),
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id),
    note TEXT NOT NULL,
    reopened_at BIGINT,
    reopened_by UUID REFERENCES person (id)
);
CREATE UNIQUE INDEX action_closure_holding ON action_closure (action_id) WHERE reopened_at IS NULL;
CREATE INDEX action_closure_by_action ON action_closure (action_id, at);

CREATE TABLE postmortem (
    id UUID PRIMARY KEY,
    incident_id UUID NOT NULL UNIQUE REFERENCES incident (id),
    created_at BIGINT NOT NULL,
    created_by UUID REFERENCES person (id),
    version BIGINT NOT NULL
);

CREATE TABLE section (
    id UUID PRIMARY KEY,
    postmortem_id UUID NOT NULL REFERENCES postmortem (id),
    key TEXT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    guidance TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (postmortem_id, key)
);

CREATE TABLE publication (
    id UUID PRIMARY KEY,
    postmortem_id UUID NOT NULL REFERENCES postmortem (id),
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id)
);
CREATE INDEX publication_by_postmortem ON publication (postmortem_id, at);

-- Every text that was ever the body of an entry or a section: the current one is the one
-- of the subject's version. And every title and summary of an incident, with a blank line
-- between them, at the version that brought them. `redacted` counts the redactions applied.
CREATE TABLE revision (
    subject_id UUID NOT NULL,
    version BIGINT NOT NULL,
    incident_id UUID NOT NULL REFERENCES incident (id),
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id),
    redacted BIGINT NOT NULL,
    PRIMARY KEY (subject_id, version)
);
CREATE INDEX revision_by_incident ON revision (incident_id);

-- What a publication shows: the section versions of its moment.
CREATE TABLE publication_section (
    publication_id UUID NOT NULL REFERENCES publication (id),
    section_id UUID NOT NULL REFERENCES section (id),
    version BIGINT NOT NULL,
    PRIMARY KEY (publication_id, section_id)
);

-- Who removed text from an incident, when and why; never what.
CREATE TABLE redaction (
    id UUID PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incident (id),
    entry_id UUID REFERENCES entry (id),
    places BIGINT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id)
);
CREATE INDEX redaction_by_incident ON redaction (incident_id);

-- One press of a button; a repeat returns the first result.
CREATE TABLE command (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    at BIGINT NOT NULL,
    subject_id UUID NOT NULL,
    address TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- The audit log and the live stream. Never text.
CREATE TABLE event (
    id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    command_id UUID NOT NULL REFERENCES command (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    person_id UUID REFERENCES person (id),
    at BIGINT NOT NULL,
    subject TEXT NOT NULL,
    subject_id UUID NOT NULL,
    version BIGINT NOT NULL,
    incident_id UUID REFERENCES incident (id),
    batch_id UUID REFERENCES import_batch (id)
);
CREATE INDEX event_by_incident ON event (incident_id, id);
