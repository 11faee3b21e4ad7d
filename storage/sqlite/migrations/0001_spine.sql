-- +goose Up

-- Identifiers are text of 36 characters, times are microseconds since 1970
-- (UTC), and lists are JSON. Every key begins with the community. A column
-- rev counts the recorded changes of its row.

CREATE TABLE praxis_community (
	community_id TEXT NOT NULL PRIMARY KEY,
	tenant       TEXT NOT NULL,
	founder      TEXT NOT NULL,
	founded_at   INTEGER NOT NULL,
	charter      TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	name         TEXT GENERATED ALWAYS AS (charter ->> '$.name') VIRTUAL
) STRICT;

CREATE INDEX praxis_community_by_tenant ON praxis_community (tenant, community_id);

CREATE TABLE praxis_lifecycle (
	community_id TEXT NOT NULL PRIMARY KEY REFERENCES praxis_community,
	phase        TEXT NOT NULL,
	since        INTEGER NOT NULL,
	rev          INTEGER NOT NULL
) STRICT;

CREATE TABLE praxis_member (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	person       TEXT NOT NULL,
	standing     TEXT NOT NULL,
	since        INTEGER NOT NULL,
	roles        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX praxis_member_by_person ON praxis_member (person, community_id);

CREATE TABLE praxis_resource (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	resource_id  TEXT NOT NULL,
	space        TEXT,
	kind         TEXT NOT NULL,
	author       TEXT NOT NULL,
	shared_at    INTEGER NOT NULL,
	status       TEXT NOT NULL,
	version      INTEGER NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, resource_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_resource_version (
	community_id TEXT NOT NULL,
	resource_id  TEXT NOT NULL,
	version      INTEGER NOT NULL,
	title        TEXT NOT NULL,
	body         TEXT NOT NULL,
	topics       TEXT NOT NULL,
	editor       TEXT NOT NULL,
	at           INTEGER NOT NULL,
	note         TEXT NOT NULL,
	PRIMARY KEY (community_id, resource_id, version),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
) STRICT;

CREATE TABLE praxis_reuse (
	community_id TEXT NOT NULL,
	resource_id  TEXT NOT NULL,
	activity_id  TEXT NOT NULL,
	person       TEXT NOT NULL,
	at           INTEGER NOT NULL,
	version      INTEGER NOT NULL,
	outcome      TEXT NOT NULL,
	note         TEXT NOT NULL,
	PRIMARY KEY (community_id, resource_id, activity_id),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_endorsement (
	community_id TEXT NOT NULL,
	resource_id  TEXT NOT NULL,
	person       TEXT NOT NULL,
	at           INTEGER NOT NULL,
	version      INTEGER NOT NULL,
	PRIMARY KEY (community_id, resource_id, person),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_question (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	question_id  TEXT NOT NULL,
	space        TEXT,
	asker        TEXT NOT NULL,
	asked_at     INTEGER NOT NULL,
	purpose      TEXT NOT NULL,
	text         TEXT NOT NULL,
	topics       TEXT NOT NULL,
	accepted     TEXT,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, question_id)
) STRICT;

CREATE TABLE praxis_answer (
	community_id TEXT NOT NULL,
	question_id  TEXT NOT NULL,
	answer_id    TEXT NOT NULL,
	author       TEXT NOT NULL,
	answered_at  INTEGER NOT NULL,
	text         TEXT NOT NULL,
	PRIMARY KEY (community_id, question_id, answer_id),
	FOREIGN KEY (community_id, question_id) REFERENCES praxis_question
) STRICT;

-- The record. The head of a community's sequence stands in a small row of its
-- own, because every activity changes it.

CREATE TABLE praxis_journal (
	community_id TEXT NOT NULL PRIMARY KEY REFERENCES praxis_community,
	head         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_activity (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	seq          INTEGER NOT NULL,
	activity_id  TEXT NOT NULL,
	actor        TEXT NOT NULL,
	verb         TEXT NOT NULL,
	object       TEXT,
	in_reply_to  TEXT,
	thread       TEXT,
	recipient    TEXT NOT NULL,
	space        TEXT,
	topics       TEXT NOT NULL,
	mode         TEXT NOT NULL,
	at           INTEGER NOT NULL,
	purpose      TEXT NOT NULL,
	fact         TEXT NOT NULL,
	detail       TEXT NOT NULL,
	PRIMARY KEY (community_id, seq)
) STRICT;

CREATE UNIQUE INDEX praxis_activity_by_id ON praxis_activity (community_id, activity_id);
