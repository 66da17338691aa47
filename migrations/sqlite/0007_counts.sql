-- Counts: what the report reads of an incident’s impacts stands beside its milestones, as text
-- that both engines join fast: with the impacts as rows, a hundred thousand took 110 ms. Derived:
-- the triggers below keep it, whoever changes an impact. For each impact that stands: from when
-- and to when (16 hex digits, two’s complement; `-` sixteen times without an end), and its
-- fraction (5; `-` five times where it is not known); a `|` at the end of them all.
ALTER TABLE duration_fact ADD COLUMN impacts TEXT NOT NULL DEFAULT '';

-- What it has to hold, said once.
CREATE VIEW impact_fact_now AS SELECT i.id, COALESCE((
        SELECT group_concat(printf('%016x', m.from_at)
            || CASE WHEN m.to_at IS NULL THEN '----------------' ELSE printf('%016x', m.to_at) END
            || CASE WHEN m.fraction IS NULL THEN '-----' ELSE printf('%05x', m.fraction) END,
            '' ORDER BY m.number)
        FROM impact m WHERE m.incident_id = i.id AND m.removed_at IS NULL) || '|', '') AS impacts
    FROM incident i;

UPDATE duration_fact SET impacts =
    (SELECT n.impacts FROM impact_fact_now n WHERE n.id = duration_fact.id)
    WHERE id IN (SELECT m.incident_id FROM impact m);

CREATE TRIGGER impact_fact_of_insert AFTER INSERT ON impact BEGIN
    UPDATE duration_fact SET impacts =
        (SELECT n.impacts FROM impact_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER impact_fact_of_update AFTER UPDATE ON impact BEGIN
    UPDATE duration_fact SET impacts =
        (SELECT n.impacts FROM impact_fact_now n WHERE n.id = NEW.incident_id)
        WHERE id = NEW.incident_id;
END;
CREATE TRIGGER impact_fact_of_delete AFTER DELETE ON impact BEGIN
    UPDATE duration_fact SET impacts =
        (SELECT n.impacts FROM impact_fact_now n WHERE n.id = OLD.incident_id)
        WHERE id = OLD.incident_id;
END;
