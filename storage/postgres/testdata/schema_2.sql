-- A database with schema 2, as the version of Praxis that knew it left one of schema 1,
-- with more life in the community of those at rest.

CREATE TABLE praxis_activity (
    community_id uuid NOT NULL,
    seq bigint NOT NULL,
    activity_id uuid NOT NULL,
    actor text NOT NULL,
    verb text NOT NULL,
    object uuid,
    in_reply_to uuid,
    thread uuid,
    recipient text NOT NULL,
    space uuid,
    topics jsonb NOT NULL,
    mode text NOT NULL,
    at timestamp with time zone NOT NULL,
    purpose text NOT NULL,
    fact text NOT NULL,
    detail text NOT NULL
);

CREATE TABLE praxis_answer (
    community_id uuid NOT NULL,
    question_id uuid NOT NULL,
    answer_id uuid NOT NULL,
    author text NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    text text NOT NULL
);

CREATE TABLE praxis_community (
    community_id uuid NOT NULL,
    tenant text NOT NULL COLLATE pg_catalog."C",
    founder text NOT NULL,
    founded_at timestamp with time zone NOT NULL,
    charter jsonb NOT NULL,
    rev bigint NOT NULL,
    name text GENERATED ALWAYS AS ((charter ->> 'name'::text)) STORED,
    ended jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE praxis_cursor (
    community_id uuid NOT NULL,
    subscriber text NOT NULL COLLATE pg_catalog."C",
    seen bigint NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE praxis_endorsement (
    community_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    person text NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE praxis_gathering (
    community_id uuid NOT NULL,
    gathering_id uuid NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_guide (
    community_id uuid NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_handover (
    community_id uuid NOT NULL,
    activity_id uuid NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_journal (
    community_id uuid NOT NULL,
    head bigint NOT NULL
)
WITH (fillfactor='10');

CREATE TABLE praxis_lifecycle (
    community_id uuid NOT NULL,
    phase text NOT NULL,
    since timestamp with time zone NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_meeting (
    community_id uuid NOT NULL,
    gathering_id uuid NOT NULL,
    start timestamp with time zone NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_member (
    community_id uuid NOT NULL,
    person text NOT NULL COLLATE pg_catalog."C",
    standing text NOT NULL,
    since timestamp with time zone NOT NULL,
    roles jsonb NOT NULL,
    rev bigint NOT NULL,
    last_active timestamp with time zone,
    details jsonb DEFAULT '{}'::jsonb NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE praxis_operation (
    community_id uuid NOT NULL,
    operation text NOT NULL COLLATE pg_catalog."C",
    actor text NOT NULL,
    verb text NOT NULL,
    activity_id uuid NOT NULL,
    made uuid,
    at timestamp with time zone NOT NULL
);

CREATE TABLE praxis_presence (
    community_id uuid NOT NULL,
    day timestamp with time zone NOT NULL,
    space uuid NOT NULL,
    thread uuid NOT NULL,
    person text NOT NULL COLLATE pg_catalog."C",
    count bigint NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE praxis_proposal (
    community_id uuid NOT NULL,
    proposal_id uuid NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_question (
    community_id uuid NOT NULL,
    question_id uuid NOT NULL,
    space uuid,
    asker text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    purpose text NOT NULL,
    text text NOT NULL,
    topics jsonb NOT NULL,
    accepted uuid,
    rev bigint NOT NULL
);

CREATE TABLE praxis_rating (
    community_id uuid NOT NULL,
    review text NOT NULL COLLATE pg_catalog."C",
    item text NOT NULL COLLATE pg_catalog."C",
    person text NOT NULL COLLATE pg_catalog."C",
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_received (
    community_id uuid NOT NULL,
    week timestamp with time zone NOT NULL,
    space uuid NOT NULL,
    person text NOT NULL COLLATE pg_catalog."C",
    verb text NOT NULL COLLATE pg_catalog."C",
    count bigint NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE praxis_recognition (
    community_id uuid NOT NULL,
    activity_id uuid NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_resource (
    community_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    space uuid,
    kind text NOT NULL,
    author text NOT NULL,
    shared_at timestamp with time zone NOT NULL,
    status text NOT NULL,
    version bigint NOT NULL,
    rev bigint NOT NULL,
    origin jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE praxis_resource_version (
    community_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    version bigint NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    topics jsonb NOT NULL,
    editor text NOT NULL,
    at timestamp with time zone NOT NULL,
    note text NOT NULL
);

CREATE TABLE praxis_reuse (
    community_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    activity_id uuid NOT NULL,
    person text NOT NULL,
    at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    outcome text NOT NULL,
    note text NOT NULL
);

CREATE TABLE praxis_revision (
    community_id uuid NOT NULL,
    number bigint NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_rule (
    community_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_schema (
    id bigint GENERATED ALWAYS AS (version_id) STORED,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE praxis_space (
    community_id uuid NOT NULL,
    space_id uuid NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

CREATE TABLE praxis_tally (
    community_id uuid NOT NULL,
    week timestamp with time zone NOT NULL,
    space uuid NOT NULL,
    person text NOT NULL COLLATE pg_catalog."C",
    verb text NOT NULL COLLATE pg_catalog."C",
    count bigint NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE praxis_tie (
    community_id uuid NOT NULL,
    tie_id uuid NOT NULL,
    value jsonb NOT NULL,
    rev bigint NOT NULL
);

INSERT INTO praxis_activity (community_id, seq, activity_id, actor, verb, object, in_reply_to, thread, recipient, space, topics, mode, at, purpose, fact, detail) VALUES
	('019c163c-f71b-7000-8000-000000000002', 1, '019c163c-f71b-7000-8000-000000000001', 'ana', 'found', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-01-31 22:47:00.123456+00', '', 'cop.founded', '{"charter":{"name":"Internal audit: \"Prüfer''s\" круг","domain":{"concern":"auditing public money well","topics":["payroll","sampling"]},"kind":"helping","purpose":"Learn from each other.\nNot only from audits."}}'),
	('019c163c-f71b-7000-8000-000000000002', 2, '019c163c-f71b-7000-8000-000000000003', 'ana', 'join', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-01-31 22:47:00.123456+00', '', 'membership.joined', '{"roles":["convener"]}'),
	('019c163c-f71b-7000-8000-000000000002', 3, '572e49a0-b779-583d-886c-3b77388e84bf', 'zoë', 'commit', 'cac48f4f-f35a-54ef-85b3-c939dc24d37f', NULL, NULL, '', NULL, '[]', '', '1969-12-31 23:59:59+00', '', 'imported', '{"object":"h0"}'),
	('019c163c-f71b-7000-8000-000000000002', 4, '8470d2c9-0c46-5011-8585-9a7ec78d9312', 'bob', 'ask', 'c8d8d94c-4167-5459-8af6-f3b0efb16953', NULL, 'c8d8d94c-4167-5459-8af6-f3b0efb16953', '', NULL, '["payroll"]', '', '2019-12-29 23:59:59+00', '', 'imported', '{"object":"h1","thread":"h1"}'),
	('019c163c-f71b-7000-8000-000000000002', 5, '50cdc903-ab00-57a3-ac43-5d28e3c2c82d', 'zoë', 'answer', '500c31cb-64d2-5f9b-b148-c70bbf958fc4', 'c8d8d94c-4167-5459-8af6-f3b0efb16953', 'c8d8d94c-4167-5459-8af6-f3b0efb16953', 'bob', NULL, '["payroll"]', '', '2019-12-30 00:00:00+00', '', 'imported', '{"object":"h2","in_reply_to":"h1","thread":"h1","accepted":true}'),
	('019c163c-f71b-7000-8000-000000000002', 6, 'e24a115e-6d6a-588b-a643-3b0dd1f78804', 'ana', 'comment', 'fbbc446b-d6b9-5d72-89ff-64c1f1fc686d', 'c8d8d94c-4167-5459-8af6-f3b0efb16953', 'c8d8d94c-4167-5459-8af6-f3b0efb16953', 'bob', NULL, '[]', '', '2024-01-01 12:00:00+00', '', 'imported', '{"object":"h3","in_reply_to":"h1","thread":"h1"}'),
	('019c163c-f71b-7000-8000-000000000002', 7, '669d338f-fdf7-509e-81ce-27a97cf15d5f', 'zoë', 'ping', NULL, NULL, NULL, '', NULL, '[]', '', '2027-06-01 12:00:00+00', '', 'imported', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 8, 'c70d7e02-8d62-5a86-94d3-2642d4c39aa4', 'fay', 'comment', '6ac261ba-e510-535d-8717-c174dd4b9187', NULL, NULL, '', NULL, '[]', '', '2025-03-03 08:00:00+00', '', 'imported', '{"object":"h-fay"}'),
	('019c163c-f71b-7000-8000-000000000002', 9, 'e20fac2a-8568-5092-b077-8218054e69e2', 'gus', 'comment', '04e0e947-b526-5f51-aa9c-d326901e88d2', NULL, NULL, '', '019c1700-0000-7000-8000-0000000000f0', '[]', '', '2025-03-03 08:00:00+00', '', 'imported', '{"object":"h-gus"}'),
	('019c163c-f71b-7000-8000-000000000002', 10, '32719c10-c5a1-517d-bd24-15bc4fb82719', 'hal', 'comment', '19662c45-9fa3-5036-886c-af58206b043d', NULL, NULL, '', NULL, '[]', '', '2025-03-03 08:00:00+00', '', 'imported', '{"object":"h-hal"}'),
	('019c163c-f71b-7000-8000-000000000002', 11, '5f559011-6a06-5647-b8ff-f9b54388552d', 'jon', 'comment', 'bd64f52c-ccf6-5b28-8602-ad3bcc934e8a', NULL, NULL, '', NULL, '[]', '', '2025-03-03 08:00:00+00', '', 'imported', '{"object":"h-jon"}'),
	('019c163c-f71b-7000-8000-000000000002', 12, 'd0ed8563-107e-58b0-b1a2-a2574df61351', 'kim', 'comment', 'fafa31c9-6334-5d31-bc92-5b36c9102fc2', NULL, NULL, '', '019c1700-0000-7000-8000-0000000000f0', '[]', '', '2025-03-03 08:00:00+00', '', 'imported', '{"object":"h-kim"}'),
	('019c163c-f71b-7000-8000-000000000002', 13, '019c2363-5bfb-7000-8000-000000000004', 'bob', 'join', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-02-03 12:04:00.123456+00', '', 'membership.joined', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 14, '019c3089-c0db-7000-8000-000000000006', 'dan', 'join', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-02-06 01:21:00.123456+00', '', 'membership.joined', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 15, '019c3db0-25bb-7000-8000-000000000008', 'ana', 'invite', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'eve', NULL, '[]', '', '2026-02-08 14:38:00.123456+00', '', 'membership.invited', '{"note":"We need you."}'),
	('019c163c-f71b-7000-8000-000000000002', 16, '019c4ad6-8a9b-7000-8000-00000000000a', 'ana', 'invite', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'fay', NULL, '[]', '', '2026-02-11 03:55:00.123456+00', '', 'membership.invited', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 17, '019c57fc-ef7b-7000-8000-00000000000c', 'ana', 'invite', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'lea', NULL, '[]', '', '2026-02-13 17:12:00.123456+00', '', 'membership.invited', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 18, '587feb87-2e86-57a2-a5c4-6f5b67e42ce2', 'lea', 'comment', '39d62817-1e70-5997-8510-122be03f4aac', NULL, NULL, '', NULL, '[]', '', '2025-07-07 08:00:00+00', '', 'imported', '{"object":"h-lea"}'),
	('019c163c-f71b-7000-8000-000000000002', 19, 'e6dc2b76-7b3d-5620-ac01-c8f2c6b4850e', 'eve', 'comment', '93afdb35-0924-5499-8a7a-f29dfb8386dd', NULL, NULL, '', NULL, '[]', '', '2025-07-07 08:00:00+00', '', 'imported', '{"object":"h-eve"}'),
	('019c163c-f71b-7000-8000-000000000002', 20, '019c6523-545b-7000-8000-00000000000e', 'eve', 'join', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-02-16 06:29:00.123456+00', '', 'membership.joined', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 21, '019c7249-b93b-7000-8000-000000000010', 'jon', 'join', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-02-18 19:46:00.123456+00', '', 'membership.joined', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 22, '019c7f70-1e1b-7000-8000-000000000012', 'ana', 'admit', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'kim', NULL, '[]', '', '2026-02-21 09:03:00.123456+00', '', 'membership.admitted', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 23, '019c8c96-82fb-7000-8000-000000000014', 'ana', 'appoint', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'bob', NULL, '[]', '', '2026-02-23 22:20:00.123456+00', '', 'membership.appointed', '{"role":"mentor"}'),
	('019c163c-f71b-7000-8000-000000000002', 24, '019c99bc-e7db-7000-8000-000000000016', 'ana', 'appoint', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'eve', NULL, '[]', '', '2026-02-26 11:37:00.123456+00', '', 'membership.appointed', '{"role":"convener"}'),
	('019c163c-f71b-7000-8000-000000000002', 25, '019ca6e3-4cbb-7000-8000-000000000018', 'ana', 'relieve', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'bob', NULL, '[]', '', '2026-03-01 00:54:00.123456+00', '', 'membership.relieved', '{"role":"mentor"}'),
	('019c163c-f71b-7000-8000-000000000002', 26, '019cb409-b19b-7000-8000-00000000001a', 'bob', 'ask', '019cb409-b19b-7000-8000-00000000001b', NULL, '019cb409-b19b-7000-8000-00000000001b', '', '019c1700-0000-7000-8000-0000000000f0', '["sampling", "payroll"]', '', '2026-03-03 14:11:00.123456+00', '', 'repertoire.asked', '{"text":"How do other countries sample payroll?","topics":["sampling","payroll"]}'),
	('019c163c-f71b-7000-8000-000000000002', 27, '019cc130-167b-7000-8000-00000000001c', 'eve', 'answer', '019cc130-167b-7000-8000-00000000001d', '019cb409-b19b-7000-8000-00000000001b', '019cb409-b19b-7000-8000-00000000001b', 'bob', '019c1700-0000-7000-8000-0000000000f0', '["sampling", "payroll"]', '', '2026-03-06 03:28:00.123456+00', '', 'repertoire.answered', '{"text":"Stratify by pay grade first."}'),
	('019c163c-f71b-7000-8000-000000000002', 28, '019cce56-7b5b-7000-8000-00000000001e', 'dan', 'answer', '019cce56-7b5b-7000-8000-00000000001f', '019cb409-b19b-7000-8000-00000000001b', '019cb409-b19b-7000-8000-00000000001b', 'bob', '019c1700-0000-7000-8000-0000000000f0', '["sampling", "payroll"]', 'in-person', '2026-03-08 16:45:00.123456+00', 'seeking-experience', 'repertoire.answered', '{"text":"Draw all above a threshold."}'),
	('019c163c-f71b-7000-8000-000000000002', 29, '019cdb7c-e03b-7000-8000-000000000020', 'bob', 'accept', '019cc130-167b-7000-8000-00000000001d', '019cc130-167b-7000-8000-00000000001d', '019cb409-b19b-7000-8000-00000000001b', 'eve', '019c1700-0000-7000-8000-0000000000f0', '["sampling", "payroll"]', '', '2026-03-11 06:02:00.123456+00', '', 'repertoire.accepted', '{"answer":"019cc130-167b-7000-8000-00000000001d"}'),
	('019c163c-f71b-7000-8000-000000000002', 30, '019ce8a3-451b-7000-8000-000000000022', 'bob', 'accept', '019cce56-7b5b-7000-8000-00000000001f', '019cce56-7b5b-7000-8000-00000000001f', '019cb409-b19b-7000-8000-00000000001b', 'dan', '019c1700-0000-7000-8000-0000000000f0', '["sampling", "payroll"]', '', '2026-03-13 19:19:00.123456+00', '', 'repertoire.accepted', '{"answer":"019cce56-7b5b-7000-8000-00000000001f"}'),
	('019c163c-f71b-7000-8000-000000000002', 31, '019cf5c9-a9fb-7000-8000-000000000024', 'ana', 'ask', '019cf5c9-a9fb-7000-8000-000000000025', NULL, '019cf5c9-a9fb-7000-8000-000000000025', '', NULL, '[]', '', '2026-03-16 08:36:00.123456+00', '', 'repertoire.asked', '{"text":"Who has audited a flood fund?"}'),
	('019c163c-f71b-7000-8000-000000000002', 32, '019d02f0-0edb-7000-8000-000000000026', 'eve', 'share', '019d02f0-0edb-7000-8000-000000000027', NULL, '019d02f0-0edb-7000-8000-000000000027', '', NULL, '["payroll"]', '', '2026-03-18 21:53:00.123456+00', '', 'repertoire.shared', '{"kind":"story","title":"A payroll","body":"It was May.\n''); DROP TABLE praxis_member; --","topics":["payroll"]}'),
	('019c163c-f71b-7000-8000-000000000002', 33, '019d1016-73bb-7000-8000-000000000028', 'ana', 'share', '019d1016-73bb-7000-8000-000000000029', NULL, '019d1016-73bb-7000-8000-000000000029', '', NULL, '[]', '', '2026-03-21 11:10:00.123456+00', '', 'repertoire.shared', '{"kind":"tool","title":"A sampling sheet","body":"=RAND()"}'),
	('019c163c-f71b-7000-8000-000000000002', 34, '019d1d3c-d89b-7000-8000-00000000002a', 'eve', 'revise', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', 'eve', NULL, '[]', '', '2026-03-24 00:27:00.123456+00', '', 'repertoire.revised', '{"base":1,"title":"A payroll, again","body":"It was June.","note":"The month was wrong."}'),
	('019c163c-f71b-7000-8000-000000000002', 35, '019d2a63-3d7b-7000-8000-00000000002c', 'dan', 'reuse', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', 'eve', NULL, '[]', '', '2026-03-26 13:44:00.123456+00', '', 'repertoire.reused', '{"version":2,"outcome":"worked","note":"as it is"}'),
	('019c163c-f71b-7000-8000-000000000002', 36, '019d3789-a25b-7000-8000-00000000002e', 'bob', 'reuse', '019d1016-73bb-7000-8000-000000000029', '019d1016-73bb-7000-8000-000000000029', '019d1016-73bb-7000-8000-000000000029', 'ana', NULL, '[]', '', '2026-03-29 03:01:00.123456+00', '', 'repertoire.reused', '{"version":1,"outcome":"did-not-work"}'),
	('019c163c-f71b-7000-8000-000000000002', 37, '019d44b0-073b-7000-8000-000000000030', 'bob', 'endorse', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', 'eve', NULL, '[]', '', '2026-03-31 16:18:00.123456+00', '', 'repertoire.endorsed', '{"version":2}'),
	('019c163c-f71b-7000-8000-000000000002', 38, '019d51d6-6c1b-7000-8000-000000000032', 'dan', 'endorse', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', 'eve', NULL, '[]', '', '2026-04-03 05:35:00.123456+00', '', 'repertoire.endorsed', '{"version":2}'),
	('019c163c-f71b-7000-8000-000000000002', 39, '019d5efc-d0fb-7000-8000-000000000034', 'ana', 'revise', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', 'eve', NULL, '[]', '', '2026-04-05 18:52:00.123456+00', '', 'repertoire.revised', '{"base":2,"title":"A payroll","body":"It was July.","note":"So was this."}'),
	('019c163c-f71b-7000-8000-000000000002', 40, '019d6c23-35db-7000-8000-000000000036', 'bob', 'endorse', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', '019d02f0-0edb-7000-8000-000000000027', 'eve', NULL, '[]', '', '2026-04-08 08:09:00.123456+00', '', 'repertoire.endorsed', '{"version":3}'),
	('019c163c-f71b-7000-8000-000000000002', 41, '019d7949-9abb-7000-8000-000000000038', 'ana', 'retire', '019d1016-73bb-7000-8000-000000000029', '019d1016-73bb-7000-8000-000000000029', '019d1016-73bb-7000-8000-000000000029', 'ana', NULL, '[]', '', '2026-04-10 21:26:00.123456+00', '', 'repertoire.retired', '{"reason":"Nobody draws by hand any more."}'),
	('019c163c-f71b-7000-8000-000000000002', 42, '019d866f-ff9b-7000-8000-00000000003a', 'dan', 'leave', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-04-13 10:43:00.123456+00', '', 'membership.left', '{"reason":"A new job."}'),
	('019c163c-f71b-7000-8000-000000000002', 43, '019d9396-647b-7000-8000-00000000003c', 'ana', 'remove', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'bob', NULL, '[]', '', '2026-04-16 00:00:00.123456+00', '', 'membership.removed', '{"reason":"A mistake."}'),
	('019c163c-f71b-7000-8000-000000000002', 44, '019da0bc-c95b-7000-8000-00000000003e', 'ana', 'admit', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'bob', NULL, '[]', '', '2026-04-18 13:17:00.123456+00', '', 'membership.admitted', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 45, '019dade3-2e3b-7000-8000-000000000040', 'ana', 'amend', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-04-21 02:34:00.123456+00', '', 'cop.amended', '{"charter":{"name":"Internal audit","domain":{"concern":"auditing public money well"},"form":{"admission":"request"}},"reason":"We have grown."}'),
	('019c163c-f71b-7000-8000-000000000002', 46, '019dbb09-931b-7000-8000-000000000042', 'gus', 'apply', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-04-23 15:51:00.123456+00', '', 'membership.applied', '{"note":"I audit."}'),
	('019c163c-f71b-7000-8000-000000000002', 47, '019dc82f-f7fb-7000-8000-000000000044', 'hal', 'apply', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-04-26 05:08:00.123456+00', '', 'membership.applied', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 48, '019dd556-5cdb-7000-8000-000000000046', 'ana', 'admit', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'hal', NULL, '[]', '', '2026-04-28 18:25:00.123456+00', '', 'membership.admitted', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 49, '019de27c-c1bb-7000-8000-000000000048', 'ana', 'move', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-05-01 07:42:00.123456+00', '', 'lifecycle.moved', '{"from":"inquire","to":"design","reason":"We know what we want."}'),
	('019c163c-f71b-7000-8000-000000000002', 50, '019defa3-269b-7000-8000-00000000004a', 'dan', 'apply', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-05-03 20:59:00.123456+00', '', 'membership.applied', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 51, '019dfcc9-8b7b-7000-8000-00000000004c', 'ana', 'appoint', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'hal', NULL, '[]', '', '2026-05-06 10:16:00.123456+00', '', 'membership.appointed', '{"role":"mentor"}'),
	('019c163c-f71b-7000-8000-000000000002', 52, '019e09ef-f05b-7000-8000-00000000004e', 'ana', 'relieve', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'hal', NULL, '[]', '', '2026-05-08 23:33:00.123456+00', '', 'membership.relieved', '{"role":"mentor"}'),
	('019c163c-f71b-7000-8000-000000000002', 53, '019e1716-553b-7000-8000-000000000050', 'ana', 'invite', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, 'max', NULL, '[]', '', '2026-05-11 12:50:00.123456+00', '', 'membership.invited', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 54, '228c69de-cbca-5f2a-a486-c897ff71a048', 'gus', 'comment', '7c9fa1f0-6a74-5ae8-af22-aad447b152b5', NULL, NULL, '', '019c1700-0000-7000-8000-0000000000f0', '[]', '', '2025-08-08 08:00:00+00', '', 'imported', '{"object":"h-gus2"}'),
	('019c163c-f71b-7000-8000-000000000002', 55, 'e558f2ba-9513-51cf-97c9-0c40b794a2b5', 'kim', 'comment', '37581fdb-3cf6-55fa-9e37-6302e60b736b', NULL, NULL, '', '019c1700-0000-7000-8000-0000000000f0', '[]', '', '2025-08-08 08:00:00+00', '', 'imported', '{"object":"h-kim2"}'),
	('019c163c-f71b-7000-8000-000000000002', 56, '019e243c-ba1b-7000-8000-000000000052', 'lea', 'join', '019c163c-f71b-7000-8000-000000000002', NULL, NULL, '', NULL, '[]', '', '2026-05-14 02:07:00.123456+00', '', 'membership.joined', '{}'),
	('019e3163-1efb-7000-8000-000000000055', 1, '019e3163-1efb-7000-8000-000000000054', 'dan', 'found', '019e3163-1efb-7000-8000-000000000055', NULL, NULL, '', NULL, '[]', '', '2026-05-16 15:24:00.123456+00', '', 'cop.founded', '{"charter":{"name":"Auditors at rest","domain":{"concern":"retirement"}}}'),
	('019e3163-1efb-7000-8000-000000000055', 2, '019e3163-1efb-7000-8000-000000000056', 'dan', 'join', '019e3163-1efb-7000-8000-000000000055', NULL, NULL, '', NULL, '[]', '', '2026-05-16 15:24:00.123456+00', '', 'membership.joined', '{"roles":["convener"]}'),
	('019e3163-1efb-7000-8000-000000000055', 3, '019e3e89-83db-7000-8000-000000000057', 'ana', 'join', '019e3163-1efb-7000-8000-000000000055', NULL, NULL, '', NULL, '[]', '', '2026-05-19 04:41:00.123456+00', '', 'membership.joined', '{}'),
	('019e4baf-e8bb-7000-8000-00000000005a', 1, '019e4baf-e8bb-7000-8000-000000000059', 'ana', 'found', '019e4baf-e8bb-7000-8000-00000000005a', NULL, NULL, '', NULL, '[]', '', '2026-05-21 17:58:00.123456+00', '', 'cop.founded', '{"charter":{"name":"Teachers","domain":{"concern":"teaching fractions"}}}'),
	('019e4baf-e8bb-7000-8000-00000000005a', 2, '019e4baf-e8bb-7000-8000-00000000005b', 'ana', 'join', '019e4baf-e8bb-7000-8000-00000000005a', NULL, NULL, '', NULL, '[]', '', '2026-05-21 17:58:00.123456+00', '', 'membership.joined', '{"roles":["convener"]}'),
	('019e4baf-e8bb-7000-8000-00000000005a', 3, '019e58d6-4d9b-7000-8000-00000000005c', 'ida', 'join', '019e4baf-e8bb-7000-8000-00000000005a', NULL, NULL, '', NULL, '[]', '', '2026-05-24 07:15:00.123456+00', '', 'membership.joined', '{}'),
	('019e4baf-e8bb-7000-8000-00000000005a', 4, '019e65fc-b27b-7000-8000-00000000005e', 'ida', 'ask', '019e65fc-b27b-7000-8000-00000000005f', NULL, '019e65fc-b27b-7000-8000-00000000005f', '', NULL, '[]', '', '2026-05-26 20:32:00.123456+00', '', 'repertoire.asked', '{"text":"Pizza or cake?"}'),
	('019e3163-1efb-7000-8000-000000000055', 4, '019f1e68-9c7b-7524-b2b2-af5d20356d15', 'dan', 'share', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', NULL, '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '', NULL, '["handing over", "retirement"]', '', '2026-07-01 16:00:00.123456+00', '', 'repertoire.shared', '{"kind":"guideline","title":"Winding down","body":"Hand over one thing a week.","topics":["handing over","retirement"]}'),
	('019e3163-1efb-7000-8000-000000000055', 5, '019f2169-a77b-7e31-b576-719184baa82d', 'dan', 'revise', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', 'dan', NULL, '["handing over", "retirement"]', '', '2026-07-02 06:00:00.123456+00', '', 'repertoire.revised', '{"base":1,"title":"Winding down","body":"Hand over one thing a week.\nBegin with what only you know.","topics":["handing over","retirement"],"note":"what we saw"}'),
	('019e3163-1efb-7000-8000-000000000055', 6, '019f246a-b27b-7e39-8b64-594a89a806bf', 'dan', 'revise', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', 'dan', NULL, '["handing over", "retirement"]', '', '2026-07-02 20:00:00.123456+00', '', 'repertoire.revised', '{"base":2,"title":"Winding down well","body":"Hand over one thing a week.\nBegin with what only you know.","topics":["handing over","retirement"],"note":"a better title"}'),
	('019e3163-1efb-7000-8000-000000000055', 7, '019f276b-bd7b-7ddf-b4a0-2286bca8f180', 'ana', 'endorse', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', 'dan', NULL, '["handing over", "retirement"]', '', '2026-07-03 10:00:00.123456+00', '', 'repertoire.endorsed', '{"version":3}'),
	('019e3163-1efb-7000-8000-000000000055', 8, '019f2a6c-c87b-778c-9fde-64d2836d4a99', 'ana', 'reuse', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', 'dan', NULL, '["handing over", "retirement"]', '', '2026-07-04 00:00:00.123456+00', '', 'repertoire.reused', '{"version":3,"outcome":"worked-in-part","note":"for the archive"}'),
	('019e3163-1efb-7000-8000-000000000055', 9, '019f2d6d-d37b-7ecb-859d-55dde5721711', 'ana', 'share', '019f2d6d-d37b-7a7b-a9e9-d2c462be5b0f', NULL, '019f2d6d-d37b-7a7b-a9e9-d2c462be5b0f', '', NULL, '[]', '', '2026-07-04 14:00:00.123456+00', '', 'repertoire.shared', '{"kind":"story","title":"My last audit","body":"It was June."}'),
	('019e3163-1efb-7000-8000-000000000055', 10, '019f306e-de7b-78a9-8271-a4f4d44d27fe', 'ana', 'retire', '019f2d6d-d37b-7a7b-a9e9-d2c462be5b0f', '019f2d6d-d37b-7a7b-a9e9-d2c462be5b0f', '019f2d6d-d37b-7a7b-a9e9-d2c462be5b0f', 'ana', NULL, '[]', '', '2026-07-05 04:00:00.123456+00', '', 'repertoire.retired', '{"reason":"told elsewhere"}'),
	('019e3163-1efb-7000-8000-000000000055', 11, '019f336f-e97b-7d3b-9d33-179aa5da372b', 'dan', 'open-space', '019f336f-e97b-728e-afe0-793067a8fd50', NULL, NULL, '', '019f336f-e97b-728e-afe0-793067a8fd50', '[]', '', '2026-07-05 18:00:00.123456+00', '', 'cop.space-opened', '{"name":"Backstage","access":"private"}'),
	('019e3163-1efb-7000-8000-000000000055', 12, '019f3670-f47b-7752-978e-a85bf0c4ce68', 'dan', 'share', '019f3670-f47b-7a3a-8163-9ed51f57d32f', NULL, '019f3670-f47b-7a3a-8163-9ed51f57d32f', '', '019f336f-e97b-728e-afe0-793067a8fd50', '[]', '', '2026-07-06 08:00:00.123456+00', '', 'repertoire.shared', '{"kind":"tool","title":"A list","body":"Keys, codes, people."}'),
	('019e3163-1efb-7000-8000-000000000055', 13, '019f3971-ff7b-739c-bf40-dbf31a2b57bf', 'dan', 'ask', '019f3971-ff7b-7111-aaa7-da8fae6ffe25', NULL, '019f3971-ff7b-7111-aaa7-da8fae6ffe25', '', '019f336f-e97b-728e-afe0-793067a8fd50', '[]', '', '2026-07-06 22:00:00.123456+00', '', 'repertoire.asked', '{"text":"Who takes the keys?"}'),
	('019e3163-1efb-7000-8000-000000000055', 14, '019f3c73-0a7b-7e3a-9b7b-fb669f66db64', 'dan', 'propose', '019f3c73-0a7b-767a-bad0-0dc69345b589', NULL, '019f3c73-0a7b-767a-bad0-0dc69345b589', '', NULL, '[]', '', '2026-07-07 12:00:00.123456+00', '', 'cop.proposed', '{"title":"A rule","text":"Let us have one.","method":"consent","quorum":1,"deadline":"2026-07-16T05:00:00.123456Z","action":{"set_rule":{"title":"No hurry","text":"Nobody hurries."}}}'),
	('019e3163-1efb-7000-8000-000000000055', 15, '019f3f74-157b-747e-970e-60018e1a0761', 'ana', 'vote', '019f3c73-0a7b-767a-bad0-0dc69345b589', '019f3c73-0a7b-767a-bad0-0dc69345b589', '019f3c73-0a7b-767a-bad0-0dc69345b589', 'dan', NULL, '[]', '', '2026-07-08 02:00:00.123456+00', '', 'cop.voted', '{"stance":"consent"}'),
	('019e3163-1efb-7000-8000-000000000055', 16, '019f4275-207b-77e7-bf64-361f66d85442', 'dan', 'vote', '019f3c73-0a7b-767a-bad0-0dc69345b589', '019f3c73-0a7b-767a-bad0-0dc69345b589', '019f3c73-0a7b-767a-bad0-0dc69345b589', 'dan', NULL, '[]', '', '2026-07-08 16:00:00.123456+00', '', 'cop.voted', '{"stance":"consent"}'),
	('019e3163-1efb-7000-8000-000000000055', 17, '019f4576-2b7b-7f0e-bf03-a08163ac43ce', 'dan', 'decide', '019f3c73-0a7b-767a-bad0-0dc69345b589', '019f3c73-0a7b-767a-bad0-0dc69345b589', '019f3c73-0a7b-767a-bad0-0dc69345b589', 'dan', NULL, '[]', '', '2026-07-09 06:00:00.123456+00', '', 'cop.decided', '{"result":"adopted","entitled":2,"answered":2,"tally":[{"stance":"consent","count":2},{"stance":"stand-aside","count":0},{"stance":"object","count":0}]}'),
	('019e3163-1efb-7000-8000-000000000055', 18, '019f4576-2b7b-7628-8070-320bfb701569', 'dan', 'rule', '019f4576-2b7b-7155-a589-c1f4cb0fb88e', '019f3c73-0a7b-767a-bad0-0dc69345b589', '019f3c73-0a7b-767a-bad0-0dc69345b589', '', NULL, '[]', '', '2026-07-09 06:00:00.123456+00', '', 'cop.ruled', '{"title":"No hurry","text":"Nobody hurries.","reason":"decided: A rule"}'),
	('019e3163-1efb-7000-8000-000000000055', 19, '019f4877-367b-75ef-b961-dfd07dfb2433', 'dan', 'plan', '019f4877-367b-76f3-8f67-7ecdeb6f4df9', NULL, NULL, '', NULL, '[]', '', '2026-07-09 20:00:00.123456+00', '', 'cop.gathering-planned', '{"title":"A walk","rhythm":{"start":"2026-09-01T10:00","zone":"UTC","minutes":60,"every":"monthly","ordinal":1,"count":3}}'),
	('019e3163-1efb-7000-8000-000000000055', 20, '019f4b78-417b-739d-a413-79e0ecffbd73', 'dan', 'thank', '019e3163-1efb-7000-8000-000000000055', NULL, NULL, 'ana', NULL, '[]', '', '2026-07-10 10:00:00.123456+00', '', 'membership.thanked', '{"note":"for the better title"}'),
	('019e3163-1efb-7000-8000-000000000055', 21, '019f4e79-4c7b-7c99-9060-d18e61016f6e', 'dan', 'tie', '019f4e79-4c7b-765a-b14d-e70ee793af3a', NULL, NULL, '', NULL, '[]', '', '2026-07-11 00:00:00.123456+00', '', 'cop.tied', '{"kind":"partner","who":"The ministry","since":"2026-07-11T00:00:00.123456Z"}');

INSERT INTO praxis_answer (community_id, question_id, answer_id, author, answered_at, text) VALUES
	('019c163c-f71b-7000-8000-000000000002', '019cb409-b19b-7000-8000-00000000001b', '019cc130-167b-7000-8000-00000000001d', 'eve', '2026-03-06 03:28:00.123456+00', 'Stratify by pay grade first.'),
	('019c163c-f71b-7000-8000-000000000002', '019cb409-b19b-7000-8000-00000000001b', '019cce56-7b5b-7000-8000-00000000001f', 'dan', '2026-03-08 16:45:00.123456+00', 'Draw all above a threshold.');

INSERT INTO praxis_community (community_id, tenant, founder, founded_at, charter, rev, ended) VALUES
	('019c163c-f71b-7000-8000-000000000002', '', 'ana', '2026-01-31 22:47:00.123456+00', '{"form": {"admission": "request"}, "name": "Internal audit", "domain": {"concern": "auditing public money well"}}', 2, '{}'),
	('019e3163-1efb-7000-8000-000000000055', '', 'dan', '2026-05-16 15:24:00.123456+00', '{"name": "Auditors at rest", "domain": {"concern": "retirement"}}', 1, '{}'),
	('019e4baf-e8bb-7000-8000-00000000005a', 'school', 'ana', '2026-05-21 17:58:00.123456+00', '{"name": "Teachers", "domain": {"concern": "teaching fractions"}}', 1, '{}');

INSERT INTO praxis_cursor (community_id, subscriber, seen) VALUES
	('019c163c-f71b-7000-8000-000000000002', 'relay', 40);

INSERT INTO praxis_endorsement (community_id, resource_id, person, at, version) VALUES
	('019c163c-f71b-7000-8000-000000000002', '019d02f0-0edb-7000-8000-000000000027', 'bob', '2026-04-08 08:09:00.123456+00', 3),
	('019c163c-f71b-7000-8000-000000000002', '019d02f0-0edb-7000-8000-000000000027', 'dan', '2026-04-03 05:35:00.123456+00', 2),
	('019e3163-1efb-7000-8000-000000000055', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', 'ana', '2026-07-03 10:00:00.123456+00', 3);

INSERT INTO praxis_gathering (community_id, gathering_id, value, rev) VALUES
	('019e3163-1efb-7000-8000-000000000055', '019f4877-367b-76f3-8f67-7ecdeb6f4df9', '{"id": "019f4877-367b-76f3-8f67-7ecdeb6f4df9", "rev": 1, "title": "A walk", "rhythm": {"zone": "UTC", "count": 3, "every": "monthly", "start": "2026-09-01T10:00", "minutes": 60, "ordinal": 1}, "community": "019e3163-1efb-7000-8000-000000000055", "planned_at": "2026-07-09T20:00:00.123456Z", "planned_by": "dan"}', 1);

INSERT INTO praxis_journal (community_id, head) VALUES
	('019c163c-f71b-7000-8000-000000000002', 56),
	('019e4baf-e8bb-7000-8000-00000000005a', 4),
	('019e3163-1efb-7000-8000-000000000055', 21);

INSERT INTO praxis_lifecycle (community_id, phase, since, rev) VALUES
	('019c163c-f71b-7000-8000-000000000002', 'design', '2026-05-01 07:42:00.123456+00', 2),
	('019e3163-1efb-7000-8000-000000000055', 'inquire', '2026-05-16 15:24:00.123456+00', 1),
	('019e4baf-e8bb-7000-8000-00000000005a', 'inquire', '2026-05-21 17:58:00.123456+00', 1);

INSERT INTO praxis_member (community_id, person, standing, since, roles, rev, last_active, details) VALUES
	('019e4baf-e8bb-7000-8000-00000000005a', 'ana', 'member', '2026-05-21 17:58:00.123456+00', '["convener"]', 1, NULL, '{}'),
	('019e4baf-e8bb-7000-8000-00000000005a', 'ida', 'member', '2026-05-24 07:15:00.123456+00', '[]', 1, '2026-05-26 20:32:00.123456+00', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'ana', 'member', '2026-01-31 22:47:00.123456+00', '["convener"]', 1, '2026-04-10 21:26:00.123456+00', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'eve', 'member', '2026-02-16 06:29:00.123456+00', '["convener"]', 3, '2026-03-24 00:27:00.123456+00', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'fay', 'invited', '2026-02-11 03:55:00.123456+00', '[]', 1, NULL, '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'gus', 'applicant', '2026-04-23 15:51:00.123456+00', '[]', 1, NULL, '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'hal', 'member', '2026-04-28 18:25:00.123456+00', '[]', 4, NULL, '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'jon', 'member', '2026-02-18 19:46:00.123456+00', '[]', 1, NULL, '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'kim', 'member', '2026-02-21 09:03:00.123456+00', '[]', 1, NULL, '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'lea', 'member', '2026-05-14 02:07:00.123456+00', '[]', 2, '2025-07-07 08:00:00+00', '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'max', 'invited', '2026-05-11 12:50:00.123456+00', '[]', 1, NULL, '{}'),
	('019c163c-f71b-7000-8000-000000000002', 'bob', 'member', '2026-04-18 13:17:00.123456+00', '[]', 5, '2026-04-08 08:09:00.123456+00', '{"past": [{"to": "2026-04-16T00:00:00.123456Z", "from": "2026-02-03T12:04:00.123456Z"}]}'),
	('019c163c-f71b-7000-8000-000000000002', 'dan', 'applicant', '2026-05-03 20:59:00.123456+00', '[]', 3, '2026-04-03 05:35:00.123456+00', '{"past": [{"to": "2026-04-13T10:43:00.123456Z", "from": "2026-02-06T01:21:00.123456Z"}]}'),
	('019e3163-1efb-7000-8000-000000000055', 'ana', 'member', '2026-05-19 04:41:00.123456+00', '[]', 1, '2026-07-08 02:00:00.123456+00', '{}'),
	('019e3163-1efb-7000-8000-000000000055', 'dan', 'member', '2026-05-16 15:24:00.123456+00', '["convener"]', 1, '2026-07-10 10:00:00.123456+00', '{}');

INSERT INTO praxis_operation (community_id, operation, actor, verb, activity_id, made, at) VALUES
	('019c163c-f71b-7000-8000-000000000002', 'form 17', 'bob', 'ask', '019cb409-b19b-7000-8000-00000000001c', '019cb409-b19b-7000-8000-00000000001b', '2026-03-03 14:11:00.123456+00');

INSERT INTO praxis_presence (community_id, day, space, thread, person, count) VALUES
	('019c163c-f71b-7000-8000-000000000002', '2026-04-05 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ana', 1),
	('019e4baf-e8bb-7000-8000-00000000005a', '2026-05-26 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ida', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-08-08 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '00000000-0000-0000-0000-000000000000', 'kim', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '00000000-0000-0000-0000-000000000000', 'gus', 1),
	('019c163c-f71b-7000-8000-000000000002', '2027-06-01 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'zoë', 1),
	('019c163c-f71b-7000-8000-000000000002', '1969-12-31 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'zoë', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-06 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '019cb409-b19b-7000-8000-00000000001b', 'eve', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-10 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ana', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '00000000-0000-0000-0000-000000000000', 'kim', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-07-07 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'eve', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-31 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'bob', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-18 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'eve', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-24 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'eve', 1),
	('019c163c-f71b-7000-8000-000000000002', '2024-01-01 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'c8d8d94c-4167-5459-8af6-f3b0efb16953', 'ana', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-11 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '00000000-0000-0000-0000-000000000000', 'bob', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'bob', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-03 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '00000000-0000-0000-0000-000000000000', 'bob', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-08 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'bob', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'hal', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-13 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '00000000-0000-0000-0000-000000000000', 'bob', 1),
	('019c163c-f71b-7000-8000-000000000002', '2019-12-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'bob', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-26 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'dan', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'jon', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-16 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ana', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-08-08 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '00000000-0000-0000-0000-000000000000', 'gus', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-21 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ana', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'fay', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-08 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', '019cb409-b19b-7000-8000-00000000001b', 'dan', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-07-07 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'lea', 1),
	('019c163c-f71b-7000-8000-000000000002', '2019-12-30 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'c8d8d94c-4167-5459-8af6-f3b0efb16953', 'zoë', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-03 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'dan', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-01 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'dan', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-02 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'dan', 2),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-03 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ana', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-04 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ana', 2),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-05 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ana', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '019f336f-e97b-728e-afe0-793067a8fd50', '00000000-0000-0000-0000-000000000000', 'dan', 2),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-07 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'dan', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-08 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'ana', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-08 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'dan', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-10 00:00:00+00', '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 'dan', 1);

INSERT INTO praxis_proposal (community_id, proposal_id, value, rev) VALUES
	('019e3163-1efb-7000-8000-000000000055', '019f3c73-0a7b-767a-bad0-0dc69345b589', '{"at": "2026-07-07T12:00:00.123456Z", "id": "019f3c73-0a7b-767a-bad0-0dc69345b589", "rev": 4, "text": "Let us have one.", "title": "A rule", "action": {"set_rule": {"text": "Nobody hurries.", "title": "No hurry"}}, "closed": {"at": "2026-07-09T06:00:00.123456Z", "by": "dan"}, "method": "consent", "quorum": 1, "status": "adopted", "outcome": {"tally": [{"count": 2, "stance": "consent"}, {"count": 0, "stance": "stand-aside"}, {"count": 0, "stance": "object"}], "result": "adopted", "answered": 2, "entitled": 2}, "deadline": "2026-07-16T05:00:00.123456Z", "proposer": "dan", "community": "019e3163-1efb-7000-8000-000000000055", "positions": [{"at": "2026-07-08T02:00:00.123456Z", "person": "ana", "stance": "consent"}, {"at": "2026-07-08T16:00:00.123456Z", "person": "dan", "stance": "consent"}]}', 4);

INSERT INTO praxis_question (community_id, question_id, space, asker, asked_at, purpose, text, topics, accepted, rev) VALUES
	('019c163c-f71b-7000-8000-000000000002', '019cb409-b19b-7000-8000-00000000001b', '019c1700-0000-7000-8000-0000000000f0', 'bob', '2026-03-03 14:11:00.123456+00', '', 'How do other countries sample payroll?', '["sampling", "payroll"]', '019cce56-7b5b-7000-8000-00000000001f', 3),
	('019c163c-f71b-7000-8000-000000000002', '019cf5c9-a9fb-7000-8000-000000000025', NULL, 'ana', '2026-03-16 08:36:00.123456+00', '', 'Who has audited a flood fund?', '[]', NULL, 1),
	('019e4baf-e8bb-7000-8000-00000000005a', '019e65fc-b27b-7000-8000-00000000005f', NULL, 'ida', '2026-05-26 20:32:00.123456+00', '', 'Pizza or cake?', '[]', NULL, 1),
	('019e3163-1efb-7000-8000-000000000055', '019f3971-ff7b-7111-aaa7-da8fae6ffe25', '019f336f-e97b-728e-afe0-793067a8fd50', 'dan', '2026-07-06 22:00:00.123456+00', '', 'Who takes the keys?', '[]', NULL, 1);

INSERT INTO praxis_received (community_id, week, space, person, verb, count) VALUES
	('019c163c-f71b-7000-8000-000000000002', '2026-03-30 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'eve', 'revise', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-30 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'eve', 'endorse', 2),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-09 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'eve', 'accept', 1),
	('019c163c-f71b-7000-8000-000000000002', '2019-12-30 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'bob', 'answer', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-23 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'reuse', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-02 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'bob', 'answer', 2),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-09 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'dan', 'accept', 1),
	('019c163c-f71b-7000-8000-000000000002', '2024-01-01 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'bob', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-23 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'eve', 'reuse', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'eve', 'endorse', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'endorse', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'reuse', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'vote', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'thank', 1);

INSERT INTO praxis_recognition (community_id, activity_id, value, rev) VALUES
	('019e3163-1efb-7000-8000-000000000055', '019f4b78-417b-739d-a413-79e0ecffbd73', '{"at": "2026-07-10T10:00:00.123456Z", "id": "019f4b78-417b-739d-a413-79e0ecffbd73", "to": "ana", "from": "dan", "kind": "thanks", "note": "for the better title", "community": "019e3163-1efb-7000-8000-000000000055"}', 1);

INSERT INTO praxis_resource (community_id, resource_id, space, kind, author, shared_at, status, version, rev, origin) VALUES
	('019c163c-f71b-7000-8000-000000000002', '019d02f0-0edb-7000-8000-000000000027', NULL, 'story', 'eve', '2026-03-18 21:53:00.123456+00', 'in-use', 3, 3, '{}'),
	('019c163c-f71b-7000-8000-000000000002', '019d1016-73bb-7000-8000-000000000029', NULL, 'tool', 'ana', '2026-03-21 11:10:00.123456+00', 'retired', 1, 2, '{}'),
	('019e3163-1efb-7000-8000-000000000055', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', NULL, 'guideline', 'dan', '2026-07-01 16:00:00.123456+00', 'in-use', 3, 3, '{}'),
	('019e3163-1efb-7000-8000-000000000055', '019f2d6d-d37b-7a7b-a9e9-d2c462be5b0f', NULL, 'story', 'ana', '2026-07-04 14:00:00.123456+00', 'retired', 1, 2, '{}'),
	('019e3163-1efb-7000-8000-000000000055', '019f3670-f47b-7a3a-8163-9ed51f57d32f', '019f336f-e97b-728e-afe0-793067a8fd50', 'tool', 'dan', '2026-07-06 08:00:00.123456+00', 'in-use', 1, 1, '{}');

INSERT INTO praxis_resource_version (community_id, resource_id, version, title, body, topics, editor, at, note) VALUES
	('019c163c-f71b-7000-8000-000000000002', '019d02f0-0edb-7000-8000-000000000027', 1, 'A payroll', 'It was May.
''); DROP TABLE praxis_member; --', '["payroll"]', 'eve', '2026-03-18 21:53:00.123456+00', ''),
	('019c163c-f71b-7000-8000-000000000002', '019d02f0-0edb-7000-8000-000000000027', 2, 'A payroll, again', 'It was June.', '[]', 'eve', '2026-03-24 00:27:00.123456+00', 'The month was wrong.'),
	('019c163c-f71b-7000-8000-000000000002', '019d02f0-0edb-7000-8000-000000000027', 3, 'A payroll', 'It was July.', '[]', 'ana', '2026-04-05 18:52:00.123456+00', 'So was this.'),
	('019c163c-f71b-7000-8000-000000000002', '019d1016-73bb-7000-8000-000000000029', 1, 'A sampling sheet', '=RAND()', '[]', 'ana', '2026-03-21 11:10:00.123456+00', ''),
	('019e3163-1efb-7000-8000-000000000055', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', 1, 'Winding down', 'Hand over one thing a week.', '["handing over", "retirement"]', 'dan', '2026-07-01 16:00:00.123456+00', ''),
	('019e3163-1efb-7000-8000-000000000055', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', 2, 'Winding down', 'Hand over one thing a week.
Begin with what only you know.', '["handing over", "retirement"]', 'dan', '2026-07-02 06:00:00.123456+00', 'what we saw'),
	('019e3163-1efb-7000-8000-000000000055', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', 3, 'Winding down well', 'Hand over one thing a week.
Begin with what only you know.', '["handing over", "retirement"]', 'dan', '2026-07-02 20:00:00.123456+00', 'a better title'),
	('019e3163-1efb-7000-8000-000000000055', '019f2d6d-d37b-7a7b-a9e9-d2c462be5b0f', 1, 'My last audit', 'It was June.', '[]', 'ana', '2026-07-04 14:00:00.123456+00', ''),
	('019e3163-1efb-7000-8000-000000000055', '019f3670-f47b-7a3a-8163-9ed51f57d32f', 1, 'A list', 'Keys, codes, people.', '[]', 'dan', '2026-07-06 08:00:00.123456+00', '');

INSERT INTO praxis_reuse (community_id, resource_id, activity_id, person, at, version, outcome, note) VALUES
	('019c163c-f71b-7000-8000-000000000002', '019d02f0-0edb-7000-8000-000000000027', '019d2a63-3d7b-7000-8000-00000000002c', 'dan', '2026-03-26 13:44:00.123456+00', 2, 'worked', 'as it is'),
	('019c163c-f71b-7000-8000-000000000002', '019d1016-73bb-7000-8000-000000000029', '019d3789-a25b-7000-8000-00000000002e', 'bob', '2026-03-29 03:01:00.123456+00', 1, 'did-not-work', ''),
	('019e3163-1efb-7000-8000-000000000055', '019f1e68-9c7b-7a1c-8844-cf16149fe0de', '019f2a6c-c87b-778c-9fde-64d2836d4a99', 'ana', '2026-07-04 00:00:00.123456+00', 3, 'worked-in-part', 'for the archive');

INSERT INTO praxis_revision (community_id, number, value, rev) VALUES
	('019c163c-f71b-7000-8000-000000000002', 1, '{"at": "2026-01-31T22:47:00.123456Z", "editor": "ana", "number": 1, "reason": "", "charter": {"kind": "helping", "name": "Internal audit: \"Prüfer''s\" круг", "domain": {"topics": ["payroll", "sampling"], "concern": "auditing public money well"}, "purpose": "Learn from each other.\nNot only from audits."}, "community": "019c163c-f71b-7000-8000-000000000002"}', 1),
	('019c163c-f71b-7000-8000-000000000002', 2, '{"at": "2026-04-21T02:34:00.123456Z", "editor": "ana", "number": 2, "reason": "We have grown.", "charter": {"form": {"admission": "request"}, "name": "Internal audit", "domain": {"concern": "auditing public money well"}}, "community": "019c163c-f71b-7000-8000-000000000002"}', 1),
	('019e3163-1efb-7000-8000-000000000055', 1, '{"at": "2026-05-16T15:24:00.123456Z", "editor": "dan", "number": 1, "reason": "", "charter": {"name": "Auditors at rest", "domain": {"concern": "retirement"}}, "community": "019e3163-1efb-7000-8000-000000000055"}', 1),
	('019e4baf-e8bb-7000-8000-00000000005a', 1, '{"at": "2026-05-21T17:58:00.123456Z", "editor": "ana", "number": 1, "reason": "", "charter": {"name": "Teachers", "domain": {"concern": "teaching fractions"}}, "community": "019e4baf-e8bb-7000-8000-00000000005a"}', 1);

INSERT INTO praxis_rule (community_id, rule_id, value, rev) VALUES
	('019e3163-1efb-7000-8000-000000000055', '019f4576-2b7b-7155-a589-c1f4cb0fb88e', '{"id": "019f4576-2b7b-7155-a589-c1f4cb0fb88e", "rev": 1, "text": "Nobody hurries.", "title": "No hurry", "versions": [{"at": "2026-07-09T06:00:00.123456Z", "by": "dan", "text": "Nobody hurries.", "title": "No hurry", "number": 1, "reason": "decided: A rule", "proposal": "019f3c73-0a7b-767a-bad0-0dc69345b589"}], "community": "019e3163-1efb-7000-8000-000000000055"}', 1);

INSERT INTO praxis_schema (version_id, is_applied, tstamp) VALUES
	(0, true, '2026-11-29 01:10:54.087218+00'),
	(1, true, '2026-11-29 01:10:54.087218+00'),
	(2, true, '2026-11-29 01:10:54.810202+00');

INSERT INTO praxis_space (community_id, space_id, value, rev) VALUES
	('019e3163-1efb-7000-8000-000000000055', '019f336f-e97b-728e-afe0-793067a8fd50', '{"id": "019f336f-e97b-728e-afe0-793067a8fd50", "rev": 1, "name": "Backstage", "access": "private", "people": ["dan"], "community": "019e3163-1efb-7000-8000-000000000055", "opened_at": "2026-07-05T18:00:00.123456Z", "opened_by": "dan"}', 1);

INSERT INTO praxis_tally (community_id, week, space, person, verb, count) VALUES
	('019c163c-f71b-7000-8000-000000000002', '2026-04-27 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'apply', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-23 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'eve', 'revise', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-02 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'invite', 1),
	('019c163c-f71b-7000-8000-000000000002', '2024-01-01 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-30 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'endorse', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-16 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'ask', 1),
	('019e4baf-e8bb-7000-8000-00000000005a', '2026-05-18 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ida', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-13 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'admit', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-05-11 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'lea', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '1969-12-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'zoë', 'commit', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-13 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'leave', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-02 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'eve', 'answer', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-02 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'dan', 'answer', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-05-11 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'invite', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-27 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'admit', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-23 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'appoint', 2),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-16 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'share', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-02 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'bob', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-20 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'gus', 'apply', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-02 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-23 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'relieve', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-08-04 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'gus', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'hal', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'kim', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2019-12-23 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'bob', 'ask', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'jon', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-30 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'revise', 1),
	('019c163c-f71b-7000-8000-000000000002', '2027-05-31 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'zoë', 'ping', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-16 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'admit', 1),
	('019e4baf-e8bb-7000-8000-00000000005a', '2026-05-18 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-16 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'jon', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-16 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'eve', 'share', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-05-04 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'relieve', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-07-07 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'eve', 'comment', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-05-11 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-23 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'reuse', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-01-26 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'found', 1),
	('019e4baf-e8bb-7000-8000-00000000005a', '2026-05-18 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'found', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'gus', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-02 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'bob', 'ask', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'bob', 'endorse', 1),
	('019c163c-f71b-7000-8000-000000000002', '2019-12-30 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'zoë', 'answer', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-16 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'eve', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-01-26 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-20 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'amend', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-02-09 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'invite', 2),
	('019c163c-f71b-7000-8000-000000000002', '2026-05-04 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'appoint', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-08-04 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'kim', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-30 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'bob', 'endorse', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-07-07 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'lea', 'comment', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-20 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'hal', 'apply', 1),
	('019c163c-f71b-7000-8000-000000000002', '2025-03-03 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'fay', 'comment', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-05-11 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'found', 1),
	('019e4baf-e8bb-7000-8000-00000000005a', '2026-05-25 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ida', 'ask', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-09 00:00:00+00', '019c1700-0000-7000-8000-0000000000f0', 'bob', 'accept', 2),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-13 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'remove', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'retire', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-05-18 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'join', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-04-27 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'move', 1),
	('019c163c-f71b-7000-8000-000000000002', '2026-03-23 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'bob', 'reuse', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'share', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'revise', 2),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'endorse', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'reuse', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'share', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'retire', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-06-29 00:00:00+00', '019f336f-e97b-728e-afe0-793067a8fd50', 'dan', 'open-space', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '019f336f-e97b-728e-afe0-793067a8fd50', 'dan', 'share', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '019f336f-e97b-728e-afe0-793067a8fd50', 'dan', 'ask', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'propose', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'ana', 'vote', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'vote', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'decide', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'rule', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'plan', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'thank', 1),
	('019e3163-1efb-7000-8000-000000000055', '2026-07-06 00:00:00+00', '00000000-0000-0000-0000-000000000000', 'dan', 'tie', 1);

INSERT INTO praxis_tie (community_id, tie_id, value, rev) VALUES
	('019e3163-1efb-7000-8000-000000000055', '019f4e79-4c7b-765a-b14d-e70ee793af3a', '{"at": "2026-07-11T00:00:00.123456Z", "by": "dan", "id": "019f4e79-4c7b-765a-b14d-e70ee793af3a", "rev": 1, "who": "The ministry", "kind": "partner", "since": "2026-07-11T00:00:00.123456Z", "community": "019e3163-1efb-7000-8000-000000000055"}', 1);

ALTER TABLE ONLY praxis_activity
    ADD CONSTRAINT praxis_activity_pkey PRIMARY KEY (community_id, seq);

ALTER TABLE ONLY praxis_answer
    ADD CONSTRAINT praxis_answer_pkey PRIMARY KEY (community_id, question_id, answer_id);

ALTER TABLE ONLY praxis_community
    ADD CONSTRAINT praxis_community_pkey PRIMARY KEY (community_id);

ALTER TABLE ONLY praxis_cursor
    ADD CONSTRAINT praxis_cursor_pkey PRIMARY KEY (community_id, subscriber);

ALTER TABLE ONLY praxis_endorsement
    ADD CONSTRAINT praxis_endorsement_pkey PRIMARY KEY (community_id, resource_id, person);

ALTER TABLE ONLY praxis_gathering
    ADD CONSTRAINT praxis_gathering_pkey PRIMARY KEY (community_id, gathering_id);

ALTER TABLE ONLY praxis_guide
    ADD CONSTRAINT praxis_guide_pkey PRIMARY KEY (community_id);

ALTER TABLE ONLY praxis_handover
    ADD CONSTRAINT praxis_handover_pkey PRIMARY KEY (community_id, activity_id);

ALTER TABLE ONLY praxis_journal
    ADD CONSTRAINT praxis_journal_pkey PRIMARY KEY (community_id);

ALTER TABLE ONLY praxis_lifecycle
    ADD CONSTRAINT praxis_lifecycle_pkey PRIMARY KEY (community_id);

ALTER TABLE ONLY praxis_meeting
    ADD CONSTRAINT praxis_meeting_pkey PRIMARY KEY (community_id, gathering_id, start);

ALTER TABLE ONLY praxis_member
    ADD CONSTRAINT praxis_member_pkey PRIMARY KEY (community_id, person);

ALTER TABLE ONLY praxis_operation
    ADD CONSTRAINT praxis_operation_pkey PRIMARY KEY (community_id, operation);

ALTER TABLE ONLY praxis_presence
    ADD CONSTRAINT praxis_presence_pkey PRIMARY KEY (community_id, day, space, thread, person);

ALTER TABLE ONLY praxis_proposal
    ADD CONSTRAINT praxis_proposal_pkey PRIMARY KEY (community_id, proposal_id);

ALTER TABLE ONLY praxis_question
    ADD CONSTRAINT praxis_question_pkey PRIMARY KEY (community_id, question_id);

ALTER TABLE ONLY praxis_rating
    ADD CONSTRAINT praxis_rating_pkey PRIMARY KEY (community_id, review, item, person);

ALTER TABLE ONLY praxis_received
    ADD CONSTRAINT praxis_received_pkey PRIMARY KEY (community_id, week, space, person, verb);

ALTER TABLE ONLY praxis_recognition
    ADD CONSTRAINT praxis_recognition_pkey PRIMARY KEY (community_id, activity_id);

ALTER TABLE ONLY praxis_resource
    ADD CONSTRAINT praxis_resource_pkey PRIMARY KEY (community_id, resource_id);

ALTER TABLE ONLY praxis_resource_version
    ADD CONSTRAINT praxis_resource_version_pkey PRIMARY KEY (community_id, resource_id, version);

ALTER TABLE ONLY praxis_reuse
    ADD CONSTRAINT praxis_reuse_pkey PRIMARY KEY (community_id, resource_id, activity_id);

ALTER TABLE ONLY praxis_revision
    ADD CONSTRAINT praxis_revision_pkey PRIMARY KEY (community_id, number);

ALTER TABLE ONLY praxis_rule
    ADD CONSTRAINT praxis_rule_pkey PRIMARY KEY (community_id, rule_id);

ALTER TABLE ONLY praxis_schema
    ADD CONSTRAINT praxis_schema_pkey PRIMARY KEY (version_id);

ALTER TABLE ONLY praxis_space
    ADD CONSTRAINT praxis_space_pkey PRIMARY KEY (community_id, space_id);

ALTER TABLE ONLY praxis_tally
    ADD CONSTRAINT praxis_tally_pkey PRIMARY KEY (community_id, week, space, person, verb);

ALTER TABLE ONLY praxis_tie
    ADD CONSTRAINT praxis_tie_pkey PRIMARY KEY (community_id, tie_id);

CREATE UNIQUE INDEX praxis_activity_by_id ON praxis_activity USING btree (community_id, activity_id);

CREATE INDEX praxis_community_by_tenant ON praxis_community USING btree (tenant, community_id);

CREATE INDEX praxis_member_by_person ON praxis_member USING btree (person, community_id);

ALTER TABLE ONLY praxis_activity
    ADD CONSTRAINT praxis_activity_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_answer
    ADD CONSTRAINT praxis_answer_community_id_question_id_fkey FOREIGN KEY (community_id, question_id) REFERENCES praxis_question(community_id, question_id);

ALTER TABLE ONLY praxis_cursor
    ADD CONSTRAINT praxis_cursor_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_endorsement
    ADD CONSTRAINT praxis_endorsement_community_id_resource_id_fkey FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource(community_id, resource_id);

ALTER TABLE ONLY praxis_gathering
    ADD CONSTRAINT praxis_gathering_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_guide
    ADD CONSTRAINT praxis_guide_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_handover
    ADD CONSTRAINT praxis_handover_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_journal
    ADD CONSTRAINT praxis_journal_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_lifecycle
    ADD CONSTRAINT praxis_lifecycle_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_meeting
    ADD CONSTRAINT praxis_meeting_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_member
    ADD CONSTRAINT praxis_member_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_operation
    ADD CONSTRAINT praxis_operation_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_presence
    ADD CONSTRAINT praxis_presence_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_proposal
    ADD CONSTRAINT praxis_proposal_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_question
    ADD CONSTRAINT praxis_question_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_rating
    ADD CONSTRAINT praxis_rating_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_received
    ADD CONSTRAINT praxis_received_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_recognition
    ADD CONSTRAINT praxis_recognition_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_resource
    ADD CONSTRAINT praxis_resource_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_resource_version
    ADD CONSTRAINT praxis_resource_version_community_id_resource_id_fkey FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource(community_id, resource_id);

ALTER TABLE ONLY praxis_reuse
    ADD CONSTRAINT praxis_reuse_community_id_resource_id_fkey FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource(community_id, resource_id);

ALTER TABLE ONLY praxis_revision
    ADD CONSTRAINT praxis_revision_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_rule
    ADD CONSTRAINT praxis_rule_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_space
    ADD CONSTRAINT praxis_space_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_tally
    ADD CONSTRAINT praxis_tally_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);

ALTER TABLE ONLY praxis_tie
    ADD CONSTRAINT praxis_tie_community_id_fkey FOREIGN KEY (community_id) REFERENCES praxis_community(community_id);
