-- +goose Up

-- What the community wants written down.
CREATE TABLE praxis_task (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	task_id      TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, task_id)
) STRICT;
