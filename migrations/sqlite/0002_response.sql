-- Responding together. Instants are microseconds since 1970 (UTC); fractions are parts per million.

-- The version of the incident at which a part of it last changed: a change on an older one
-- is a conflict only where it is about the same part.
ALTER TABLE incident ADD COLUMN status_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE incident ADD COLUMN severity_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE incident ADD COLUMN details_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE incident ADD COLUMN milestones_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE incident ADD COLUMN access_version INTEGER NOT NULL DEFAULT 1;
-- What was opened before is older than any change that is known of.
UPDATE incident SET status_version = version, severity_version = version,
    details_version = version, milestones_version = version, access_version = version;
-- Status merged: the incident that goes on in its place.
ALTER TABLE incident ADD COLUMN merged_into BLOB REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX incident_by_merged_into ON incident (merged_into);

ALTER TABLE entry ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));

-- What an entry said of itself at each earlier version, its text apart (that is in `revision`).
CREATE TABLE entry_revision (
    entry_id BLOB NOT NULL REFERENCES entry (id),
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    evidence TEXT NOT NULL,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    PRIMARY KEY (entry_id, version)
) STRICT;

-- Content, once, by its SHA-256.
CREATE TABLE file (
    hash BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- A file as evidence of an entry. Redacted: without hash and name, with who, when and why.
CREATE TABLE attachment (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    entry_id BLOB NOT NULL REFERENCES entry (id),
    position INTEGER NOT NULL,
    hash BLOB REFERENCES file (hash),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    -- Of a picture, in pixels, where it says so.
    width INTEGER,
    height INTEGER,
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id),
    redacted_at INTEGER,
    redacted_by BLOB REFERENCES person (id),
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attachment_by_entry ON attachment (entry_id, position);
CREATE INDEX attachment_by_incident ON attachment (incident_id);
CREATE INDEX attachment_by_hash ON attachment (hash);

-- Somebody in a role, from a moment to another; without an end they still are.
CREATE TABLE role_holding (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    role TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    from_at INTEGER NOT NULL,
    from_precision TEXT NOT NULL,
    from_zone TEXT NOT NULL,
    from_source TEXT NOT NULL,
    to_at INTEGER,
    to_precision TEXT,
    to_zone TEXT,
    to_source TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB REFERENCES person (id),
    ended_by BLOB REFERENCES person (id),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX role_holding_by_incident ON role_holding (incident_id, from_at);
CREATE INDEX role_holding_by_person ON role_holding (person_id);

-- A message to stakeholders: its text is in `revision`; the next one was promised for `next_at`.
CREATE TABLE stakeholder_update (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    number INTEGER NOT NULL,
    status TEXT NOT NULL,
    severity INTEGER REFERENCES severity (level),
    at INTEGER NOT NULL,
    next_at INTEGER,
    next_zone TEXT,
    recorded_by BLOB REFERENCES person (id),
    version INTEGER NOT NULL,
    UNIQUE (incident_id, number)
) STRICT;

CREATE TABLE follow (
    incident_id BLOB NOT NULL REFERENCES incident (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (incident_id, person_id)
) STRICT;
CREATE INDEX follow_by_person ON follow (person_id);

-- A service was affected, wholly or in part. Without an end it still is.
CREATE TABLE impact (
    id BLOB PRIMARY KEY,
    incident_id BLOB NOT NULL REFERENCES incident (id),
    number INTEGER NOT NULL,
    service_id BLOB NOT NULL REFERENCES service (id),
    -- Unknown where null.
    fraction INTEGER CHECK (fraction BETWEEN 0 AND 1000000),
    words TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    from_precision TEXT NOT NULL,
    from_zone TEXT NOT NULL,
    from_source TEXT NOT NULL,
    to_at INTEGER,
    to_precision TEXT,
    to_zone TEXT,
    to_source TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB REFERENCES person (id),
    removed_at INTEGER,
    removed_by BLOB REFERENCES person (id),
    version INTEGER NOT NULL,
    UNIQUE (incident_id, number)
) STRICT;
CREATE INDEX impact_by_service ON impact (service_id, from_at);

-- What an impact said before it was changed.
CREATE TABLE impact_revision (
    impact_id BLOB NOT NULL REFERENCES impact (id),
    version INTEGER NOT NULL,
    service_id BLOB NOT NULL REFERENCES service (id),
    fraction INTEGER,
    words TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    from_precision TEXT NOT NULL,
    from_zone TEXT NOT NULL,
    from_source TEXT NOT NULL,
    to_at INTEGER,
    to_precision TEXT,
    to_zone TEXT,
    to_source TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB REFERENCES person (id),
    PRIMARY KEY (impact_id, version)
) STRICT;

-- Tier 1 is what everything hangs on. A provider's service is run by somebody else.
ALTER TABLE service ADD COLUMN tier INTEGER CHECK (tier BETWEEN 1 AND 4);
ALTER TABLE service ADD COLUMN provider INTEGER NOT NULL DEFAULT 0 CHECK (provider IN (0, 1));
ALTER TABLE service ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE TABLE service_dependency (
    service_id BLOB NOT NULL REFERENCES service (id),
    depends_on_id BLOB NOT NULL REFERENCES service (id),
    PRIMARY KEY (service_id, depends_on_id),
    CHECK (service_id <> depends_on_id)
) STRICT;
CREATE INDEX service_dependency_by_other ON service_dependency (depends_on_id);

ALTER TABLE person ADD COLUMN left_at INTEGER;
ALTER TABLE person ADD COLUMN anonymised_at INTEGER;
-- Two records of one person: this one stands for the other.
ALTER TABLE person ADD COLUMN merged_into BLOB REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED;
-- Whether single keys do something, and lines that begin with a slash.
ALTER TABLE person ADD COLUMN keys INTEGER NOT NULL DEFAULT 1 CHECK (keys IN (0, 1));
