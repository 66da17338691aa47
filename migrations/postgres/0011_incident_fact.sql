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
DROP TRIGGER duration_fact_of_new_incident ON incident;
DROP TRIGGER duration_fact_of_incident ON incident;
DROP TRIGGER duration_fact_of_milestone ON milestone;
DROP TRIGGER impact_fact ON impact;
DROP FUNCTION duration_fact_of_incident();
DROP FUNCTION duration_fact_of_milestone();
DROP FUNCTION impact_fact();
DROP VIEW impact_fact_now;
DROP VIEW duration_fact_now;
DROP TABLE duration_fact;

CREATE TABLE incident_fact (
    at BIGINT NOT NULL,
    number BIGINT NOT NULL,
    id UUID NOT NULL UNIQUE REFERENCES incident (id),
    private BOOLEAN NOT NULL,
    severity_highest BIGINT,
    counted BIGINT NOT NULL,
    reviewable BOOLEAN NOT NULL,
    zone TEXT NOT NULL,
    services TEXT NOT NULL,
    impacts TEXT NOT NULL,
    fact TEXT NOT NULL,
    PRIMARY KEY (at, number)
) WITH (fillfactor = 80);

-- What it has to hold, said once.
CREATE VIEW incident_fact_now AS SELECT i.at, i.number, i.id, i.private, i.severity_highest,
    CASE WHEN i.kind NOT IN ('incident', 'near_miss') OR i.status IN ('declined', 'canceled') THEN 0
        WHEN i.status IN ('triage', 'merged') THEN -1
        WHEN i.kind = 'incident' THEN 1 ELSE 2 END AS counted,
    (i.batch_id IS NULL OR EXISTS (SELECT 1 FROM postmortem p WHERE p.incident_id = i.id)) AS reviewable,
    i.home_zone || ',' AS zone,
    COALESCE((SELECT string_agg(replace(CAST(o.service_id AS TEXT), '-', ''), '' ORDER BY o.service_id)
        FROM incident_service o WHERE o.incident_id = i.id), '') || '/' AS services,
    COALESCE((SELECT string_agg(lpad(to_hex(m.from_at), 16, '0')
            || CASE WHEN m.to_at IS NULL THEN '----------------' ELSE lpad(to_hex(m.to_at), 16, '0') END
            || CASE WHEN m.fraction IS NULL THEN '-----' ELSE lpad(to_hex(m.fraction), 5, '0') END,
            '' ORDER BY m.number)
        FROM impact m WHERE m.incident_id = i.id AND m.removed_at IS NULL) || '|', '') AS impacts,
    lpad(to_hex(i.number), 12, '0') || lpad(to_hex(i.at), 16, '0')
        || CASE WHEN i.status IN ('triage', 'investigating', 'fixing', 'monitoring') THEN 'o' ELSE '-' END
        || COALESCE(i.severity_highest, 0)
        || COALESCE((SELECT 'a' || lpad(to_hex(m.at), 16, '0') || lpad(to_hex(CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS BIGINT) + 1 END), 5, '0')
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'impact_started'), '')
        || COALESCE((SELECT 'b' || lpad(to_hex(m.at), 16, '0') || lpad(to_hex(CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS BIGINT) + 1 END), 5, '0')
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'detected'), '')
        || COALESCE((SELECT 'c' || lpad(to_hex(m.at), 16, '0') || lpad(to_hex(CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS BIGINT) + 1 END), 5, '0')
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'declared'), '')
        || COALESCE((SELECT 'd' || lpad(to_hex(m.at), 16, '0') || lpad(to_hex(CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS BIGINT) + 1 END), 5, '0')
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'acknowledged'), '')
        || COALESCE((SELECT 'e' || lpad(to_hex(m.at), 16, '0') || lpad(to_hex(CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS BIGINT) + 1 END), 5, '0')
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'mitigated'), '')
        || COALESCE((SELECT 'f' || lpad(to_hex(m.at), 16, '0') || lpad(to_hex(CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS BIGINT) + 1 END), 5, '0')
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'resolved'), '')
        || COALESCE((SELECT 'g' || lpad(to_hex(m.at), 16, '0') || lpad(to_hex(CASE m.precision WHEN 'exact' THEN 0 WHEN 'minute' THEN 1 ELSE CAST(substr(m.precision, 2) AS BIGINT) + 1 END), 5, '0')
            FROM milestone m WHERE m.incident_id = i.id AND m.name = 'impact_ended'), '')
        || ';' AS fact
    FROM incident i;

