-- Counts: what the report reads of an incident’s impacts stands beside its milestones, as text
-- that both engines join fast: with the impacts as rows, a hundred thousand took 110 ms. Derived:
-- the triggers below keep it, whoever changes an impact. For each impact that stands: from when
-- and to when (16 hex digits, two’s complement; `-` sixteen times without an end), and its
-- fraction (5; `-` five times where it is not known); a `|` at the end of them all.
ALTER TABLE duration_fact ADD COLUMN impacts TEXT NOT NULL DEFAULT '';

-- What it has to hold, said once.
CREATE VIEW impact_fact_now AS SELECT i.id, COALESCE((
        SELECT string_agg(lpad(to_hex(m.from_at), 16, '0')
            || CASE WHEN m.to_at IS NULL THEN '----------------' ELSE lpad(to_hex(m.to_at), 16, '0') END
            || CASE WHEN m.fraction IS NULL THEN '-----' ELSE lpad(to_hex(m.fraction), 5, '0') END,
            '' ORDER BY m.number)
        FROM impact m WHERE m.incident_id = i.id AND m.removed_at IS NULL) || '|', '') AS impacts
    FROM incident i;

UPDATE duration_fact SET impacts =
    (SELECT n.impacts FROM impact_fact_now n WHERE n.id = duration_fact.id)
    WHERE id IN (SELECT m.incident_id FROM impact m);

CREATE FUNCTION impact_fact() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    changed UUID := CASE WHEN TG_OP = 'DELETE' THEN OLD.incident_id ELSE NEW.incident_id END;
BEGIN
    UPDATE duration_fact SET impacts =
        (SELECT n.impacts FROM impact_fact_now n WHERE n.id = changed) WHERE id = changed;
    RETURN NULL;
END $$;
CREATE TRIGGER impact_fact AFTER INSERT OR UPDATE OR DELETE ON impact
    FOR EACH ROW EXECUTE FUNCTION impact_fact();
