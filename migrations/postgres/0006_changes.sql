-- Changes to services, and which of them caused an incident. Instants are microseconds since
-- 1970 (UTC); days are ISO dates.
CREATE TABLE change (
    id UUID PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    service_id UUID NOT NULL REFERENCES service (id),
    title TEXT NOT NULL,
    -- An address that shows it, or nothing.
    link TEXT NOT NULL,
    at BIGINT NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    source TEXT NOT NULL,
    -- The digest of what makes a row of a file the same change.
    import_key TEXT UNIQUE,
    batch_id UUID REFERENCES import_batch (id),
    recorded_at BIGINT NOT NULL,
    recorded_by UUID REFERENCES person (id),
    -- It was none, or was recorded twice: it counts no more.
    removed_at BIGINT,
    removed_by UUID REFERENCES person (id),
    version BIGINT NOT NULL
);
CREATE INDEX change_by_time ON change (at, number);
CREATE INDEX change_by_service ON change (service_id, at);
INSERT INTO counter (name, value) VALUES ('change', 0);

CREATE TABLE incident_change (
    incident_id UUID NOT NULL REFERENCES incident (id),
    change_id UUID NOT NULL REFERENCES change (id),
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id),
    removed_at BIGINT,
    removed_by UUID REFERENCES person (id),
    PRIMARY KEY (incident_id, change_id)
);
CREATE INDEX incident_change_by_change ON incident_change (change_id);

-- The day since which all changes of the service are recorded; null: they are not.
ALTER TABLE service ADD COLUMN changes_since TEXT;

-- Manual work that an entry tells of: in minutes, and whether a program could do it.
CREATE TABLE toil (
    entry_id UUID PRIMARY KEY REFERENCES entry (id),
    minutes BIGINT NOT NULL,
    automatable BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id)
);
-- It makes toil less.
ALTER TABLE action ADD COLUMN removes_toil BOOLEAN NOT NULL DEFAULT FALSE;
