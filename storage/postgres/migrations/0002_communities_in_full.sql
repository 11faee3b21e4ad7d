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
	CASE WHEN recipient NOT IN ('', actor) AND in_reply_to IS NOT NULL AND object IS DISTINCT FROM in_reply_to AND object IS DISTINCT FROM thread
		THEN coalesce(thread, '00000000-0000-0000-0000-000000000000') ELSE '00000000-0000-0000-0000-000000000000' END,
	actor, count(*)
FROM praxis_activity
WHERE verb NOT IN ('found', 'amend', 'move', 'join', 'apply', 'invite', 'admit', 'leave', 'remove', 'appoint', 'relieve')
GROUP BY 1, 2, 3, 4, 5;

-- What has no columns of its own stands in a table as JSON, behind its key.

CREATE TABLE praxis_revision (
	community_id uuid NOT NULL REFERENCES praxis_community,
	number       bigint NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, number)
);

CREATE TABLE praxis_handover (
	community_id uuid NOT NULL REFERENCES praxis_community,
	activity_id  uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, activity_id)
);

CREATE TABLE praxis_space (
	community_id uuid NOT NULL REFERENCES praxis_community,
	space_id     uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, space_id)
);

CREATE TABLE praxis_gathering (
	community_id uuid NOT NULL REFERENCES praxis_community,
	gathering_id uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, gathering_id)
);

CREATE TABLE praxis_meeting (
	community_id uuid NOT NULL REFERENCES praxis_community,
	gathering_id uuid NOT NULL,
	start        timestamptz NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, gathering_id, start)
);

CREATE TABLE praxis_rule (
	community_id uuid NOT NULL REFERENCES praxis_community,
	rule_id      uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, rule_id)
);

CREATE TABLE praxis_proposal (
	community_id uuid NOT NULL REFERENCES praxis_community,
	proposal_id  uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, proposal_id)
);

CREATE TABLE praxis_tie (
	community_id uuid NOT NULL REFERENCES praxis_community,
	tie_id       uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, tie_id)
);

CREATE TABLE praxis_rating (
	community_id uuid NOT NULL REFERENCES praxis_community,
	review       text COLLATE "C" NOT NULL,
	item         text COLLATE "C" NOT NULL,
	person       text COLLATE "C" NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, review, item, person)
);

CREATE TABLE praxis_guide (
	community_id uuid NOT NULL REFERENCES praxis_community,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id)
);

CREATE TABLE praxis_recognition (
	community_id uuid NOT NULL REFERENCES praxis_community,
	activity_id  uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, activity_id)
);

-- Every charter since the founding.

INSERT INTO praxis_revision (community_id, number, value, rev)
SELECT community_id, number, jsonb_build_object(
	'community', community_id, 'number', number, 'charter', detail::jsonb -> 'charter', 'editor', actor,
	'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'reason', coalesce(detail::jsonb ->> 'reason', '')
), 1
FROM (
	SELECT community_id, row_number() OVER (PARTITION BY community_id ORDER BY seq) AS number, detail, actor, at
	FROM praxis_activity WHERE fact IN ('cop.founded', 'cop.amended')
) charters;

-- How a community ended, and what a membership holds beside standing and roles.

ALTER TABLE praxis_community ADD COLUMN ended jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource ADD COLUMN origin jsonb NOT NULL DEFAULT '{}'; -- the resource of another community that it was carried from
ALTER TABLE praxis_member ADD COLUMN details jsonb NOT NULL DEFAULT '{}';

-- When people were members before: from each joining or admission to the leaving
-- or the removal that comes next.

UPDATE praxis_member AS m SET details = jsonb_build_object('past', ended.spells)
FROM (
	SELECT community_id, person, jsonb_agg(jsonb_build_object(
		'from', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'to', to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
	) ORDER BY seq) AS spells
	FROM (
		SELECT community_id, person, seq, at, begins, lead(begins) OVER one AS begins_next, lead(at) OVER one AS until
		FROM (
			SELECT community_id, seq, at, fact IN ('membership.joined', 'membership.admitted') AS begins,
				CASE WHEN fact IN ('membership.joined', 'membership.left') THEN actor ELSE recipient END AS person
			FROM praxis_activity WHERE fact IN ('membership.joined', 'membership.admitted', 'membership.left', 'membership.removed')
		) changes
		WINDOW one AS (PARTITION BY community_id, person ORDER BY seq)
	) pairs
	WHERE begins AND NOT begins_next
	GROUP BY community_id, person
) ended
WHERE ended.community_id = m.community_id AND ended.person = m.person;

-- What happens in a space does not show in when a member was last active.

UPDATE praxis_member AS m SET last_active = (
	SELECT max(a.at) FROM praxis_activity a
	WHERE a.community_id = m.community_id AND a.actor = m.person AND a.space IS NULL
	AND a.verb NOT IN ('found', 'amend', 'move', 'join', 'apply', 'invite', 'admit', 'leave', 'remove', 'appoint', 'relieve')
	AND a.seq > (
		SELECT min(b.seq) FROM praxis_activity b
		WHERE b.community_id = m.community_id
		AND (b.fact IN ('membership.joined', 'membership.applied') AND b.actor = m.person
			OR b.fact IN ('membership.invited', 'membership.admitted') AND b.recipient = m.person)
	)
)
WHERE EXISTS (SELECT 1 FROM praxis_activity a WHERE a.community_id = m.community_id AND a.space IS NOT NULL);
