-- What the reports read of an incident, in one short row, now with all that they ask for: when it
-- was, whether a review may be asked of it, its zone and its services. A report over a hundred
-- thousand incidents that decoded a row an incident took up to 630 ms. Takes the place of
-- `duration_fact` (0004, 0007). In the order of time, as every report asks for some of it. Derived:
-- the triggers below keep it, whoever changes what it is made of, and a copy makes it anew.
--
-- `counted`: 1 an incident, 2 a near miss, -1 one in triage or merged into another, whose work is
-- counted alone, 0 nothing. `reviewable`: no import brought it, or somebody began its postmortem. In
-- letters that both engines join fast, each to stand before the next:
-- `zone`, its name and a `,`;
-- `services`, for each its id (32 hex digits), and a `/` at the end of them all;
-- `impacts`, for each that stands from when and to when (16 hex digits, two’s complement; `-`
-- sixteen times without an end) and its fraction (5; `-` five times where it is not known), and a
-- `|` at the end of them all;
-- `fact`, the number (12 hex digits), when it was (16), `o` where it is open or else `-`, its
-- highest severity or 0, then for each milestone that is set a letter (`a` is the first of the
-- vocabulary), its instant (16) and its precision (5: 0 exact, 1 a minute, n + 1 for ± n
-- minutes), and a `;` at the end.
DROP TRIGGER duration_fact_of_new_incident;
DROP TRIGGER duration_fact_of_incident;
DROP TRIGGER duration_fact_of_milestone_insert;
DROP TRIGGER duration_fact_of_milestone_update;
DROP TRIGGER duration_fact_of_milestone_delete;
DROP TRIGGER impact_fact_of_insert;
DROP TRIGGER impact_fact_of_update;
DROP TRIGGER impact_fact_of_delete;
DROP VIEW impact_fact_now;
DROP VIEW duration_fact_now;
DROP TABLE duration_fact;

CREATE TABLE incident_fact (
    at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE REFERENCES incident (id),
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    severity_highest INTEGER,
    counted INTEGER NOT NULL,
    reviewable INTEGER NOT NULL CHECK (reviewable IN (0, 1)),
    zone TEXT NOT NULL,
    services TEXT NOT NULL,
    impacts TEXT NOT NULL,
    fact TEXT NOT NULL,
    PRIMARY KEY (at, number)
) STRICT, WITHOUT ROWID;

-- What it has to hold, said once.
CREATE VIEW incident_fact_now AS SELECT i.at, i.number, i.id, i.private, i.severity_highest,
    CASE WHEN i.kind NOT IN ('incident', 'near_miss') OR i.status IN ('declined', 'canceled') THEN 0
        WHEN i.status IN ('triage', 'merged') THEN -1
        WHEN i.kind = 'incident' THEN 1 ELSE 2 END AS counted,
    (i.batch_id IS NULL OR EXISTS (SELECT 1 FROM postmortem p WHERE p.incident_id = i.id)) AS reviewable,
    i.home_zone || ',' AS zone,
    COALESCE((SELECT group_concat(lower(hex(o.service_id)), '' ORDER BY o.service_id)
        FROM incident_service o WHERE o.incident_id = i.id), '') || '/' AS services,
    COALESCE((SELECT group_concat(printf('%016x', m.from_at)
            || CASE WHEN m.to_at IS NULL THEN '----------------' ELSE printf('%016x', m.to_at) END
            || CASE WHEN m.fraction IS NULL THEN '-----' ELSE printf('%05x', m.fraction) END,
            '' ORDER BY m.number)
        FROM impact m WHERE m.incident_id = i.id AND m.removed_at IS NULL) || '|', '') AS impacts,
    printf('%012x%016x', i.number, i.at)
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

INSERT INTO incident_fact (at, number, id, private, severity_highest, counted, reviewable, zone, services, impacts, fact)
    SELECT n.at, n.number, n.id, n.private, n.severity_highest, n.counted, n.reviewable, n.zone, n.services, n.impacts, n.fact
    FROM incident_fact_now n;

CREATE TRIGGER incident_fact_of_new_incident AFTER INSERT ON incident BEGIN
    INSERT INTO incident_fact (at, number, id, private, severity_highest, counted, reviewable, zone, services, impacts, fact)
        SELECT n.at, n.number, n.id, n.private, n.severity_highest, n.counted, n.reviewable, n.zone, n.services, n.impacts, n.fact
        FROM incident_fact_now n WHERE n.id = NEW.id;
END;
CREATE TRIGGER incident_fact_of_incident
    AFTER UPDATE OF kind, status, severity_highest, private, at, home_zone, batch_id ON incident BEGIN
    UPDATE incident_fact SET (at, private, severity_highest, counted, reviewable, zone, fact) =
        (SELECT n.at, n.private, n.severity_highest, n.counted, n.reviewable, n.zone, n.fact
        FROM incident_fact_now n WHERE n.id = NEW.id) WHERE id = NEW.id;
END;
CREATE TRIGGER incident_fact_of_milestone_insert AFTER INSERT ON milestone BEGIN
    UPDATE incident_fact SET fact =
        (SELECT n.fact FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_milestone_update AFTER UPDATE ON milestone BEGIN
    UPDATE incident_fact SET fact =
        (SELECT n.fact FROM incident_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER incident_fact_of_milestone_delete AFTER DELETE ON milestone BEGIN
    UPDATE incident_fact SET fact =
        (SELECT n.fact FROM incident_fact_now n WHERE n.id = OLD.incident_id)
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
