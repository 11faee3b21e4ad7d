-- +goose Up

-- What becomes of a resource, and what a version has beside its words. Whoever had
-- revised a resource had read the version before it.

ALTER TABLE praxis_resource ADD COLUMN life jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource_version ADD COLUMN extras jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource_version ADD COLUMN base bigint NOT NULL DEFAULT 0; -- the version that its editor had read
UPDATE praxis_resource_version SET base = version - 1;
-- Reuse and value, questions and answers: what resources were used for, whom they
-- credit and of which thread they were made; what has become of questions; how
-- answers read before; and the stories of what value came of something.

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
-- What the community wants written down.
CREATE TABLE praxis_task (
	community_id uuid NOT NULL REFERENCES praxis_community,
	task_id      uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, task_id)
);
