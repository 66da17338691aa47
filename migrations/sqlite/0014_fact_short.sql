-- What the reports read of an incident, in a third of the letters: to join, carry and read ten
-- megabytes for a hundred thousand incidents was most of what a report of durations took. Takes the
-- place of the table of 0011, by the same rules: `counted`, `reviewable` and the rest are as they were.
-- The triggers keep it. In letters that both engines join fast, each to stand before the next:
-- `zone`, its name and a `,`;
-- `services`, for each its code in hex and a `.`, and a `/` at the end of them all;
-- `impacts`, for each that stands from when and to when (16 hex digits, two’s complement; `-`
-- sixteen times without an end) and its fraction (5; `-` five times where it is not known), and a
-- `|` at the end of them all;
-- `head`, the number in hex, `o` where it is open or else `-`, its highest severity or 0, and when
-- it was, in hex (less than 0 as two’s complement);
-- `milestones`, for each that is set a letter (`g` is the first of the vocabulary) and how long after
-- that it was, in hex: so many seconds and `s`, or microseconds where there is a rest; then nothing
-- where it is exact, `z` to the minute, `y` and n in hex for ± n minutes;
-- and a `;` at the end of them all.
DROP TRIGGER incident_fact_of_new_incident;
DROP TRIGGER incident_fact_of_incident;
DROP TRIGGER incident_fact_of_milestone_insert;
DROP TRIGGER incident_fact_of_milestone_update;
DROP TRIGGER incident_fact_of_milestone_delete;
DROP TRIGGER incident_fact_of_impact_insert;
DROP TRIGGER incident_fact_of_impact_update;
DROP TRIGGER incident_fact_of_impact_delete;
DROP TRIGGER incident_fact_of_service_insert;
DROP TRIGGER incident_fact_of_service_update;
DROP TRIGGER incident_fact_of_service_delete;
DROP TRIGGER incident_fact_of_postmortem_insert;
DROP TRIGGER incident_fact_of_postmortem_delete;
DROP VIEW incident_fact_now;
DROP TABLE incident_fact;

-- A short number for each service: its id would be half of a fact. Kept by a trigger, too.
CREATE TABLE service_code (
    code INTEGER PRIMARY KEY,
    service_id BLOB NOT NULL UNIQUE REFERENCES service (id)
) STRICT;
INSERT INTO service_code (service_id) SELECT s.id FROM service s ORDER BY s.id;
CREATE TRIGGER service_code_of_service AFTER INSERT ON service BEGIN
    INSERT INTO service_code (service_id) VALUES (NEW.id);
END;

-- What is asked of each row stands first: both engines read a row from its beginning.
CREATE TABLE incident_fact (
    at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    reviewable INTEGER NOT NULL CHECK (reviewable IN (0, 1)),
    id BLOB NOT NULL REFERENCES incident (id),
    severity_highest INTEGER,
    head TEXT NOT NULL,
    milestones TEXT NOT NULL,
    impacts TEXT NOT NULL,
    services TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (at, number)
) STRICT, WITHOUT ROWID;
-- One each, as the triggers see to it; when the incident was that a link or a postmortem names, and whether it counts, is in it.
CREATE INDEX incident_fact_by_incident ON incident_fact (id, counted, private, reviewable);
CREATE INDEX incident_fact_private ON incident_fact (id) WHERE private;

-- What it has to hold, said once.
CREATE VIEW incident_fact_now AS SELECT i.at, i.number, i.id, i.private,
    i.status IN ('triage', 'investigating', 'fixing', 'monitoring') AS open, i.severity_highest,
    CASE WHEN i.kind NOT IN ('incident', 'near_miss') OR i.status IN ('declined', 'canceled') THEN 0
        WHEN i.status IN ('triage', 'merged') THEN -1
        WHEN i.kind = 'incident' THEN 1 ELSE 2 END AS counted,
    (i.batch_id IS NULL OR EXISTS (SELECT 1 FROM postmortem p WHERE p.incident_id = i.id)) AS reviewable,
    i.home_zone || ',' AS zone,
    COALESCE((SELECT group_concat(printf('%x', c.code) || '.', '' ORDER BY c.code)
        FROM incident_service o JOIN service_code c ON c.service_id = o.service_id
        WHERE o.incident_id = i.id), '') || '/' AS services,
    COALESCE((SELECT group_concat(printf('%016x', m.from_at)
            || CASE WHEN m.to_at IS NULL THEN '----------------' ELSE printf('%016x', m.to_at) END
            || CASE WHEN m.fraction IS NULL THEN '-----' ELSE printf('%05x', m.fraction) END,
            '' ORDER BY m.number)
        FROM impact m WHERE m.incident_id = i.id AND m.removed_at IS NULL) || '|', '') AS impacts,
    printf('%x', i.number)
        || CASE WHEN i.status IN ('triage', 'investigating', 'fixing', 'monitoring') THEN 'o' ELSE '-' END
        || COALESCE(i.severity_highest, 0) || printf('%x', i.at) AS head,
    COALESCE((SELECT group_concat(
        CASE m.name WHEN 'impact_started' THEN 'g' WHEN 'detected' THEN 'h'
             WHEN 'declared' THEN 'i' WHEN 'acknowledged' THEN 'j'
             WHEN 'mitigated' THEN 'k' WHEN 'resolved' THEN 'l'
             WHEN 'impact_ended' THEN 'm' END
        || CASE WHEN (m.at - i.at) % 1000000 = 0
            THEN printf('%x', (m.at - i.at) / 1000000) || 's' ELSE printf('%x', m.at - i.at) END
        || CASE m.precision WHEN 'exact' THEN '' WHEN 'minute' THEN 'z'
            ELSE 'y' || printf('%x', CAST(substr(m.precision, 2) AS INTEGER)) END, '' ORDER BY m.name)
        FROM milestone m WHERE m.incident_id = i.id), '') || ';' AS milestones
    FROM incident i;

