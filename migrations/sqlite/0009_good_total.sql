-- Good and total of an SLO, counted elsewhere, and SLOs from files of OpenSLO. Instants are
-- microseconds since 1970 (UTC).

-- From its start on, until before its end. Of one SLO no two overlap: whoever writes one sees to it.
CREATE TABLE slo_count (
    id BLOB PRIMARY KEY,
    slo_id BLOB NOT NULL REFERENCES slo (id),
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL CHECK (to_at > from_at),
    good INTEGER NOT NULL CHECK (good >= 0),
    total INTEGER NOT NULL CHECK (total >= good),
    -- Who counted.
    source TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id),
    UNIQUE (slo_id, from_at, to_at)
) STRICT;
-- A window is added up out of the index alone.
CREATE INDEX slo_count_by_end ON slo_count (slo_id, to_at, from_at, good, total);

-- The name of its object in the file that it came from: by it the same file is known again.
ALTER TABLE slo ADD COLUMN object_name TEXT;
CREATE UNIQUE INDEX slo_by_object ON slo (object_name) WHERE object_name IS NOT NULL;
