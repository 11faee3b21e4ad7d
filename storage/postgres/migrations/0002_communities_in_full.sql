-- +goose Up

-- Counts tell in which space something was done, what was done to people, and on
-- which days they took part in which threads. The common space stands in them as
-- the identifier that is all zero.

DROP TABLE praxis_tally;

CREATE TABLE praxis_tally (
	community_id uuid NOT NULL REFERENCES praxis_community,
	week         timestamptz NOT NULL, -- its Monday, 0:00 UTC
	space        uuid NOT NULL,
	person       text COLLATE "C" NOT NULL,
	verb         text COLLATE "C" NOT NULL,
	count        bigint NOT NULL,
	PRIMARY KEY (community_id, week, space, person, verb)
) WITH (fillfactor = 80);

CREATE TABLE praxis_received (
	community_id uuid NOT NULL REFERENCES praxis_community,
	week         timestamptz NOT NULL,
	space        uuid NOT NULL,
	person       text COLLATE "C" NOT NULL,
	verb         text COLLATE "C" NOT NULL,
	count        bigint NOT NULL,
	PRIMARY KEY (community_id, week, space, person, verb)
) WITH (fillfactor = 80);

CREATE TABLE praxis_presence (
	community_id uuid NOT NULL REFERENCES praxis_community,
	day          timestamptz NOT NULL, -- its beginning, 0:00 UTC
	space        uuid NOT NULL,
	thread       uuid NOT NULL,
	person       text COLLATE "C" NOT NULL,
	count        bigint NOT NULL,
	PRIMARY KEY (community_id, day, space, thread, person)
) WITH (fillfactor = 80);

INSERT INTO praxis_tally (community_id, week, space, person, verb, count)
SELECT community_id, date_trunc('week', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS week,
	coalesce(space, '00000000-0000-0000-0000-000000000000'), actor, verb, count(*)
FROM praxis_activity GROUP BY 1, 2, 3, 4, 5;

INSERT INTO praxis_received (community_id, week, space, person, verb, count)
SELECT community_id, date_trunc('week', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS week,
	coalesce(space, '00000000-0000-0000-0000-000000000000'), recipient, verb, count(*)
FROM praxis_activity
WHERE recipient NOT IN ('', actor)
AND verb NOT IN ('found', 'amend', 'move', 'join', 'apply', 'invite', 'admit', 'leave', 'remove', 'appoint', 'relieve')
GROUP BY 1, 2, 3, 4, 5;

INSERT INTO praxis_presence (community_id, day, space, thread, person, count)
SELECT community_id, date_trunc('day', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS day,
	coalesce(space, '00000000-0000-0000-0000-000000000000'),
	CASE WHEN verb IN ('ask', 'start') THEN '00000000-0000-0000-0000-000000000000' ELSE coalesce(thread, '00000000-0000-0000-0000-000000000000') END,
	actor, count(*)
FROM praxis_activity
WHERE verb NOT IN ('found', 'amend', 'move', 'join', 'apply', 'invite', 'admit', 'leave', 'remove', 'appoint', 'relieve')
GROUP BY 1, 2, 3, 4, 5;

