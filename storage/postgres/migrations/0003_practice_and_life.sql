-- +goose Up

-- Reuse and value, questions and answers: what resources were used for, whom they
-- credit and of which thread they were made; what has become of questions; how
-- answers read before; and the stories of what value came of something.

ALTER TABLE praxis_reuse ADD COLUMN purpose text NOT NULL DEFAULT '';
ALTER TABLE praxis_resource ADD COLUMN credits jsonb NOT NULL DEFAULT '[]';
ALTER TABLE praxis_resource ADD COLUMN thread uuid; -- the question, null for none
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
