-- +goose Up

-- Every key begins with the community, so that a community can live on one
-- shard of a distributed database. Text that is a key compares by its bytes.
-- A column rev counts the recorded changes of its row; lists are JSON.

CREATE TABLE praxis_community (
	community_id uuid PRIMARY KEY,
	tenant       text COLLATE "C" NOT NULL,
	founder      text NOT NULL,
	founded_at   timestamptz NOT NULL,
	charter      jsonb NOT NULL,
	rev          bigint NOT NULL,
	name         text GENERATED ALWAYS AS (charter ->> 'name') STORED
);

CREATE INDEX praxis_community_by_tenant ON praxis_community (tenant, community_id);

CREATE TABLE praxis_lifecycle (
	community_id uuid PRIMARY KEY REFERENCES praxis_community,
	phase        text NOT NULL,
	since        timestamptz NOT NULL,
	rev          bigint NOT NULL
);

CREATE TABLE praxis_member (
	community_id uuid NOT NULL REFERENCES praxis_community,
	person       text COLLATE "C" NOT NULL,
	standing     text NOT NULL,
	since        timestamptz NOT NULL,
	roles        jsonb NOT NULL,
	rev          bigint NOT NULL,
	last_active  timestamptz,
	PRIMARY KEY (community_id, person)
) WITH (fillfactor = 80);

CREATE INDEX praxis_member_by_person ON praxis_member (person, community_id);

CREATE TABLE praxis_resource (
	community_id uuid NOT NULL REFERENCES praxis_community,
	resource_id  uuid NOT NULL,
	space        uuid,
	kind         text NOT NULL,
	author       text NOT NULL,
	shared_at    timestamptz NOT NULL,
	status       text NOT NULL,
	version      bigint NOT NULL,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, resource_id)
);

CREATE TABLE praxis_resource_version (
	community_id uuid NOT NULL,
	resource_id  uuid NOT NULL,
	version      bigint NOT NULL,
	title        text NOT NULL,
	body         text NOT NULL,
	topics       jsonb NOT NULL,
	editor       text NOT NULL,
	at           timestamptz NOT NULL,
	note         text NOT NULL,
	PRIMARY KEY (community_id, resource_id, version),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
);

CREATE TABLE praxis_reuse (
	community_id uuid NOT NULL,
	resource_id  uuid NOT NULL,
	activity_id  uuid NOT NULL,
	person       text NOT NULL,
	at           timestamptz NOT NULL,
	version      bigint NOT NULL,
	outcome      text NOT NULL,
	note         text NOT NULL,
	PRIMARY KEY (community_id, resource_id, activity_id),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
);

CREATE TABLE praxis_endorsement (
	community_id uuid NOT NULL,
	resource_id  uuid NOT NULL,
	person       text COLLATE "C" NOT NULL,
	at           timestamptz NOT NULL,
	version      bigint NOT NULL,
	PRIMARY KEY (community_id, resource_id, person),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
);

CREATE TABLE praxis_question (
	community_id uuid NOT NULL REFERENCES praxis_community,
	question_id  uuid NOT NULL,
	space        uuid,
	asker        text NOT NULL,
	asked_at     timestamptz NOT NULL,
	purpose      text NOT NULL,
	text         text NOT NULL,
	topics       jsonb NOT NULL,
	accepted     uuid,
	rev          bigint NOT NULL,
	PRIMARY KEY (community_id, question_id)
);

CREATE TABLE praxis_answer (
	community_id uuid NOT NULL,
	question_id  uuid NOT NULL,
	answer_id    uuid NOT NULL,
	author       text NOT NULL,
	answered_at  timestamptz NOT NULL,
	text         text NOT NULL,
	PRIMARY KEY (community_id, question_id, answer_id),
	FOREIGN KEY (community_id, question_id) REFERENCES praxis_question
);

-- The record. The head of a community's sequence stands in a small row of its
-- own: every activity changes it, and whoever changes a community locks it.

CREATE TABLE praxis_journal (
	community_id uuid PRIMARY KEY REFERENCES praxis_community,
	head         bigint NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE praxis_activity (
	community_id uuid NOT NULL REFERENCES praxis_community,
	seq          bigint NOT NULL,
	activity_id  uuid NOT NULL,
	actor        text NOT NULL,
	verb         text NOT NULL,
	object       uuid,
	in_reply_to  uuid,
	thread       uuid,
	recipient    text NOT NULL,
	space        uuid,
	topics       jsonb NOT NULL,
	mode         text NOT NULL,
	at           timestamptz NOT NULL,
	purpose      text NOT NULL,
	fact         text NOT NULL,
	detail       text NOT NULL,
	PRIMARY KEY (community_id, seq)
);

CREATE UNIQUE INDEX praxis_activity_by_id ON praxis_activity (community_id, activity_id);

-- What is kept along with the record: how much everybody did week by week.

CREATE TABLE praxis_tally (
	community_id uuid NOT NULL REFERENCES praxis_community,
	week         timestamptz NOT NULL, -- its Monday, 0:00 UTC
	person       text COLLATE "C" NOT NULL,
	verb         text COLLATE "C" NOT NULL,
	count        bigint NOT NULL,
	PRIMARY KEY (community_id, week, person, verb)
) WITH (fillfactor = 80);

-- What only the store needs.

CREATE TABLE praxis_operation (
	community_id uuid NOT NULL REFERENCES praxis_community,
	operation    text COLLATE "C" NOT NULL,
	actor        text NOT NULL,
	verb         text NOT NULL,
	activity_id  uuid NOT NULL,
	made         uuid,
	at           timestamptz NOT NULL,
	PRIMARY KEY (community_id, operation)
);

CREATE TABLE praxis_cursor (
	community_id uuid NOT NULL REFERENCES praxis_community,
	subscriber   text COLLATE "C" NOT NULL,
	seen         bigint NOT NULL,
	PRIMARY KEY (community_id, subscriber)
) WITH (fillfactor = 50);
