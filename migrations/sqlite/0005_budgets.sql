-- Error budgets. Instants are microseconds since 1970 (UTC), targets parts per million.

-- What a service promises. Retired, it is counted no more.
CREATE TABLE slo (
    id BLOB PRIMARY KEY,
    service_id BLOB NOT NULL REFERENCES service (id),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    target INTEGER NOT NULL CHECK (target > 0 AND target < 1000000),
    -- Its window: rolling (then with so many days), month or quarter.
    kind TEXT NOT NULL,
    days INTEGER CHECK (days > 0 AND (kind = 'rolling') = (days IS NOT NULL)),
    -- In which months and quarters begin.
    zone TEXT NOT NULL,
    policy TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by BLOB REFERENCES person (id),
    retired_at INTEGER,
    version INTEGER NOT NULL,
    UNIQUE (service_id, name_key)
) STRICT;

-- An incident that is not held against the team, and why. Figures still hold it.
CREATE TABLE slo_exemption (
    id BLOB PRIMARY KEY,
    slo_id BLOB NOT NULL REFERENCES slo (id),
    incident_id BLOB NOT NULL REFERENCES incident (id),
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id),
    withdrawn_at INTEGER,
    withdrawn_by BLOB REFERENCES person (id),
    version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX slo_exemption_once ON slo_exemption (slo_id, incident_id) WHERE withdrawn_at IS NULL;
CREATE INDEX slo_exemption_by_incident ON slo_exemption (incident_id);

-- A budget looks at a window, however long the history is.
CREATE INDEX impact_by_end ON impact (service_id, to_at, id) WHERE removed_at IS NULL;
