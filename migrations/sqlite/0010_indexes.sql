-- What reports looked for in the whole log, in every milestone and in every answer.
CREATE INDEX event_of_actions ON event (subject_id, name, at) WHERE subject = 'action';
CREATE INDEX milestone_by_time ON milestone (name, at);
CREATE INDEX verification_by_closure ON verification (closure_id);
