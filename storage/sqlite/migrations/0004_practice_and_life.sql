-- +goose Up

-- What becomes of a resource, and what a version has beside its words. Whoever had
-- revised a resource had read the version before it.

ALTER TABLE praxis_resource ADD COLUMN life TEXT NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource_version ADD COLUMN extras TEXT NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource_version ADD COLUMN base INTEGER NOT NULL DEFAULT 0; -- the version that its editor had read
UPDATE praxis_resource_version SET base = version - 1;

-- Reuse and value, questions and answers: what resources were used for; what has
-- become of questions; how answers read before; and the stories of what value came
-- of something.

ALTER TABLE praxis_reuse ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE praxis_question ADD COLUMN follows_up TEXT NOT NULL DEFAULT '{}';
ALTER TABLE praxis_question ADD COLUMN course TEXT NOT NULL DEFAULT '{}';
ALTER TABLE praxis_answer ADD COLUMN course TEXT NOT NULL DEFAULT '{}';
ALTER TABLE praxis_answer ADD COLUMN rev INTEGER NOT NULL DEFAULT 1;

CREATE TABLE praxis_value_story (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	story_id     TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, story_id)
) STRICT;

-- What the community wants written down.

CREATE TABLE praxis_task (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	task_id      TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, task_id)
) STRICT;

-- Search: of every resource the words of its current version, folded and between
-- spaces (topics between dots, too), and what is filtered and ordered by. They follow
-- from the resource. Edition 0 stands for an entry that is still to be made, which is
-- done when the database is opened.

CREATE TABLE praxis_search (
	number       INTEGER PRIMARY KEY, -- under which FTS5 knows it, also after a VACUUM
	community_id TEXT NOT NULL REFERENCES praxis_community,
	resource_id  TEXT NOT NULL,
	space        TEXT,
	kind         TEXT NOT NULL,
	status       TEXT NOT NULL,
	author       TEXT NOT NULL,
	stewards     TEXT NOT NULL,
	rank         INTEGER NOT NULL, -- of the status
	newest       INTEGER NOT NULL, -- minus when the current version was written
	shared       INTEGER NOT NULL,
	edition      INTEGER NOT NULL,
	title        TEXT NOT NULL,
	topics       TEXT NOT NULL,
	body         TEXT NOT NULL,
	in_title     TEXT NOT NULL GENERATED ALWAYS AS (replace(title, ' ', ' ' || substr(community_id, 25))) VIRTUAL,
	in_topics    TEXT NOT NULL GENERATED ALWAYS AS (replace(topics, ' ', ' ' || substr(community_id, 25))) VIRTUAL,
	in_body      TEXT NOT NULL GENERATED ALWAYS AS (replace(body, ' ', ' ' || substr(community_id, 25))) VIRTUAL,
	UNIQUE (community_id, resource_id),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
) STRICT;

CREATE INDEX praxis_search_due ON praxis_search (community_id, resource_id) WHERE edition = 0;

-- Each word has the end of the community's id before it here, so that a search does not
-- go through what others have. (Two communities could have the same; what is found is
-- looked at again.) The tokenizer cuts at spaces only: words are letters and digits, and
-- whatever is not ASCII is part of a word to it. What is deleted is overwritten here, too.

CREATE VIRTUAL TABLE praxis_search_words USING fts5 (
	in_title, in_topics, in_body,
	content = 'praxis_search', content_rowid = 'number', columnsize = 0, tokenize = 'ascii'
);

INSERT INTO praxis_search_words (praxis_search_words, rank) VALUES ('secure-delete', 1);

-- +goose StatementBegin
CREATE TRIGGER praxis_search_inserted AFTER INSERT ON praxis_search BEGIN
	INSERT INTO praxis_search_words (rowid, in_title, in_topics, in_body) VALUES (new.number, new.in_title, new.in_topics, new.in_body);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER praxis_search_deleted AFTER DELETE ON praxis_search BEGIN
	INSERT INTO praxis_search_words (praxis_search_words, rowid, in_title, in_topics, in_body) VALUES ('delete', old.number, old.in_title, old.in_topics, old.in_body);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER praxis_search_updated AFTER UPDATE OF title, topics, body ON praxis_search
WHEN old.title <> new.title OR old.topics <> new.topics OR old.body <> new.body BEGIN
	INSERT INTO praxis_search_words (praxis_search_words, rowid, in_title, in_topics, in_body) VALUES ('delete', old.number, old.in_title, old.in_topics, old.in_body);
	INSERT INTO praxis_search_words (rowid, in_title, in_topics, in_body) VALUES (new.number, new.in_title, new.in_topics, new.in_body);
END;
-- +goose StatementEnd

INSERT INTO praxis_search (community_id, resource_id, space, kind, status, author, stewards, rank, newest, shared, title, topics, body, edition)
SELECT r.community_id, r.resource_id, r.space, r.kind, r.status, r.author, '[]', 0, -v.at, r.shared_at, ' ', ' ', ' ', 0
FROM praxis_resource r
JOIN praxis_resource_version v ON v.community_id = r.community_id AND v.resource_id = r.resource_id AND v.version = r.version;

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
