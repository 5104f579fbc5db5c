import { searchSql } from './searchTables.ts'

export const sql = `
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, roles TEXT NOT NULL, active INTEGER NOT NULL,
  createdAt TEXT NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE INDEX person_name ON person (name);
CREATE TABLE team (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, memberIds TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
CREATE TABLE service (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, description TEXT NOT NULL, teamId TEXT REFERENCES team (id),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE identity (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, personId TEXT REFERENCES person (id), certificate BLOB NOT NULL,
  chain TEXT NOT NULL, encryptedKey BLOB NOT NULL, createdAt TEXT NOT NULL, revokedAt TEXT, revocationReason TEXT
) STRICT;
CREATE INDEX identity_person ON identity (personId);

CREATE TABLE incident (
  id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT NOT NULL, severity TEXT NOT NULL, label TEXT NOT NULL,
  times TEXT NOT NULL, startedAt TEXT, resolvedAt TEXT, impact TEXT NOT NULL, createdAt TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX incident_created ON incident (createdAt, id);
CREATE INDEX incident_started ON incident (startedAt, id);
CREATE INDEX incident_number ON incident (substr(key, 1, 8), length(key), key, id);
CREATE TABLE incidentService (
  incidentId TEXT NOT NULL REFERENCES incident (id), serviceId TEXT NOT NULL REFERENCES service (id),
  PRIMARY KEY (incidentId, serviceId)
) STRICT, WITHOUT ROWID;
CREATE INDEX incidentService_service ON incidentService (serviceId);

CREATE TABLE template (
  id TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, builtIn INTEGER NOT NULL,
  markdown TEXT NOT NULL, createdAt TEXT NOT NULL, PRIMARY KEY (id, version)
) STRICT;

CREATE TABLE review (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, revision INTEGER NOT NULL, incidentId TEXT NOT NULL REFERENCES incident (id),
  templateId TEXT NOT NULL, templateVersion INTEGER NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL,
  stateSince TEXT NOT NULL, label TEXT NOT NULL, facilitatorId TEXT REFERENCES person (id), authorIds TEXT NOT NULL,
  amendsId TEXT REFERENCES review (id), frozenContent TEXT, contentSha256 TEXT, changesAsked TEXT,
  createdAt TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE (key, revision),
  FOREIGN KEY (templateId, templateVersion) REFERENCES template (id, version)
) STRICT;
CREATE INDEX review_created ON review (createdAt, id);
CREATE INDEX review_number ON review (substr(key, 1, 8), length(key), key, id);
CREATE INDEX review_incident ON review (incidentId);
CREATE INDEX review_state ON review (state);
-- Partial: seldom is there one, and an index of nothing but NULL would be judged useless and each look-up scan the table.
CREATE INDEX review_amends ON review (amendsId) WHERE amendsId IS NOT NULL;
CREATE TABLE section (
  reviewId TEXT NOT NULL REFERENCES review (id), id TEXT NOT NULL, title TEXT NOT NULL, markdown TEXT NOT NULL,
  position INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (reviewId, id)
) STRICT;
CREATE TABLE timelineEntry (
  id TEXT PRIMARY KEY, reviewId TEXT NOT NULL REFERENCES review (id), at TEXT, time TEXT NOT NULL, text TEXT NOT NULL,
  source TEXT NOT NULL, isKey INTEGER NOT NULL, evidenceIds TEXT NOT NULL, position INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX timelineEntry_review ON timelineEntry (reviewId, position);
CREATE TABLE factor (
  id TEXT PRIMARY KEY, reviewId TEXT NOT NULL REFERENCES review (id), category TEXT NOT NULL, title TEXT NOT NULL,
  detail TEXT NOT NULL, evidenceIds TEXT NOT NULL, position INTEGER NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE INDEX factor_review ON factor (reviewId, position);
CREATE TABLE action (
  id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, reviewId TEXT NOT NULL REFERENCES review (id), title TEXT NOT NULL,
  detail TEXT NOT NULL, ownerId TEXT REFERENCES person (id), dueOn TEXT, criterion TEXT NOT NULL, priority TEXT NOT NULL,
  state TEXT NOT NULL, closureNote TEXT NOT NULL, evidenceIds TEXT NOT NULL, createdAt TEXT NOT NULL, closedAt TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX action_review ON action (reviewId);
CREATE INDEX action_due ON action (dueOn, id);
CREATE INDEX action_owner ON action (ownerId, state);
CREATE INDEX action_state ON action (state, dueOn, id);
CREATE INDEX action_created ON action (createdAt, id);
CREATE INDEX action_number ON action (length(key), key, id);
-- With all that the search among actions looks at, so that it reads this index alone.
CREATE INDEX action_title ON action (title COLLATE NOCASE, id, key, ownerId, dueOn);
CREATE TABLE actionDueChange (
  id INTEGER PRIMARY KEY, actionId TEXT NOT NULL REFERENCES action (id), fromDay TEXT, toDay TEXT, reason TEXT NOT NULL,
  personId TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX actionDueChange_action ON actionDueChange (actionId);

CREATE TABLE session (
  id TEXT PRIMARY KEY, reviewId TEXT NOT NULL REFERENCES review (id), facilitatorId TEXT NOT NULL, scribeId TEXT,
  attendeeIds TEXT NOT NULL, startedAt TEXT NOT NULL, endedAt TEXT, opening TEXT NOT NULL, agenda TEXT NOT NULL,
  notes TEXT NOT NULL, decisions TEXT NOT NULL, parkingLot TEXT NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE INDEX session_review ON session (reviewId, startedAt);

CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, wrappedKey BLOB NOT NULL) STRICT;
CREATE TABLE evidence (
  id TEXT PRIMARY KEY, reviewId TEXT NOT NULL REFERENCES review (id), number TEXT NOT NULL, title TEXT NOT NULL,
  fileName TEXT NOT NULL, mediaType TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES blob (sha256), source TEXT NOT NULL,
  receivedAt TEXT NOT NULL, receivedBy TEXT NOT NULL, effectiveFrom TEXT, effectiveTo TEXT, label TEXT NOT NULL,
  replacesId TEXT REFERENCES evidence (id), version INTEGER NOT NULL, UNIQUE (reviewId, number)
) STRICT;
CREATE INDEX evidence_received ON evidence (receivedAt, id);
CREATE INDEX evidence_restricted ON evidence (id) WHERE label = 'restricted';
CREATE INDEX evidence_replaces ON evidence (replacesId) WHERE replacesId IS NOT NULL;
CREATE TABLE custody (
  id INTEGER PRIMARY KEY, evidenceId TEXT NOT NULL REFERENCES evidence (id), at TEXT NOT NULL, personId TEXT,
  kind TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX custody_evidence ON custody (evidenceId);

CREATE TABLE waiver (
  id TEXT PRIMARY KEY, reviewId TEXT NOT NULL REFERENCES review (id), rule TEXT NOT NULL, finding TEXT NOT NULL,
  reason TEXT NOT NULL, requestedBy TEXT NOT NULL, requestedAt TEXT NOT NULL, approvedBy TEXT, approvedAt TEXT
) STRICT;
CREATE INDEX waiver_review ON waiver (reviewId);
CREATE TABLE approval (
  id TEXT PRIMARY KEY, reviewId TEXT NOT NULL REFERENCES review (id), kind TEXT NOT NULL, personId TEXT NOT NULL,
  at TEXT NOT NULL, comment TEXT NOT NULL, contentSha256 TEXT NOT NULL, signature BLOB NOT NULL,
  certificateSha256 TEXT NOT NULL, voidedAt TEXT, voidReason TEXT
) STRICT;
CREATE INDEX approval_review ON approval (reviewId);
CREATE TABLE imported (sha256 TEXT PRIMARY KEY, reviewId TEXT NOT NULL REFERENCES review (id), name TEXT NOT NULL) STRICT;

CREATE TABLE exported (
  id TEXT PRIMARY KEY, reviewId TEXT NOT NULL REFERENCES review (id), packId TEXT NOT NULL, format TEXT NOT NULL,
  fileName TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL, personId TEXT NOT NULL,
  sealed INTEGER NOT NULL, verdict TEXT NOT NULL, level TEXT NOT NULL, label TEXT NOT NULL,
  contentSha256 TEXT NOT NULL, checkpoint TEXT NOT NULL
) STRICT;
CREATE INDEX exported_review ON exported (reviewId, at);
CREATE INDEX exported_sha256 ON exported (sha256);

CREATE TABLE auditEvent (
  sequence INTEGER PRIMARY KEY, event TEXT NOT NULL, payload TEXT NOT NULL, hash TEXT NOT NULL,
  method TEXT GENERATED ALWAYS AS (json_extract(event, '$.method')) VIRTUAL,
  personId TEXT GENERATED ALWAYS AS (json_extract(event, '$.person.id')) VIRTUAL
) STRICT;
CREATE INDEX auditEvent_method ON auditEvent (method, sequence);
CREATE INDEX auditEvent_person ON auditEvent (personId, sequence);
CREATE TABLE auditSubject (
  subject TEXT NOT NULL, sequence INTEGER NOT NULL REFERENCES auditEvent (sequence), PRIMARY KEY (subject, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER auditEvent_noUpdate BEFORE UPDATE ON auditEvent BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER auditEvent_noDelete BEFORE DELETE ON auditEvent BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER auditSubject_noUpdate BEFORE UPDATE ON auditSubject BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER auditSubject_noDelete BEFORE DELETE ON auditSubject BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER custody_noUpdate BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;
CREATE TRIGGER custody_noDelete BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;
${searchSql}`
