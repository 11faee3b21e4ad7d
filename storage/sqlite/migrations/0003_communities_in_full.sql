-- +goose Up

-- Counts tell in which space something was done, what was done to people, and on
-- which days they took part in which threads. The common space stands in them as
-- the identifier that is all zero.

DROP TABLE praxis_tally;

CREATE TABLE praxis_tally (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	week         INTEGER NOT NULL, -- its Monday, 0:00 UTC
	space        TEXT NOT NULL,
	person       TEXT NOT NULL,
	verb         TEXT NOT NULL,
	count        INTEGER NOT NULL,
	PRIMARY KEY (community_id, week, space, person, verb)
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_received (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	week         INTEGER NOT NULL,
	space        TEXT NOT NULL,
	person       TEXT NOT NULL,
	verb         TEXT NOT NULL,
	count        INTEGER NOT NULL,
	PRIMARY KEY (community_id, week, space, person, verb)
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_presence (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	day          INTEGER NOT NULL, -- its beginning, 0:00 UTC
	space        TEXT NOT NULL,
	thread       TEXT NOT NULL,
	person       TEXT NOT NULL,
	count        INTEGER NOT NULL,
	PRIMARY KEY (community_id, day, space, thread, person)
) STRICT, WITHOUT ROWID;

INSERT INTO praxis_tally (community_id, week, space, person, verb, count)
SELECT community_id,
	at - ((at + 259200000000) % 604800000000 + 604800000000) % 604800000000 AS week, -- weeks begin three days before 1970 does
	coalesce(space, '00000000-0000-0000-0000-000000000000'), actor, verb, count(*)
FROM praxis_activity GROUP BY 1, 2, 3, 4, 5;

INSERT INTO praxis_received (community_id, week, space, person, verb, count)
SELECT community_id,
	at - ((at + 259200000000) % 604800000000 + 604800000000) % 604800000000 AS week,
	coalesce(space, '00000000-0000-0000-0000-000000000000'), recipient, verb, count(*)
FROM praxis_activity
WHERE recipient NOT IN ('', actor)
AND verb NOT IN ('found', 'amend', 'move', 'join', 'apply', 'invite', 'admit', 'leave', 'remove', 'appoint', 'relieve')
GROUP BY 1, 2, 3, 4, 5;

INSERT INTO praxis_presence (community_id, day, space, thread, person, count)
SELECT community_id,
	at - (at % 86400000000 + 86400000000) % 86400000000 AS day,
	coalesce(space, '00000000-0000-0000-0000-000000000000'),
	CASE WHEN verb IN ('ask', 'start') THEN '00000000-0000-0000-0000-000000000000' ELSE coalesce(thread, '00000000-0000-0000-0000-000000000000') END AS into_thread,
	actor, count(*)
FROM praxis_activity
WHERE verb NOT IN ('found', 'amend', 'move', 'join', 'apply', 'invite', 'admit', 'leave', 'remove', 'appoint', 'relieve')
GROUP BY 1, 2, 3, 4, 5;

