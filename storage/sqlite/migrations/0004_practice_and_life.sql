-- +goose Up

-- The life of a community: the playbook that it follows and its end, its moves
-- between phases, what was attested of them, and surveys.

ALTER TABLE praxis_lifecycle ADD COLUMN course TEXT NOT NULL DEFAULT '{}';

CREATE TABLE praxis_passage (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	activity_id  TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, activity_id)
) STRICT;

CREATE TABLE praxis_attestation (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	playbook     TEXT NOT NULL,
	phase        TEXT NOT NULL,
	criterion    TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, playbook, phase, criterion)
) STRICT, WITHOUT ROWID;

CREATE TABLE praxis_survey (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	survey_id    TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, survey_id)
) STRICT;

CREATE TABLE praxis_response (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	survey_id    TEXT NOT NULL,
	person       TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, survey_id, person)
) STRICT;

-- Moves that were recorded before passages were kept, and lives that had ended.

INSERT INTO praxis_passage (community_id, activity_id, value, rev)
SELECT community_id, activity_id, json_patch(detail, json_object(
	'community', community_id, 'id', activity_id, 'proposal', in_reply_to, 'by', actor,
	'at', strftime('%Y-%m-%dT%H:%M:%S', (at - within) / 1000000, 'unixepoch') || printf('.%06dZ', within)
)), 1
FROM (SELECT *, (at % 1000000 + 1000000) % 1000000 AS within FROM praxis_activity WHERE fact = 'lifecycle.moved');

UPDATE praxis_lifecycle AS l SET rev = rev + 1, course = json_object('ended', (
	SELECT strftime('%Y-%m-%dT%H:%M:%S', (at - within) / 1000000, 'unixepoch') || printf('.%06dZ', within)
	FROM (SELECT *, (at % 1000000 + 1000000) % 1000000 AS within FROM praxis_activity WHERE fact = 'cop.ended') e
	WHERE e.community_id = l.community_id
))
WHERE EXISTS (SELECT 1 FROM praxis_activity e WHERE e.community_id = l.community_id AND e.fact = 'cop.ended');
