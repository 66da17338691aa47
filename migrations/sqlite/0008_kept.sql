-- Kept reports: what a report said once, to be compared with what it says later. Instants are
-- microseconds since 1970 (UTC).
CREATE TABLE kept_report (
    id BLOB PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    -- The report's own, with what was asked; it asks for no private incident.
    address TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    -- JSON without titles and names of people.
    answer TEXT NOT NULL,
    -- The newest event before it was read; 0 where there was none.
    event_id INTEGER NOT NULL,
    event_at INTEGER NOT NULL,
    kept_at INTEGER NOT NULL,
    kept_by BLOB REFERENCES person (id)
) STRICT;
INSERT INTO counter (name, value) VALUES ('kept_report', 0);