INSERT INTO incident_fact (at, number, id, private, severity_highest, counted, reviewable, zone, services, impacts, fact)
    SELECT n.at, n.number, n.id, n.private, n.severity_highest, n.counted, n.reviewable, n.zone, n.services, n.impacts, n.fact
    FROM incident_fact_now n;

CREATE FUNCTION incident_fact_of_incident() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO incident_fact (at, number, id, private, severity_highest, counted, reviewable, zone, services, impacts, fact)
            SELECT n.at, n.number, n.id, n.private, n.severity_highest, n.counted, n.reviewable, n.zone, n.services, n.impacts, n.fact
            FROM incident_fact_now n WHERE n.id = NEW.id;
    ELSE
        UPDATE incident_fact SET (at, private, severity_highest, counted, reviewable, zone, fact) =
            (SELECT n.at, n.private, n.severity_highest, n.counted, n.reviewable, n.zone, n.fact
            FROM incident_fact_now n WHERE n.id = NEW.id) WHERE id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER incident_fact_of_new_incident AFTER INSERT ON incident
    FOR EACH ROW EXECUTE FUNCTION incident_fact_of_incident();
CREATE TRIGGER incident_fact_of_incident
    AFTER UPDATE OF kind, status, severity_highest, private, at, home_zone, batch_id ON incident
    FOR EACH ROW EXECUTE FUNCTION incident_fact_of_incident();

CREATE FUNCTION incident_fact_of_milestone() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    changed UUID := CASE WHEN TG_OP = 'DELETE' THEN OLD.incident_id ELSE NEW.incident_id END;
BEGIN
    UPDATE incident_fact SET fact = (SELECT n.fact FROM incident_fact_now n WHERE n.id = changed)
        WHERE id = changed;
    RETURN NULL;
END $$;
CREATE TRIGGER incident_fact_of_milestone AFTER INSERT OR UPDATE OR DELETE ON milestone
    FOR EACH ROW EXECUTE FUNCTION incident_fact_of_milestone();

CREATE FUNCTION incident_fact_of_impact() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    changed UUID := CASE WHEN TG_OP = 'DELETE' THEN OLD.incident_id ELSE NEW.incident_id END;
BEGIN
    UPDATE incident_fact SET impacts = (SELECT n.impacts FROM incident_fact_now n WHERE n.id = changed)
        WHERE id = changed;
    RETURN NULL;
END $$;
CREATE TRIGGER incident_fact_of_impact AFTER INSERT OR UPDATE OR DELETE ON impact
    FOR EACH ROW EXECUTE FUNCTION incident_fact_of_impact();

CREATE FUNCTION incident_fact_of_service() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    changed UUID := CASE WHEN TG_OP = 'DELETE' THEN OLD.incident_id ELSE NEW.incident_id END;
BEGIN
    UPDATE incident_fact SET services = (SELECT n.services FROM incident_fact_now n WHERE n.id = changed)
        WHERE id = changed;
    RETURN NULL;
END $$;
CREATE TRIGGER incident_fact_of_service AFTER INSERT OR UPDATE OR DELETE ON incident_service
    FOR EACH ROW EXECUTE FUNCTION incident_fact_of_service();

CREATE FUNCTION incident_fact_of_postmortem() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    changed UUID := CASE WHEN TG_OP = 'DELETE' THEN OLD.incident_id ELSE NEW.incident_id END;
BEGIN
    UPDATE incident_fact SET reviewable = (SELECT n.reviewable FROM incident_fact_now n WHERE n.id = changed)
        WHERE id = changed;
    RETURN NULL;
END $$;
CREATE TRIGGER incident_fact_of_postmortem AFTER INSERT OR DELETE ON postmortem
    FOR EACH ROW EXECUTE FUNCTION incident_fact_of_postmortem();
