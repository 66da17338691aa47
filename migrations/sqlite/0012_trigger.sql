-- What set an incident off, and which SLO says how much of the time a service is there.

-- Of the incident's factors: mostly one, several where neither alone would have done it.
ALTER TABLE incident_factor ADD COLUMN is_trigger INTEGER NOT NULL DEFAULT 0 CHECK (is_trigger IN (0, 1));
-- Most are none: the report on triggers reads these alone.
CREATE INDEX incident_factor_trigger ON incident_factor (incident_id, factor_id) WHERE is_trigger AND removed_at IS NULL;

-- 'availability', or 'other': a share of requests that were fast is no time in which it is there.
ALTER TABLE slo ADD COLUMN promises TEXT NOT NULL DEFAULT 'other';
UPDATE slo SET promises = 'availability' WHERE name_key LIKE '%availab%' OR name_key LIKE '%uptime%';
