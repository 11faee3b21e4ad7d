-- +goose Up

-- What the community wants written down.
CREATE TABLE praxis_task (
	community_id uuid NOT NULL REFERENCES praxis_community,
	task_id      uuid NOT NULL,
	value        jsonb NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, task_id)
);
