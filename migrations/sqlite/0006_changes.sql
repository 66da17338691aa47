-- Changes to services, and which of them caused an incident. Instants are microseconds since
-- 1970 (UTC); days are ISO dates.
CREATE TABLE change (
    id BLOB PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    service_id BLOB NOT NULL REFERENCES service (id),
    title TEXT NOT NULL,
    -- An address that shows it, or nothing.
    link TEXT NOT NULL,
    at INTEGER NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    -- The digest of what makes a row of a file the same change.
    import_key TEXT UNIQUE,
    batch_id BLOB REFERENCES import_batch (id),
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB REFERENCES person (id),
    -- It was none, or was recorded twice: it counts no more.
    removed_at INTEGER,
    removed_by BLOB REFERENCES person (id),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX change_by_time ON change (at, number);
CREATE INDEX change_by_service ON change (service_id, at);
INSERT INTO counter (name, value) VALUES ('change', 0);

CREATE TABLE incident_change (
    incident_id BLOB NOT NULL REFERENCES incident (id),
    change_id BLOB NOT NULL REFERENCES change (id),
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id),
    removed_at INTEGER,
    removed_by BLOB REFERENCES person (id),
    PRIMARY KEY (incident_id, change_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_change_by_change ON incident_change (change_id);

-- The day since which all changes of the service are recorded; null: they are not.
ALTER TABLE service ADD COLUMN changes_since TEXT;

-- Manual work that an entry tells of: in minutes, and whether a program could do it.
CREATE TABLE toil (
    entry_id BLOB PRIMARY KEY REFERENCES entry (id),
    minutes INTEGER NOT NULL,
    automatable INTEGER NOT NULL CHECK (automatable IN (0, 1)),
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id)
) STRICT;
-- It makes toil less.
ALTER TABLE action ADD COLUMN removes_toil INTEGER NOT NULL DEFAULT 0 CHECK (removes_toil IN (0, 1));
