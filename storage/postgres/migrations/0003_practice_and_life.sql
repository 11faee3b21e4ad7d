-- +goose Up

-- What becomes of a resource, and what a version has beside its words. Whoever had
-- revised a resource had read the version before it.

ALTER TABLE praxis_resource ADD COLUMN life jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource_version ADD COLUMN extras jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource_version ADD COLUMN base bigint NOT NULL DEFAULT 0; -- the version that its editor had read
UPDATE praxis_resource_version SET base = version - 1;

-- Reuse and value, questions and answers: what resources were used for; what has
-- become of questions; how answers read before; and the stories of what value came
-- of something.

ALTER TABLE praxis_reuse ADD COLUMN purpose text NOT NULL DEFAULT '';
ALTER TABLE praxis_question ADD COLUMN follows_up jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_question ADD COLUMN course jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_answer ADD COLUMN course jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_answer ADD COLUMN rev bigint NOT NULL DEFAULT 1;

CREATE TABLE praxis_value_story (
	community_id uuid NOT NULL REFERENCES praxis_community,
	story_id     uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, story_id)
);

-- What the community wants written down.

CREATE TABLE praxis_task (
	community_id uuid NOT NULL REFERENCES praxis_community,
	task_id      uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, task_id)
);

-- Search: of every resource the words of its current version, folded and between
-- spaces (topics between dots, too), and what is filtered and ordered by. They follow
-- from the resource. Edition 0 stands for an entry that is still to be made, which is
-- done when the database is opened.

CREATE TABLE praxis_search (
	community_id uuid NOT NULL REFERENCES praxis_community,
	resource_id  uuid NOT NULL,
	space        uuid,
	kind         text NOT NULL,
	status       text NOT NULL,
	author       text NOT NULL,
	stewards     jsonb NOT NULL,
	rank         bigint NOT NULL, -- of the status
	newest       bigint NOT NULL, -- minus when the current version was written, in microseconds since 1970
	shared       bigint NOT NULL,
	title        text COLLATE "C" NOT NULL,
	topics       text COLLATE "C" NOT NULL,
	body         text COLLATE "C" NOT NULL,
	edition      bigint NOT NULL,
	words        tsvector NOT NULL GENERATED ALWAYS AS ( -- each once and without its place, of which there can be more than a tsvector holds
		array_to_tsvector(array_remove(string_to_array('@' || community_id::text || title || topics || body, ' '), ''))
	) STORED,
	PRIMARY KEY (community_id, resource_id),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
);

CREATE INDEX praxis_search_due ON praxis_search (community_id, resource_id) WHERE edition = 0;
CREATE INDEX praxis_search_words ON praxis_search USING gin (words);

INSERT INTO praxis_search (community_id, resource_id, space, kind, status, author, stewards, rank, newest, shared, title, topics, body, edition)
SELECT r.community_id, r.resource_id, r.space, r.kind, r.status, r.author, '[]', 0,
	-(extract(epoch FROM v.at) * 1000000)::bigint, (extract(epoch FROM r.shared_at) * 1000000)::bigint, ' ', ' ', ' ', 0
FROM praxis_resource r
JOIN praxis_resource_version v ON v.community_id = r.community_id AND v.resource_id = r.resource_id AND v.version = r.version;

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