INSERT INTO incident_fact (at, number, id, private, open, severity_highest, counted, reviewable, zone, services, impacts, head, milestones)
    SELECT n.at, n.number, n.id, n.private, n.open, n.severity_highest, n.counted, n.reviewable, n.zone, n.services, n.impacts, n.head, n.milestones
    FROM incident_fact_now n ORDER BY n.at, n.number;

CREATE TRIGGER incident_fact_of_new_incident AFTER INSERT ON incident BEGIN
    INSERT INTO incident_fact (at, number, id, private, open, severity_highest, counted, reviewable, zone, services, impacts, head, milestones)
        SELECT n.at, n.number, n.id, n.private, n.open, n.severity_highest, n.counted, n.reviewable, n.zone, n.services, n.impacts, n.head, n.milestones
        FROM incident_fact_now n WHERE n.id = NEW.id;
END;
CREATE TRIGGER incident_fact_of_incident
    AFTER UPDATE OF kind, status, severity_highest, private, at, home_zone, batch_id ON incident BEGIN
    UPDATE incident_fact SET (at, private, open, severity_highest, counted, reviewable, zone, head, milestones) =
        (SELECT n.at, n.private, n.open, n.severity_highest, n.counted, n.reviewable, n.zone, n.head, n.milestones
        FROM incident_fact_now n WHERE n.id = NEW.id) WHERE id = NEW.id;
END;
CREATE TRIGGER incident_fact_of_milestone_insert AFTER INSERT ON milestone BEGIN
    UPDATE incident_fact SET milestones =
        (SELECT n.milestones FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_milestone_update AFTER UPDATE ON milestone BEGIN
    UPDATE incident_fact SET milestones =
        (SELECT n.milestones FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_milestone_delete AFTER DELETE ON milestone BEGIN
    UPDATE incident_fact SET milestones =
        (SELECT n.milestones FROM incident_fact_now n WHERE n.id = OLD.incident_id)
        WHERE id = OLD.incident_id;
END;
CREATE TRIGGER incident_fact_of_impact_insert AFTER INSERT ON impact BEGIN
    UPDATE incident_fact SET impacts =
        (SELECT n.impacts FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_impact_update AFTER UPDATE ON impact BEGIN
    UPDATE incident_fact SET impacts =
        (SELECT n.impacts FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_impact_delete AFTER DELETE ON impact BEGIN
    UPDATE incident_fact SET impacts =
        (SELECT n.impacts FROM incident_fact_now n WHERE n.id = OLD.incident_id)
        WHERE id = OLD.incident_id;
END;
CREATE TRIGGER incident_fact_of_service_insert AFTER INSERT ON incident_service BEGIN
    UPDATE incident_fact SET services =
        (SELECT n.services FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_service_update AFTER UPDATE ON incident_service BEGIN
    UPDATE incident_fact SET services =
        (SELECT n.services FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_service_delete AFTER DELETE ON incident_service BEGIN
    UPDATE incident_fact SET services =
        (SELECT n.services FROM incident_fact_now n WHERE n.id = OLD.incident_id)
        WHERE id = OLD.incident_id;
END;
CREATE TRIGGER incident_fact_of_postmortem_insert AFTER INSERT ON postmortem BEGIN
    UPDATE incident_fact SET reviewable =
        (SELECT n.reviewable FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_postmortem_delete AFTER DELETE ON postmortem BEGIN
    UPDATE incident_fact SET reviewable =
        (SELECT n.reviewable FROM incident_fact_now n WHERE n.id = OLD.incident_id)
        WHERE id = OLD.incident_id;
END;
