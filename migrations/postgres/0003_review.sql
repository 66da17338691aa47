-- Reviews and what follows from them. Instants are microseconds since 1970 (UTC), lengths
-- microseconds; days are ISO dates.

-- How a review is written: sections with title, guidance and order. The first that fits an
-- incident (its kind, and this severity or a graver one) is suggested; null fits all.
CREATE TABLE template (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    level TEXT NOT NULL,
    kind TEXT,
    severity BIGINT REFERENCES severity (level),
    position BIGINT NOT NULL,
    archived_at BIGINT,
    version BIGINT NOT NULL
);
CREATE TABLE template_section (
    template_id UUID NOT NULL REFERENCES template (id),
    key TEXT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    guidance TEXT NOT NULL,
    PRIMARY KEY (template_id, key)
);

-- Shipped; an administrator edits them, and adds others.
INSERT INTO template (id, name, name_key, level, kind, severity, position, version)
    VALUES ('00000000-0000-7000-8000-000000000001', 'Full', 'full', 'full', NULL, NULL, 1, 1);
INSERT INTO template_section (template_id, key, position, title, guidance) VALUES
    ('00000000-0000-7000-8000-000000000001', 'summary', 1, 'Summary', 'Three sentences for somebody who was not there: what happened, to whom, how it ended.'),
    ('00000000-0000-7000-8000-000000000001', 'impact', 2, 'Impact', 'Who could not do what, for how long, and how many of them. Numbers where you have them.'),
    ('00000000-0000-7000-8000-000000000001', 'contributing-factors', 3, 'Contributing factors', 'Everything that had to be so for this to happen. There is never only one, and it is never a person.'),
    ('00000000-0000-7000-8000-000000000001', 'trigger', 4, 'Trigger', 'What set it off at this moment: a release, a load, an expiry. The trigger is where it began, not why it could.'),
    ('00000000-0000-7000-8000-000000000001', 'detection', 5, 'Detection', 'How it came to be known, by whom or by what, and how long after it began. What would have told sooner?'),
    ('00000000-0000-7000-8000-000000000001', 'resolution', 6, 'Resolution', 'What ended it, and what was tried before. Which steps should be a button, or a page in the runbook?'),
    ('00000000-0000-7000-8000-000000000001', 'went-well', 7, 'What went well', 'What worked, and should work like that again.'),
    ('00000000-0000-7000-8000-000000000001', 'went-wrong', 8, 'What went wrong', 'What made it worse, longer, or harder to see.'),
    ('00000000-0000-7000-8000-000000000001', 'got-lucky', 9, 'Where we got lucky', 'What could have made it worse and by chance did not. Luck is a risk not yet met.'),
    ('00000000-0000-7000-8000-000000000001', 'lessons', 10, 'Lessons', 'What we know now that we did not know before.'),
    ('00000000-0000-7000-8000-000000000001', 'timeline', 11, 'Timeline', 'The key moments of the incident stand here by themselves: pin an entry to add it. Write only what they do not say.'),
    ('00000000-0000-7000-8000-000000000001', 'supporting-information', 12, 'Supporting information', 'Dashboards, graphs, logs and discussions that somebody may want to look at later.');
INSERT INTO template (id, name, name_key, level, kind, severity, position, version)
    VALUES ('00000000-0000-7000-8000-000000000002', 'Light', 'light', 'light', NULL, NULL, 2, 1);
INSERT INTO template_section (template_id, key, position, title, guidance) VALUES
    ('00000000-0000-7000-8000-000000000002', 'summary', 1, 'What happened', 'A few sentences: what happened, to whom, how it ended.'),
    ('00000000-0000-7000-8000-000000000002', 'contributing-factors', 2, 'What contributed', 'What had to be so for this to happen, and what made it longer or harder to see. Never a person.'),
    ('00000000-0000-7000-8000-000000000002', 'lessons', 3, 'What we learnt', 'What we know now, and what we will do differently.');
INSERT INTO template (id, name, name_key, level, kind, severity, position, version)
    VALUES ('00000000-0000-7000-8000-000000000003', 'Near miss', 'near miss', 'light', 'near_miss', NULL, 0, 1);
INSERT INTO template_section (template_id, key, position, title, guidance) VALUES
    ('00000000-0000-7000-8000-000000000003', 'summary', 1, 'What nearly happened', 'What could have happened, and to whom. A near miss is a lesson at no cost.'),
    ('00000000-0000-7000-8000-000000000003', 'stopped', 2, 'What stopped it', 'The check, the person’s doubt, the alert or the luck that kept it from happening. Would it again?'),
    ('00000000-0000-7000-8000-000000000003', 'contributing-factors', 3, 'What brought it so near', 'What had to be so for it to come this far.'),
    ('00000000-0000-7000-8000-000000000003', 'lessons', 4, 'Lessons', 'What we know now, and what would have made it impossible.');

-- When a review is due, and how long actions may take. Null: the rule does not hold.
CREATE TABLE review_policy (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    -- An incident of this severity or a graver one gets a full review, or at least a light one.
    full_severity BIGINT REFERENCES severity (level),
    light_severity BIGINT REFERENCES severity (level),
    -- So does one whose impact lasted so long.
    full_micros BIGINT,
    light_micros BIGINT,
    -- One that spent so much of an error budget, in parts per million.
    full_budget BIGINT,
    -- One in which data was lost.
    full_data_loss BOOLEAN NOT NULL,
    -- Working days from the resolution to the publication.
    full_days BIGINT NOT NULL,
    light_days BIGINT NOT NULL,
    -- Days until an action of the priority is due.
    due_p0 BIGINT,
    due_p1 BIGINT,
    due_p2 BIGINT,
    due_p3 BIGINT,
    due_p4 BIGINT,
    -- Days from completion to the question whether it worked.
    verify_days BIGINT,
    version BIGINT NOT NULL
);
INSERT INTO review_policy (one, full_severity, light_severity, full_micros, light_micros, full_budget,
    full_data_loss, full_days, light_days, due_p0, due_p1, due_p2, due_p3, due_p4, verify_days, version)
    VALUES (1, 2, 3, 14400000000, NULL, 200000, TRUE, 5, 10, 14, 28, 56, NULL, NULL, 28, 1);

