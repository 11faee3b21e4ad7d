-- +goose Up

-- The life of a community: the playbook that it follows and its end, its moves
-- between phases, what was attested of them, and surveys.

ALTER TABLE praxis_lifecycle ADD COLUMN course jsonb NOT NULL DEFAULT '{}';

CREATE TABLE praxis_passage (
	community_id uuid NOT NULL REFERENCES praxis_community,
	activity_id  uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, activity_id)
);

CREATE TABLE praxis_attestation (
	community_id uuid NOT NULL REFERENCES praxis_community,
	playbook     text COLLATE "C" NOT NULL,
	phase        text COLLATE "C" NOT NULL,
	criterion    text COLLATE "C" NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, playbook, phase, criterion)
);

CREATE TABLE praxis_survey (
	community_id uuid NOT NULL REFERENCES praxis_community,
	survey_id    uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, survey_id)
);

CREATE TABLE praxis_response (
	community_id uuid NOT NULL REFERENCES praxis_community,
	survey_id    uuid NOT NULL,
	person       text COLLATE "C" NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, survey_id, person)
);

-- Moves that were recorded before passages were kept, and lives that had ended.

INSERT INTO praxis_passage (community_id, activity_id, value, rev)
SELECT community_id, activity_id, detail::jsonb || jsonb_strip_nulls(jsonb_build_object(
	'community', community_id, 'id', activity_id, 'proposal', in_reply_to, 'by', actor,
	'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
)), 1
FROM praxis_activity WHERE fact = 'lifecycle.moved';

UPDATE praxis_lifecycle AS l SET rev = rev + 1,
	course = jsonb_build_object('ended', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
FROM praxis_activity e
WHERE e.community_id = l.community_id AND e.fact = 'cop.ended';
