-- +goose Up

-- What is kept along with the record: how much everybody did week by week, and
-- when a member was last active.

CREATE TABLE praxis_tally (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	week         INTEGER NOT NULL, -- its Monday, 0:00 UTC
	person       TEXT NOT NULL,
	verb         TEXT NOT NULL,
	count        INTEGER NOT NULL,
	PRIMARY KEY (community_id, week, person, verb)
) STRICT, WITHOUT ROWID;

INSERT INTO praxis_tally (community_id, week, person, verb, count)
SELECT community_id,
	at - ((at + 259200000000) % 604800000000 + 604800000000) % 604800000000 AS week, -- weeks begin three days before 1970 does
	actor, verb, count(*)
FROM praxis_activity GROUP BY 1, 2, 3, 4;

ALTER TABLE praxis_member ADD COLUMN last_active INTEGER;

UPDATE praxis_member AS m SET last_active = (
	SELECT max(a.at) FROM praxis_activity a
	WHERE a.community_id = m.community_id AND a.actor = m.person
	AND a.verb NOT IN ('found', 'amend', 'move', 'join', 'apply', 'invite', 'admit', 'leave', 'remove', 'appoint', 'relieve')
	AND a.seq > (
		SELECT min(b.seq) FROM praxis_activity b
		WHERE b.community_id = m.community_id
		AND (b.fact IN ('membership.joined', 'membership.applied') AND b.actor = m.person
			OR b.fact IN ('membership.invited', 'membership.admitted') AND b.recipient = m.person)
	)
);

-- What only the store needs.

CREATE TABLE praxis_operation (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	operation    TEXT NOT NULL,
	actor        TEXT NOT NULL,
	verb         TEXT NOT NULL,
	activity_id  TEXT NOT NULL,
	made         TEXT,
	at           INTEGER NOT NULL,
	PRIMARY KEY (community_id, operation)
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_cursor (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	subscriber   TEXT NOT NULL,
	seen         INTEGER NOT NULL,
	PRIMARY KEY (community_id, subscriber)
) STRICT, WITHOUT ROWID;