-- What the level of an incident's review rests on besides the rules. Level null: as they say.
CREATE TABLE incident_review (
    incident_id UUID PRIMARY KEY REFERENCES incident (id),
    level TEXT,
    reason TEXT NOT NULL,
    data_lost BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id),
    version BIGINT NOT NULL
);

ALTER TABLE postmortem ADD COLUMN template_id UUID REFERENCES template (id);
ALTER TABLE postmortem ADD COLUMN owner_person UUID REFERENCES person (id);
-- Typed; null: as the policy says.
ALTER TABLE postmortem ADD COLUMN due TEXT;
-- The version at which the title's facts (owner, due date) last changed.
ALTER TABLE postmortem ADD COLUMN care_version BIGINT NOT NULL DEFAULT 1;

-- Asked for a review; ended by a publication or by going back to the draft.
CREATE TABLE review (
    id UUID PRIMARY KEY,
    postmortem_id UUID NOT NULL REFERENCES postmortem (id),
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id),
    ended_at BIGINT,
    ended_by UUID REFERENCES person (id)
);
CREATE INDEX review_by_postmortem ON review (postmortem_id, at);
CREATE TABLE reviewer (
    id UUID PRIMARY KEY,
    postmortem_id UUID NOT NULL REFERENCES postmortem (id),
    person_id UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id),
    removed_at BIGINT,
    approved_at BIGINT,
    -- The postmortem's version that was approved.
    approved_version BIGINT
);
CREATE INDEX reviewer_by_postmortem ON reviewer (postmortem_id);
CREATE INDEX reviewer_by_person ON reviewer (person_id);

-- The first publication is 1; every one stays readable at its number.
ALTER TABLE publication ADD COLUMN number BIGINT NOT NULL DEFAULT 1;
UPDATE publication SET number = (SELECT COUNT(*) FROM publication o WHERE o.postmortem_id = publication.postmortem_id
    AND (o.at < publication.at OR (o.at = publication.at AND o.id <= publication.id)));

-- A word on a section, or on a passage of it. Its text is in `revision`.
CREATE TABLE comment (
    id UUID PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incident (id),
    section_id UUID NOT NULL REFERENCES section (id),
    -- Within the incident.
    number BIGINT NOT NULL,
    reply_to UUID REFERENCES comment (id),
    passage TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id),
    resolved_at BIGINT,
    resolved_by UUID REFERENCES person (id),
    version BIGINT NOT NULL,
    UNIQUE (incident_id, number)
);
CREATE INDEX comment_by_section ON comment (section_id, number);

-- A hint on wording that somebody dismissed for good: by its rule and the SHA-256 of the
-- passage. Nobody is named, on purpose.
CREATE TABLE hint_dismissal (
    section_id UUID NOT NULL REFERENCES section (id),
    rule TEXT NOT NULL,
    passage BYTEA NOT NULL,
    PRIMARY KEY (section_id, rule, passage)
);

-- What contributed, once for all incidents in which it did.
CREATE TABLE factor (
    id UUID PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    category TEXT NOT NULL,
    about TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by UUID REFERENCES person (id),
    version BIGINT NOT NULL
);
CREATE INDEX factor_by_title ON factor (title_key);
INSERT INTO counter (name, value) VALUES ('factor', 0);
CREATE TABLE incident_factor (
    id UUID PRIMARY KEY,
    incident_id UUID NOT NULL REFERENCES incident (id),
    factor_id UUID NOT NULL REFERENCES factor (id),
    -- How it contributed to this incident.
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id),
    removed_at BIGINT,
    removed_by UUID REFERENCES person (id),
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX incident_factor_once ON incident_factor (incident_id, factor_id) WHERE removed_at IS NULL;
CREATE INDEX incident_factor_by_factor ON incident_factor (factor_id, incident_id);

ALTER TABLE action ADD COLUMN factor_id UUID REFERENCES factor (id);
-- How one will know that it worked.
ALTER TABLE action ADD COLUMN success TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN tracker TEXT NOT NULL DEFAULT '';
CREATE INDEX action_by_factor ON action (factor_id);
-- Other incidents in which an idea came up again.
CREATE TABLE action_incident (
    id UUID PRIMARY KEY,
    action_id UUID NOT NULL REFERENCES action (id),
    incident_id UUID NOT NULL REFERENCES incident (id),
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id)
);
CREATE UNIQUE INDEX action_incident_once ON action_incident (action_id, incident_id);
CREATE INDEX action_incident_by_incident ON action_incident (incident_id);
-- When to ask whether it worked.
ALTER TABLE action_closure ADD COLUMN verify_on TEXT;
CREATE TABLE verification (
    id UUID PRIMARY KEY,
    action_id UUID NOT NULL REFERENCES action (id),
    closure_id UUID NOT NULL REFERENCES action_closure (id),
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_person UUID REFERENCES person (id)
);
CREATE INDEX verification_by_action ON verification (action_id, at);

-- A calendar of due dates at an address that cannot be guessed, as its person sees them.
CREATE TABLE feed (
    id UUID PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    person_id UUID NOT NULL REFERENCES person (id),
    whose TEXT NOT NULL,
    at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX feed_by_person ON feed (person_id);
