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
	CASE WHEN recipient NOT IN ('', actor) AND in_reply_to IS NOT NULL AND object IS NOT in_reply_to AND object IS NOT thread
		THEN coalesce(thread, '00000000-0000-0000-0000-000000000000') ELSE '00000000-0000-0000-0000-000000000000' END AS replied_in,
	actor, count(*)
FROM praxis_activity
WHERE verb NOT IN ('found', 'amend', 'move', 'join', 'apply', 'invite', 'admit', 'leave', 'remove', 'appoint', 'relieve')
GROUP BY 1, 2, 3, 4, 5;

-- What has no columns of its own stands in a table as JSON, behind its key.

CREATE TABLE praxis_revision (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	number       INTEGER NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, number)
) STRICT;

CREATE TABLE praxis_handover (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	activity_id  TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, activity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_space (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	space_id     TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, space_id)
) STRICT;

CREATE TABLE praxis_gathering (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	gathering_id TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, gathering_id)
) STRICT;

CREATE TABLE praxis_meeting (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	gathering_id TEXT NOT NULL,
	start        INTEGER NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, gathering_id, start)
) STRICT;

CREATE TABLE praxis_rule (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	rule_id      TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, rule_id)
) STRICT;

CREATE TABLE praxis_proposal (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	proposal_id  TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, proposal_id)
) STRICT;

CREATE TABLE praxis_tie (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	tie_id       TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, tie_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_rating (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	review       TEXT NOT NULL,
	item         TEXT NOT NULL,
	person       TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, review, item, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_guide (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id)
) STRICT;

CREATE TABLE praxis_recognition (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	activity_id  TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, activity_id)
) STRICT, WITHOUT ROWID;

-- Every charter since the founding.

INSERT INTO praxis_revision (community_id, number, value, rev)
SELECT community_id, number, json_object(
	'community', community_id, 'number', number, 'charter', json(detail ->> '$.charter'), 'editor', actor,
	'at', strftime('%Y-%m-%dT%H:%M:%S', (at - within) / 1000000, 'unixepoch') || printf('.%06dZ', within), 'reason', coalesce(detail ->> '$.reason', '')
), 1
FROM (
	SELECT community_id, row_number() OVER (PARTITION BY community_id ORDER BY seq) AS number,
		detail, actor, at, (at % 1000000 + 1000000) % 1000000 AS within
	FROM praxis_activity WHERE fact IN ('cop.founded', 'cop.amended')
);

-- Memberships that have ended: each from a joining or an admission to the leaving
-- or the removal that comes next.

CREATE TABLE praxis_spell AS
SELECT community_id, person, seq, at AS began, ended FROM (
	SELECT community_id, person, seq, at, begins,
		lead(begins) OVER one AS begins_next, lead(at) OVER one AS ended
	FROM (
		SELECT community_id, seq, at, fact IN ('membership.joined', 'membership.admitted') AS begins,
			CASE WHEN fact IN ('membership.joined', 'membership.left') THEN actor ELSE recipient END AS person
		FROM praxis_activity WHERE fact IN ('membership.joined', 'membership.admitted', 'membership.left', 'membership.removed')
	)
	WINDOW one AS (PARTITION BY community_id, person ORDER BY seq)
) WHERE begins AND NOT begins_next;

-- How a community ended, and what a membership holds beside standing and roles.

ALTER TABLE praxis_community ADD COLUMN ended TEXT NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource ADD COLUMN origin TEXT NOT NULL DEFAULT '{}'; -- the resource of another community that it was carried from
ALTER TABLE praxis_member ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

-- When people were members before.

UPDATE praxis_member AS m SET details = json_object('past', (
	SELECT json_group_array(json_object(
		'from', strftime('%Y-%m-%dT%H:%M:%S', (began - (began % 1000000 + 1000000) % 1000000) / 1000000, 'unixepoch') || printf('.%06dZ', (began % 1000000 + 1000000) % 1000000),
		'to', strftime('%Y-%m-%dT%H:%M:%S', (ended - (ended % 1000000 + 1000000) % 1000000) / 1000000, 'unixepoch') || printf('.%06dZ', (ended % 1000000 + 1000000) % 1000000)
	) ORDER BY seq)
	FROM praxis_spell s WHERE s.community_id = m.community_id AND s.person = m.person
))
WHERE EXISTS (SELECT 1 FROM praxis_spell s WHERE s.community_id = m.community_id AND s.person = m.person);

DROP TABLE praxis_spell;

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
