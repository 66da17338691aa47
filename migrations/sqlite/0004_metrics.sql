-- Durations: how they are defined, and what the report reads. Instants are microseconds since
-- 1970 (UTC).

-- A duration metric by its name; its definition is the one of its version.
CREATE TABLE metric (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
-- The later milestone less the earlier one. An edit is a new version; those before stay.
CREATE TABLE metric_version (
    metric_id BLOB NOT NULL REFERENCES metric (id),
    version INTEGER NOT NULL,
    from_milestone TEXT NOT NULL,
    to_milestone TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_person BLOB REFERENCES person (id),
    PRIMARY KEY (metric_id, version)
) STRICT;
INSERT INTO metric (id, name, position, version) VALUES
    (X'000000000000700080000000000000d1', 'time-to-detect', 1, 1),
    (X'000000000000700080000000000000d2', 'time-to-acknowledge', 2, 1),
    (X'000000000000700080000000000000d3', 'time-to-mitigate', 3, 1),
    (X'000000000000700080000000000000d4', 'time-to-resolve', 4, 1);
INSERT INTO metric_version (metric_id, version, from_milestone, to_milestone, at) VALUES
    (X'000000000000700080000000000000d1', 1, 'impact_started', 'detected', 0),
    (X'000000000000700080000000000000d2', 1, 'detected', 'acknowledged', 0),
    (X'000000000000700080000000000000d3', 1, 'impact_started', 'mitigated', 0),
    (X'000000000000700080000000000000d4', 1, 'impact_started', 'resolved', 0);

CREATE INDEX stated_duration_by_metric ON stated_duration (metric, incident_id, micros);

-- What a durations report reads of an incident, in one short row: with the milestones as rows,
-- a hundred thousand incidents took 410 ms. Derived: the triggers below keep it, whoever changes
-- the incident, and a copy makes it anew. `counted`: 1 an incident, 2 a near miss, 0 nothing.
-- `fact`, in letters that both engines join fast: the number (12 hex digits), `o` where it is
-- open or else `-`, its highest severity or 0, then for each milestone that is set a letter (`a`
-- is the first of the vocabulary), its instant (16 hex digits, two's complement) and its precision
-- (5: 0 exact, 1 a minute, n + 1 for ± n minutes), and a `;` at the end.
CREATE TABLE duration_fact (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE REFERENCES incident (id),
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    severity_highest INTEGER,
    counted INTEGER NOT NULL,
    fact TEXT NOT NULL
) STRICT;

-- What it has to hold, said once.
CREATE VIEW duration_fact_now AS SELECT i.number, i.id, i.private, i.severity_highest,
    CASE WHEN i.status IN ('triage', 'declined', 'merged', 'canceled') THEN 0
        WHEN i.kind = 'incident' THEN 1 WHEN i.kind = 'near_miss' THEN 2 ELSE 0 END AS counted,
    printf('%012x', i.number)
        || CASE WHEN i.status IN ('triage', 'investigating', 'fixing', 'monitoring') THEN 'o' ELSE '-' END
        || COALESCE(i.severity_highest, 0)
        || COALESCE((SELECT 'a' || printf('%016x%05x', m.at, CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS INTEGER) + 1 END)
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'impact_started'), '')
        || COALESCE((SELECT 'b' || printf('%016x%05x', m.at, CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS INTEGER) + 1 END)
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'detected'), '')
        || COALESCE((SELECT 'c' || printf('%016x%05x', m.at, CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS INTEGER) + 1 END)
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'declared'), '')
        || COALESCE((SELECT 'd' || printf('%016x%05x', m.at, CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS INTEGER) + 1 END)
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'acknowledged'), '')
        || COALESCE((SELECT 'e' || printf('%016x%05x', m.at, CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS INTEGER) + 1 END)
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'mitigated'), '')
        || COALESCE((SELECT 'f' || printf('%016x%05x', m.at, CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS INTEGER) + 1 END)
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'resolved'), '')
        || COALESCE((SELECT 'g' || printf('%016x%05x', m.at, CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS INTEGER) + 1 END)
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'impact_ended'), '')
        || ';' AS fact
    FROM incident i;

INSERT INTO duration_fact (number, id, private, severity_highest, counted, fact)
    SELECT n.number, n.id, n.private, n.severity_highest, n.counted, n.fact FROM duration_fact_now n;

CREATE TRIGGER duration_fact_of_new_incident AFTER INSERT ON incident BEGIN
    INSERT INTO duration_fact (number, id, private, severity_highest, counted, fact)
        SELECT n.number, n.id, n.private, n.severity_highest, n.counted, n.fact
        FROM duration_fact_now n WHERE n.id = NEW.id;
END;
CREATE TRIGGER duration_fact_of_incident
    AFTER UPDATE OF kind, status, severity_highest, private ON incident BEGIN
    UPDATE duration_fact SET (private, severity_highest, counted, fact) =
        (SELECT n.private, n.severity_highest, n.counted, n.fact FROM duration_fact_now n
        WHERE n.id = NEW.id) WHERE id = NEW.id;
END;
CREATE TRIGGER duration_fact_of_milestone_insert AFTER INSERT ON milestone BEGIN
    UPDATE duration_fact SET fact =
        (SELECT n.fact FROM duration_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER duration_fact_of_milestone_update AFTER UPDATE ON milestone BEGIN
    UPDATE duration_fact SET fact =
        (SELECT n.fact FROM duration_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER duration_fact_of_milestone_delete AFTER DELETE ON milestone BEGIN
    UPDATE duration_fact SET fact =
        (SELECT n.fact FROM duration_fact_now n WHERE n.id = OLD.incident_id)
        WHERE id = OLD.incident_id;
END;
