-- A database with schema 3, as the version of Praxis that knew it left one of schema 2,
-- with more life in the community of those at rest.

BEGIN TRANSACTION;
CREATE TABLE praxis_schema (
			id         INTEGER PRIMARY KEY,
			version_id INTEGER NOT NULL UNIQUE,
			is_applied INTEGER NOT NULL,
			tstamp     TIMESTAMP NOT NULL DEFAULT (datetime('now'))
		);
INSERT INTO praxis_schema VALUES(1,0,1,'2026-11-22 11:14:55');
INSERT INTO praxis_schema VALUES(2,1,1,'2026-11-22 11:14:55');
INSERT INTO praxis_schema VALUES(3,2,1,'2026-11-28 20:14:30');
INSERT INTO praxis_schema VALUES(4,3,1,'2026-11-29 01:10:39');
CREATE TABLE praxis_community (
	community_id TEXT NOT NULL PRIMARY KEY,
	tenant       TEXT NOT NULL,
	founder      TEXT NOT NULL,
	founded_at   INTEGER NOT NULL,
	charter      TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	name         TEXT GENERATED ALWAYS AS (charter ->> '$.name') VIRTUAL
, ended TEXT NOT NULL DEFAULT '{}') STRICT;
INSERT INTO praxis_community VALUES('019c163c-f71b-7000-8000-000000000002','','ana',1769899620123456,'{"name":"Internal audit","domain":{"concern":"auditing public money well"},"form":{"admission":"request"}}',2,'{}');
INSERT INTO praxis_community VALUES('019e3163-1efb-7000-8000-000000000055','','dan',1778945040123456,'{"name":"Auditors at rest","domain":{"concern":"retirement"}}',1,'{}');
INSERT INTO praxis_community VALUES('019e4baf-e8bb-7000-8000-00000000005a','school','ana',1779386280123456,'{"name":"Teachers","domain":{"concern":"teaching fractions"}}',1,'{}');
CREATE TABLE praxis_lifecycle (
	community_id TEXT NOT NULL PRIMARY KEY REFERENCES praxis_community,
	phase        TEXT NOT NULL,
	since        INTEGER NOT NULL,
	rev          INTEGER NOT NULL
) STRICT;
INSERT INTO praxis_lifecycle VALUES('019c163c-f71b-7000-8000-000000000002','design',1777621320123456,2);
INSERT INTO praxis_lifecycle VALUES('019e3163-1efb-7000-8000-000000000055','inquire',1778945040123456,1);
INSERT INTO praxis_lifecycle VALUES('019e4baf-e8bb-7000-8000-00000000005a','inquire',1779386280123456,1);
CREATE TABLE praxis_member (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	person       TEXT NOT NULL,
	standing     TEXT NOT NULL,
	since        INTEGER NOT NULL,
	roles        TEXT NOT NULL,
	rev          INTEGER NOT NULL, last_active INTEGER, details TEXT NOT NULL DEFAULT '{}',
	PRIMARY KEY (community_id, person)
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','ana','member',1769899620123456,'["convener"]',1,1775856360123456,'{}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','bob','member',1776518220123456,'[]',5,1775635740123456,'{"past":[{"from":"2026-02-03T12:04:00.123456Z","to":"2026-04-16T00:00:00.123456Z"}]}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','dan','applicant',1777841940123456,'[]',3,1775194500123456,'{"past":[{"from":"2026-02-06T01:21:00.123456Z","to":"2026-04-13T10:43:00.123456Z"}]}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','eve','member',1771223340123456,'["convener"]',3,1774312020123456,'{}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','fay','invited',1770782100123456,'[]',1,NULL,'{}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','gus','applicant',1776959460123456,'[]',1,1754640000000000,'{}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','hal','member',1777400700123456,'[]',4,NULL,'{}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','jon','member',1771443960123456,'[]',1,NULL,'{}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','kim','member',1771664580123456,'[]',1,1754640000000000,'{}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','lea','member',1778724420123456,'[]',2,1751875200000000,'{}');
INSERT INTO praxis_member VALUES('019c163c-f71b-7000-8000-000000000002','max','invited',1778503800123456,'[]',1,NULL,'{}');
INSERT INTO praxis_member VALUES('019e3163-1efb-7000-8000-000000000055','ana','member',1779165660123456,'[]',1,1783476000123456,'{}');
INSERT INTO praxis_member VALUES('019e3163-1efb-7000-8000-000000000055','dan','member',1778945040123456,'["convener"]',1,1783677600123456,'{}');
INSERT INTO praxis_member VALUES('019e4baf-e8bb-7000-8000-00000000005a','ana','member',1779386280123456,'["convener"]',1,NULL,'{}');
INSERT INTO praxis_member VALUES('019e4baf-e8bb-7000-8000-00000000005a','ida','member',1779606900123456,'[]',1,1779827520123456,'{}');
CREATE TABLE praxis_resource (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	resource_id  TEXT NOT NULL,
	space        TEXT,
	kind         TEXT NOT NULL,
	author       TEXT NOT NULL,
	shared_at    INTEGER NOT NULL,
	status       TEXT NOT NULL,
	version      INTEGER NOT NULL,
	rev          INTEGER NOT NULL, origin TEXT NOT NULL DEFAULT '{}',
	PRIMARY KEY (community_id, resource_id)
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_resource VALUES('019c163c-f71b-7000-8000-000000000002','019d02f0-0edb-7000-8000-000000000027',NULL,'story','eve',1773870780123456,'in-use',3,3,'{}');
INSERT INTO praxis_resource VALUES('019c163c-f71b-7000-8000-000000000002','019d1016-73bb-7000-8000-000000000029',NULL,'tool','ana',1774091400123456,'retired',1,2,'{}');
INSERT INTO praxis_resource VALUES('019e3163-1efb-7000-8000-000000000055','019f1e68-9c7b-7935-a3ee-21cf406afaf2',NULL,'guideline','dan',1782921600123456,'in-use',3,3,'{}');
INSERT INTO praxis_resource VALUES('019e3163-1efb-7000-8000-000000000055','019f2d6d-d37b-74e0-95db-95603541e3d2',NULL,'story','ana',1783173600123456,'retired',1,2,'{}');
INSERT INTO praxis_resource VALUES('019e3163-1efb-7000-8000-000000000055','019f3670-f47b-75c5-bb97-c145bdb7f2d0','019f336f-e97b-795b-a599-3f6f15c3d705','tool','dan',1783324800123456,'in-use',1,1,'{}');
CREATE TABLE praxis_resource_version (
	community_id TEXT NOT NULL,
	resource_id  TEXT NOT NULL,
	version      INTEGER NOT NULL,
	title        TEXT NOT NULL,
	body         TEXT NOT NULL,
	topics       TEXT NOT NULL,
	editor       TEXT NOT NULL,
	at           INTEGER NOT NULL,
	note         TEXT NOT NULL,
	PRIMARY KEY (community_id, resource_id, version),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
) STRICT;
INSERT INTO praxis_resource_version VALUES('019c163c-f71b-7000-8000-000000000002','019d02f0-0edb-7000-8000-000000000027',1,'A payroll',replace('It was May.\n''); DROP TABLE praxis_member; --','\n',char(10)),'["payroll"]','eve',1773870780123456,'');
INSERT INTO praxis_resource_version VALUES('019c163c-f71b-7000-8000-000000000002','019d1016-73bb-7000-8000-000000000029',1,'A sampling sheet','=RAND()','[]','ana',1774091400123456,'');
INSERT INTO praxis_resource_version VALUES('019c163c-f71b-7000-8000-000000000002','019d02f0-0edb-7000-8000-000000000027',2,'A payroll, again','It was June.','[]','eve',1774312020123456,'The month was wrong.');
INSERT INTO praxis_resource_version VALUES('019c163c-f71b-7000-8000-000000000002','019d02f0-0edb-7000-8000-000000000027',3,'A payroll','It was July.','[]','ana',1775415120123456,'So was this.');
INSERT INTO praxis_resource_version VALUES('019e3163-1efb-7000-8000-000000000055','019f1e68-9c7b-7935-a3ee-21cf406afaf2',1,'Winding down','Hand over one thing a week.','["handing over","retirement"]','dan',1782921600123456,'');
INSERT INTO praxis_resource_version VALUES('019e3163-1efb-7000-8000-000000000055','019f1e68-9c7b-7935-a3ee-21cf406afaf2',2,'Winding down',replace('Hand over one thing a week.\nBegin with what only you know.','\n',char(10)),'["handing over","retirement"]','dan',1782972000123456,'what we saw');
INSERT INTO praxis_resource_version VALUES('019e3163-1efb-7000-8000-000000000055','019f1e68-9c7b-7935-a3ee-21cf406afaf2',3,'Winding down well',replace('Hand over one thing a week.\nBegin with what only you know.','\n',char(10)),'["handing over","retirement"]','dan',1783022400123456,'a better title');
INSERT INTO praxis_resource_version VALUES('019e3163-1efb-7000-8000-000000000055','019f2d6d-d37b-74e0-95db-95603541e3d2',1,'My last audit','It was June.','[]','ana',1783173600123456,'');
INSERT INTO praxis_resource_version VALUES('019e3163-1efb-7000-8000-000000000055','019f3670-f47b-75c5-bb97-c145bdb7f2d0',1,'A list','Keys, codes, people.','[]','dan',1783324800123456,'');
CREATE TABLE praxis_reuse (
	community_id TEXT NOT NULL,
	resource_id  TEXT NOT NULL,
	activity_id  TEXT NOT NULL,
	person       TEXT NOT NULL,
	at           INTEGER NOT NULL,
	version      INTEGER NOT NULL,
	outcome      TEXT NOT NULL,
	note         TEXT NOT NULL,
	PRIMARY KEY (community_id, resource_id, activity_id),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_reuse VALUES('019c163c-f71b-7000-8000-000000000002','019d02f0-0edb-7000-8000-000000000027','019d2a63-3d7b-7000-8000-00000000002c','dan',1774532640123456,2,'worked','as it is');
INSERT INTO praxis_reuse VALUES('019c163c-f71b-7000-8000-000000000002','019d1016-73bb-7000-8000-000000000029','019d3789-a25b-7000-8000-00000000002e','bob',1774753260123456,1,'did-not-work','');
INSERT INTO praxis_reuse VALUES('019e3163-1efb-7000-8000-000000000055','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f2a6c-c87b-7e8d-99e3-9736103fef02','ana',1783123200123456,3,'worked-in-part','for the archive');
CREATE TABLE praxis_endorsement (
	community_id TEXT NOT NULL,
	resource_id  TEXT NOT NULL,
	person       TEXT NOT NULL,
	at           INTEGER NOT NULL,
	version      INTEGER NOT NULL,
	PRIMARY KEY (community_id, resource_id, person),
	FOREIGN KEY (community_id, resource_id) REFERENCES praxis_resource
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_endorsement VALUES('019c163c-f71b-7000-8000-000000000002','019d02f0-0edb-7000-8000-000000000027','bob',1775635740123456,3);
INSERT INTO praxis_endorsement VALUES('019c163c-f71b-7000-8000-000000000002','019d02f0-0edb-7000-8000-000000000027','dan',1775194500123456,2);
INSERT INTO praxis_endorsement VALUES('019e3163-1efb-7000-8000-000000000055','019f1e68-9c7b-7935-a3ee-21cf406afaf2','ana',1783072800123456,3);
CREATE TABLE praxis_question (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	question_id  TEXT NOT NULL,
	space        TEXT,
	asker        TEXT NOT NULL,
	asked_at     INTEGER NOT NULL,
	purpose      TEXT NOT NULL,
	text         TEXT NOT NULL,
	topics       TEXT NOT NULL,
	accepted     TEXT,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, question_id)
) STRICT;
INSERT INTO praxis_question VALUES('019c163c-f71b-7000-8000-000000000002','019cb409-b19b-7000-8000-00000000001b',NULL,'bob',1772547060123456,'','How do other countries sample payroll?','["sampling","payroll"]','019cce56-7b5b-7000-8000-00000000001f',3);
INSERT INTO praxis_question VALUES('019c163c-f71b-7000-8000-000000000002','019cf5c9-a9fb-7000-8000-000000000025',NULL,'ana',1773650160123456,'','Who has audited a flood fund?','[]',NULL,1);
INSERT INTO praxis_question VALUES('019e4baf-e8bb-7000-8000-00000000005a','019e65fc-b27b-7000-8000-00000000005f',NULL,'ida',1779827520123456,'','Pizza or cake?','[]',NULL,1);
INSERT INTO praxis_question VALUES('019e3163-1efb-7000-8000-000000000055','019f3971-ff7b-7986-9bf7-dc4b8b046126','019f336f-e97b-795b-a599-3f6f15c3d705','dan',1783375200123456,'','Who takes the keys?','[]',NULL,1);
CREATE TABLE praxis_answer (
	community_id TEXT NOT NULL,
	question_id  TEXT NOT NULL,
	answer_id    TEXT NOT NULL,
	author       TEXT NOT NULL,
	answered_at  INTEGER NOT NULL,
	text         TEXT NOT NULL,
	PRIMARY KEY (community_id, question_id, answer_id),
	FOREIGN KEY (community_id, question_id) REFERENCES praxis_question
) STRICT;
INSERT INTO praxis_answer VALUES('019c163c-f71b-7000-8000-000000000002','019cb409-b19b-7000-8000-00000000001b','019cc130-167b-7000-8000-00000000001d','eve',1772767680123456,'Stratify by pay grade first.');
INSERT INTO praxis_answer VALUES('019c163c-f71b-7000-8000-000000000002','019cb409-b19b-7000-8000-00000000001b','019cce56-7b5b-7000-8000-00000000001f','dan',1772988300123456,'Draw all above a threshold.');
CREATE TABLE praxis_journal (
	community_id TEXT NOT NULL PRIMARY KEY REFERENCES praxis_community,
	head         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_journal VALUES('019c163c-f71b-7000-8000-000000000002',56);
INSERT INTO praxis_journal VALUES('019e3163-1efb-7000-8000-000000000055',21);
INSERT INTO praxis_journal VALUES('019e4baf-e8bb-7000-8000-00000000005a',4);
CREATE TABLE praxis_activity (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	seq          INTEGER NOT NULL,
	activity_id  TEXT NOT NULL,
	actor        TEXT NOT NULL,
	verb         TEXT NOT NULL,
	object       TEXT,
	in_reply_to  TEXT,
	thread       TEXT,
	recipient    TEXT NOT NULL,
	space        TEXT,
	topics       TEXT NOT NULL,
	mode         TEXT NOT NULL,
	at           INTEGER NOT NULL,
	purpose      TEXT NOT NULL,
	fact         TEXT NOT NULL,
	detail       TEXT NOT NULL,
	PRIMARY KEY (community_id, seq)
) STRICT;
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',1,'019c163c-f71b-7000-8000-000000000001','ana','found','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1769899620123456,'','cop.founded','{"charter":{"name":"Internal audit: \"Prüfer''s\" круг","domain":{"concern":"auditing public money well","topics":["payroll","sampling"]},"kind":"helping","purpose":"Learn from each other.\nNot only from audits."}}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',2,'019c163c-f71b-7000-8000-000000000003','ana','join','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1769899620123456,'','membership.joined','{"roles":["convener"]}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',3,'572e49a0-b779-583d-886c-3b77388e84bf','zoë','commit','cac48f4f-f35a-54ef-85b3-c939dc24d37f',NULL,NULL,'',NULL,'[]','',-1000000,'','imported','{"object":"h0"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',4,'8470d2c9-0c46-5011-8585-9a7ec78d9312','bob','ask','c8d8d94c-4167-5459-8af6-f3b0efb16953',NULL,'c8d8d94c-4167-5459-8af6-f3b0efb16953','',NULL,'["payroll"]','',1577663999000000,'','imported','{"object":"h1","thread":"h1"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',5,'50cdc903-ab00-57a3-ac43-5d28e3c2c82d','zoë','answer','500c31cb-64d2-5f9b-b148-c70bbf958fc4','c8d8d94c-4167-5459-8af6-f3b0efb16953','c8d8d94c-4167-5459-8af6-f3b0efb16953','bob',NULL,'["payroll"]','',1577664000000000,'','imported','{"object":"h2","in_reply_to":"h1","thread":"h1","accepted":true}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',6,'e24a115e-6d6a-588b-a643-3b0dd1f78804','ana','comment','fbbc446b-d6b9-5d72-89ff-64c1f1fc686d','c8d8d94c-4167-5459-8af6-f3b0efb16953','c8d8d94c-4167-5459-8af6-f3b0efb16953','bob',NULL,'[]','',1704110400000000,'','imported','{"object":"h3","in_reply_to":"h1","thread":"h1"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',7,'669d338f-fdf7-509e-81ce-27a97cf15d5f','zoë','ping',NULL,NULL,NULL,'',NULL,'[]','',1811851200000000,'','imported','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',8,'c70d7e02-8d62-5a86-94d3-2642d4c39aa4','fay','comment','6ac261ba-e510-535d-8717-c174dd4b9187',NULL,NULL,'',NULL,'[]','',1740988800000000,'','imported','{"object":"h-fay"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',9,'e20fac2a-8568-5092-b077-8218054e69e2','gus','comment','04e0e947-b526-5f51-aa9c-d326901e88d2',NULL,NULL,'',NULL,'[]','',1740988800000000,'','imported','{"object":"h-gus"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',10,'32719c10-c5a1-517d-bd24-15bc4fb82719','hal','comment','19662c45-9fa3-5036-886c-af58206b043d',NULL,NULL,'',NULL,'[]','',1740988800000000,'','imported','{"object":"h-hal"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',11,'5f559011-6a06-5647-b8ff-f9b54388552d','jon','comment','bd64f52c-ccf6-5b28-8602-ad3bcc934e8a',NULL,NULL,'',NULL,'[]','',1740988800000000,'','imported','{"object":"h-jon"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',12,'d0ed8563-107e-58b0-b1a2-a2574df61351','kim','comment','fafa31c9-6334-5d31-bc92-5b36c9102fc2',NULL,NULL,'',NULL,'[]','',1740988800000000,'','imported','{"object":"h-kim"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',13,'019c2363-5bfb-7000-8000-000000000004','bob','join','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1770120240123456,'','membership.joined','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',14,'019c3089-c0db-7000-8000-000000000006','dan','join','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1770340860123456,'','membership.joined','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',15,'019c3db0-25bb-7000-8000-000000000008','ana','invite','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'eve',NULL,'[]','',1770561480123456,'','membership.invited','{"note":"We need you."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',16,'019c4ad6-8a9b-7000-8000-00000000000a','ana','invite','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'fay',NULL,'[]','',1770782100123456,'','membership.invited','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',17,'019c57fc-ef7b-7000-8000-00000000000c','ana','invite','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'lea',NULL,'[]','',1771002720123456,'','membership.invited','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',18,'587feb87-2e86-57a2-a5c4-6f5b67e42ce2','lea','comment','39d62817-1e70-5997-8510-122be03f4aac',NULL,NULL,'',NULL,'[]','',1751875200000000,'','imported','{"object":"h-lea"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',19,'e6dc2b76-7b3d-5620-ac01-c8f2c6b4850e','eve','comment','93afdb35-0924-5499-8a7a-f29dfb8386dd',NULL,NULL,'',NULL,'[]','',1751875200000000,'','imported','{"object":"h-eve"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',20,'019c6523-545b-7000-8000-00000000000e','eve','join','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1771223340123456,'','membership.joined','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',21,'019c7249-b93b-7000-8000-000000000010','jon','join','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1771443960123456,'','membership.joined','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',22,'019c7f70-1e1b-7000-8000-000000000012','ana','admit','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'kim',NULL,'[]','',1771664580123456,'','membership.admitted','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',23,'019c8c96-82fb-7000-8000-000000000014','ana','appoint','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'bob',NULL,'[]','',1771885200123456,'','membership.appointed','{"role":"mentor"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',24,'019c99bc-e7db-7000-8000-000000000016','ana','appoint','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'eve',NULL,'[]','',1772105820123456,'','membership.appointed','{"role":"convener"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',25,'019ca6e3-4cbb-7000-8000-000000000018','ana','relieve','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'bob',NULL,'[]','',1772326440123456,'','membership.relieved','{"role":"mentor"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',26,'019cb409-b19b-7000-8000-00000000001a','bob','ask','019cb409-b19b-7000-8000-00000000001b',NULL,'019cb409-b19b-7000-8000-00000000001b','',NULL,'["sampling","payroll"]','',1772547060123456,'','repertoire.asked','{"text":"How do other countries sample payroll?","topics":["sampling","payroll"]}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',27,'019cc130-167b-7000-8000-00000000001c','eve','answer','019cc130-167b-7000-8000-00000000001d','019cb409-b19b-7000-8000-00000000001b','019cb409-b19b-7000-8000-00000000001b','bob',NULL,'["sampling","payroll"]','',1772767680123456,'','repertoire.answered','{"text":"Stratify by pay grade first."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',28,'019cce56-7b5b-7000-8000-00000000001e','dan','answer','019cce56-7b5b-7000-8000-00000000001f','019cb409-b19b-7000-8000-00000000001b','019cb409-b19b-7000-8000-00000000001b','bob',NULL,'["sampling","payroll"]','in-person',1772988300123456,'seeking-experience','repertoire.answered','{"text":"Draw all above a threshold."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',29,'019cdb7c-e03b-7000-8000-000000000020','bob','accept','019cc130-167b-7000-8000-00000000001d','019cc130-167b-7000-8000-00000000001d','019cb409-b19b-7000-8000-00000000001b','eve',NULL,'["sampling","payroll"]','',1773208920123456,'','repertoire.accepted','{"answer":"019cc130-167b-7000-8000-00000000001d"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',30,'019ce8a3-451b-7000-8000-000000000022','bob','accept','019cce56-7b5b-7000-8000-00000000001f','019cce56-7b5b-7000-8000-00000000001f','019cb409-b19b-7000-8000-00000000001b','dan',NULL,'["sampling","payroll"]','',1773429540123456,'','repertoire.accepted','{"answer":"019cce56-7b5b-7000-8000-00000000001f"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',31,'019cf5c9-a9fb-7000-8000-000000000024','ana','ask','019cf5c9-a9fb-7000-8000-000000000025',NULL,'019cf5c9-a9fb-7000-8000-000000000025','',NULL,'[]','',1773650160123456,'','repertoire.asked','{"text":"Who has audited a flood fund?"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',32,'019d02f0-0edb-7000-8000-000000000026','eve','share','019d02f0-0edb-7000-8000-000000000027',NULL,'019d02f0-0edb-7000-8000-000000000027','',NULL,'["payroll"]','',1773870780123456,'','repertoire.shared','{"kind":"story","title":"A payroll","body":"It was May.\n''); DROP TABLE praxis_member; --","topics":["payroll"]}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',33,'019d1016-73bb-7000-8000-000000000028','ana','share','019d1016-73bb-7000-8000-000000000029',NULL,'019d1016-73bb-7000-8000-000000000029','',NULL,'[]','',1774091400123456,'','repertoire.shared','{"kind":"tool","title":"A sampling sheet","body":"=RAND()"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',34,'019d1d3c-d89b-7000-8000-00000000002a','eve','revise','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','eve',NULL,'[]','',1774312020123456,'','repertoire.revised','{"base":1,"title":"A payroll, again","body":"It was June.","note":"The month was wrong."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',35,'019d2a63-3d7b-7000-8000-00000000002c','dan','reuse','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','eve',NULL,'[]','',1774532640123456,'','repertoire.reused','{"version":2,"outcome":"worked","note":"as it is"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',36,'019d3789-a25b-7000-8000-00000000002e','bob','reuse','019d1016-73bb-7000-8000-000000000029','019d1016-73bb-7000-8000-000000000029','019d1016-73bb-7000-8000-000000000029','ana',NULL,'[]','',1774753260123456,'','repertoire.reused','{"version":1,"outcome":"did-not-work"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',37,'019d44b0-073b-7000-8000-000000000030','bob','endorse','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','eve',NULL,'[]','',1774973880123456,'','repertoire.endorsed','{"version":2}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',38,'019d51d6-6c1b-7000-8000-000000000032','dan','endorse','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','eve',NULL,'[]','',1775194500123456,'','repertoire.endorsed','{"version":2}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',39,'019d5efc-d0fb-7000-8000-000000000034','ana','revise','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','eve',NULL,'[]','',1775415120123456,'','repertoire.revised','{"base":2,"title":"A payroll","body":"It was July.","note":"So was this."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',40,'019d6c23-35db-7000-8000-000000000036','bob','endorse','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','019d02f0-0edb-7000-8000-000000000027','eve',NULL,'[]','',1775635740123456,'','repertoire.endorsed','{"version":3}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',41,'019d7949-9abb-7000-8000-000000000038','ana','retire','019d1016-73bb-7000-8000-000000000029','019d1016-73bb-7000-8000-000000000029','019d1016-73bb-7000-8000-000000000029','ana',NULL,'[]','',1775856360123456,'','repertoire.retired','{"reason":"Nobody draws by hand any more."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',42,'019d866f-ff9b-7000-8000-00000000003a','dan','leave','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1776076980123456,'','membership.left','{"reason":"A new job."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',43,'019d9396-647b-7000-8000-00000000003c','ana','remove','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'bob',NULL,'[]','',1776297600123456,'','membership.removed','{"reason":"A mistake."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',44,'019da0bc-c95b-7000-8000-00000000003e','ana','admit','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'bob',NULL,'[]','',1776518220123456,'','membership.admitted','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',45,'019dade3-2e3b-7000-8000-000000000040','ana','amend','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1776738840123456,'','cop.amended','{"charter":{"name":"Internal audit","domain":{"concern":"auditing public money well"},"form":{"admission":"request"}},"reason":"We have grown."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',46,'019dbb09-931b-7000-8000-000000000042','gus','apply','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1776959460123456,'','membership.applied','{"note":"I audit."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',47,'019dc82f-f7fb-7000-8000-000000000044','hal','apply','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1777180080123456,'','membership.applied','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',48,'019dd556-5cdb-7000-8000-000000000046','ana','admit','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'hal',NULL,'[]','',1777400700123456,'','membership.admitted','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',49,'019de27c-c1bb-7000-8000-000000000048','ana','move','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1777621320123456,'','lifecycle.moved','{"from":"inquire","to":"design","reason":"We know what we want."}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',50,'019defa3-269b-7000-8000-00000000004a','dan','apply','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1777841940123456,'','membership.applied','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',51,'019dfcc9-8b7b-7000-8000-00000000004c','ana','appoint','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'hal',NULL,'[]','',1778062560123456,'','membership.appointed','{"role":"mentor"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',52,'019e09ef-f05b-7000-8000-00000000004e','ana','relieve','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'hal',NULL,'[]','',1778283180123456,'','membership.relieved','{"role":"mentor"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',53,'019e1716-553b-7000-8000-000000000050','ana','invite','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'max',NULL,'[]','',1778503800123456,'','membership.invited','{}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',54,'228c69de-cbca-5f2a-a486-c897ff71a048','gus','comment','7c9fa1f0-6a74-5ae8-af22-aad447b152b5',NULL,NULL,'',NULL,'[]','',1754640000000000,'','imported','{"object":"h-gus2"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',55,'e558f2ba-9513-51cf-97c9-0c40b794a2b5','kim','comment','37581fdb-3cf6-55fa-9e37-6302e60b736b',NULL,NULL,'',NULL,'[]','',1754640000000000,'','imported','{"object":"h-kim2"}');
INSERT INTO praxis_activity VALUES('019c163c-f71b-7000-8000-000000000002',56,'019e243c-ba1b-7000-8000-000000000052','lea','join','019c163c-f71b-7000-8000-000000000002',NULL,NULL,'',NULL,'[]','',1778724420123456,'','membership.joined','{}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',1,'019e3163-1efb-7000-8000-000000000054','dan','found','019e3163-1efb-7000-8000-000000000055',NULL,NULL,'',NULL,'[]','',1778945040123456,'','cop.founded','{"charter":{"name":"Auditors at rest","domain":{"concern":"retirement"}}}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',2,'019e3163-1efb-7000-8000-000000000056','dan','join','019e3163-1efb-7000-8000-000000000055',NULL,NULL,'',NULL,'[]','',1778945040123456,'','membership.joined','{"roles":["convener"]}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',3,'019e3e89-83db-7000-8000-000000000057','ana','join','019e3163-1efb-7000-8000-000000000055',NULL,NULL,'',NULL,'[]','',1779165660123456,'','membership.joined','{}');
INSERT INTO praxis_activity VALUES('019e4baf-e8bb-7000-8000-00000000005a',1,'019e4baf-e8bb-7000-8000-000000000059','ana','found','019e4baf-e8bb-7000-8000-00000000005a',NULL,NULL,'',NULL,'[]','',1779386280123456,'','cop.founded','{"charter":{"name":"Teachers","domain":{"concern":"teaching fractions"}}}');
INSERT INTO praxis_activity VALUES('019e4baf-e8bb-7000-8000-00000000005a',2,'019e4baf-e8bb-7000-8000-00000000005b','ana','join','019e4baf-e8bb-7000-8000-00000000005a',NULL,NULL,'',NULL,'[]','',1779386280123456,'','membership.joined','{"roles":["convener"]}');
INSERT INTO praxis_activity VALUES('019e4baf-e8bb-7000-8000-00000000005a',3,'019e58d6-4d9b-7000-8000-00000000005c','ida','join','019e4baf-e8bb-7000-8000-00000000005a',NULL,NULL,'',NULL,'[]','',1779606900123456,'','membership.joined','{}');
INSERT INTO praxis_activity VALUES('019e4baf-e8bb-7000-8000-00000000005a',4,'019e65fc-b27b-7000-8000-00000000005e','ida','ask','019e65fc-b27b-7000-8000-00000000005f',NULL,'019e65fc-b27b-7000-8000-00000000005f','',NULL,'[]','',1779827520123456,'','repertoire.asked','{"text":"Pizza or cake?"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',4,'019f1e68-9c7b-7e1a-b3d0-6612b3c2481f','dan','share','019f1e68-9c7b-7935-a3ee-21cf406afaf2',NULL,'019f1e68-9c7b-7935-a3ee-21cf406afaf2','',NULL,'["handing over","retirement"]','',1782921600123456,'','repertoire.shared','{"kind":"guideline","title":"Winding down","body":"Hand over one thing a week.","topics":["handing over","retirement"]}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',5,'019f2169-a77b-7610-b966-c7c2d6c26778','dan','revise','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f1e68-9c7b-7935-a3ee-21cf406afaf2','dan',NULL,'["handing over","retirement"]','',1782972000123456,'','repertoire.revised','{"base":1,"title":"Winding down","body":"Hand over one thing a week.\nBegin with what only you know.","topics":["handing over","retirement"],"note":"what we saw"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',6,'019f246a-b27b-7e2c-a56e-d6671fddf9f0','dan','revise','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f1e68-9c7b-7935-a3ee-21cf406afaf2','dan',NULL,'["handing over","retirement"]','',1783022400123456,'','repertoire.revised','{"base":2,"title":"Winding down well","body":"Hand over one thing a week.\nBegin with what only you know.","topics":["handing over","retirement"],"note":"a better title"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',7,'019f276b-bd7b-78ca-ba3a-29fcbdcd5838','ana','endorse','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f1e68-9c7b-7935-a3ee-21cf406afaf2','dan',NULL,'["handing over","retirement"]','',1783072800123456,'','repertoire.endorsed','{"version":3}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',8,'019f2a6c-c87b-7e8d-99e3-9736103fef02','ana','reuse','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f1e68-9c7b-7935-a3ee-21cf406afaf2','019f1e68-9c7b-7935-a3ee-21cf406afaf2','dan',NULL,'["handing over","retirement"]','',1783123200123456,'','repertoire.reused','{"version":3,"outcome":"worked-in-part","note":"for the archive"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',9,'019f2d6d-d37b-76e9-8b2b-e4913ede11b7','ana','share','019f2d6d-d37b-74e0-95db-95603541e3d2',NULL,'019f2d6d-d37b-74e0-95db-95603541e3d2','',NULL,'[]','',1783173600123456,'','repertoire.shared','{"kind":"story","title":"My last audit","body":"It was June."}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',10,'019f306e-de7b-717e-85d4-6ce165069056','ana','retire','019f2d6d-d37b-74e0-95db-95603541e3d2','019f2d6d-d37b-74e0-95db-95603541e3d2','019f2d6d-d37b-74e0-95db-95603541e3d2','ana',NULL,'[]','',1783224000123456,'','repertoire.retired','{"reason":"told elsewhere"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',11,'019f336f-e97b-7ffd-a840-36af6421e86f','dan','open-space','019f336f-e97b-795b-a599-3f6f15c3d705',NULL,NULL,'','019f336f-e97b-795b-a599-3f6f15c3d705','[]','',1783274400123456,'','cop.space-opened','{"name":"Backstage","access":"private"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',12,'019f3670-f47b-7bcb-88b0-a4fc13a8aa12','dan','share','019f3670-f47b-75c5-bb97-c145bdb7f2d0',NULL,'019f3670-f47b-75c5-bb97-c145bdb7f2d0','','019f336f-e97b-795b-a599-3f6f15c3d705','[]','',1783324800123456,'','repertoire.shared','{"kind":"tool","title":"A list","body":"Keys, codes, people."}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',13,'019f3971-ff7b-78c9-932a-748ed00758bc','dan','ask','019f3971-ff7b-7986-9bf7-dc4b8b046126',NULL,'019f3971-ff7b-7986-9bf7-dc4b8b046126','','019f336f-e97b-795b-a599-3f6f15c3d705','[]','',1783375200123456,'','repertoire.asked','{"text":"Who takes the keys?"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',14,'019f3c73-0a7b-7823-a528-59e10d454c1c','dan','propose','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2',NULL,'019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','',NULL,'[]','',1783425600123456,'','cop.proposed','{"title":"A rule","text":"Let us have one.","method":"consent","quorum":1,"deadline":"2026-07-16T05:00:00.123456Z","action":{"set_rule":{"title":"No hurry","text":"Nobody hurries."}}}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',15,'019f3f74-157b-7f41-992f-1ecbaeefaa7e','ana','vote','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','dan',NULL,'[]','',1783476000123456,'','cop.voted','{"stance":"consent"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',16,'019f4275-207b-7f43-b822-f09284b5670e','dan','vote','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','dan',NULL,'[]','',1783526400123456,'','cop.voted','{"stance":"consent"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',17,'019f4576-2b7b-7010-918a-5a9494ea4967','dan','decide','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','dan',NULL,'[]','',1783576800123456,'','cop.decided','{"result":"adopted","entitled":2,"answered":2,"tally":[{"stance":"consent","count":2},{"stance":"stand-aside","count":0},{"stance":"object","count":0}]}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',18,'019f4576-2b7b-7158-bd72-31cd53d3c1f9','dan','rule','019f4576-2b7b-7356-aed6-c3cd1a094acd','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','',NULL,'[]','',1783576800123456,'','cop.ruled','{"title":"No hurry","text":"Nobody hurries.","reason":"decided: A rule"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',19,'019f4877-367b-7d84-b416-75b19d542911','dan','plan','019f4877-367b-7d52-9be0-bd19e97f7662',NULL,NULL,'',NULL,'[]','',1783627200123456,'','cop.gathering-planned','{"title":"A walk","rhythm":{"start":"2026-09-01T10:00","zone":"UTC","minutes":60,"every":"monthly","ordinal":1,"count":3}}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',20,'019f4b78-417b-70eb-94c8-af808b6f8e43','dan','thank','019e3163-1efb-7000-8000-000000000055',NULL,NULL,'ana',NULL,'[]','',1783677600123456,'','membership.thanked','{"note":"for the better title"}');
INSERT INTO praxis_activity VALUES('019e3163-1efb-7000-8000-000000000055',21,'019f4e79-4c7b-71ec-9cb7-2b368e924a66','dan','tie','019f4e79-4c7b-7159-a9f9-1adc8453a1e0',NULL,NULL,'',NULL,'[]','',1783728000123456,'','cop.tied','{"kind":"partner","who":"The ministry","since":"2026-07-11T00:00:00.123456Z"}');
CREATE TABLE praxis_operation (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	operation    TEXT NOT NULL,
	actor        TEXT NOT NULL,
	verb         TEXT NOT NULL,
	activity_id  TEXT NOT NULL,
	made         TEXT,
	at           INTEGER NOT NULL,
	PRIMARY KEY (community_id, operation)
) STRICT, WITHOUT ROWID;
CREATE TABLE praxis_cursor (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	subscriber   TEXT NOT NULL,
	seen         INTEGER NOT NULL,
	PRIMARY KEY (community_id, subscriber)
) STRICT, WITHOUT ROWID;
CREATE TABLE praxis_tally (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	week         INTEGER NOT NULL, -- its Monday, 0:00 UTC
	space        TEXT NOT NULL,
	person       TEXT NOT NULL,
	verb         TEXT NOT NULL,
	count        INTEGER NOT NULL,
	PRIMARY KEY (community_id, week, space, person, verb)
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',-259200000000,'00000000-0000-0000-0000-000000000000','zoë','commit',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1577059200000000,'00000000-0000-0000-0000-000000000000','bob','ask',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1577664000000000,'00000000-0000-0000-0000-000000000000','zoë','answer',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1704067200000000,'00000000-0000-0000-0000-000000000000','ana','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','fay','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','gus','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','hal','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','jon','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','kim','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1751846400000000,'00000000-0000-0000-0000-000000000000','eve','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1751846400000000,'00000000-0000-0000-0000-000000000000','lea','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1754265600000000,'00000000-0000-0000-0000-000000000000','gus','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1754265600000000,'00000000-0000-0000-0000-000000000000','kim','comment',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1769385600000000,'00000000-0000-0000-0000-000000000000','ana','found',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1769385600000000,'00000000-0000-0000-0000-000000000000','ana','join',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1769990400000000,'00000000-0000-0000-0000-000000000000','ana','invite',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1769990400000000,'00000000-0000-0000-0000-000000000000','bob','join',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1769990400000000,'00000000-0000-0000-0000-000000000000','dan','join',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1770595200000000,'00000000-0000-0000-0000-000000000000','ana','invite',2);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1771200000000000,'00000000-0000-0000-0000-000000000000','ana','admit',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1771200000000000,'00000000-0000-0000-0000-000000000000','eve','join',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1771200000000000,'00000000-0000-0000-0000-000000000000','jon','join',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1771804800000000,'00000000-0000-0000-0000-000000000000','ana','appoint',2);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1771804800000000,'00000000-0000-0000-0000-000000000000','ana','relieve',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1772409600000000,'00000000-0000-0000-0000-000000000000','bob','ask',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1772409600000000,'00000000-0000-0000-0000-000000000000','dan','answer',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1772409600000000,'00000000-0000-0000-0000-000000000000','eve','answer',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1773014400000000,'00000000-0000-0000-0000-000000000000','bob','accept',2);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1773619200000000,'00000000-0000-0000-0000-000000000000','ana','ask',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1773619200000000,'00000000-0000-0000-0000-000000000000','ana','share',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1773619200000000,'00000000-0000-0000-0000-000000000000','eve','share',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1774224000000000,'00000000-0000-0000-0000-000000000000','bob','reuse',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1774224000000000,'00000000-0000-0000-0000-000000000000','dan','reuse',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1774224000000000,'00000000-0000-0000-0000-000000000000','eve','revise',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1774828800000000,'00000000-0000-0000-0000-000000000000','ana','revise',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1774828800000000,'00000000-0000-0000-0000-000000000000','bob','endorse',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1774828800000000,'00000000-0000-0000-0000-000000000000','dan','endorse',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1775433600000000,'00000000-0000-0000-0000-000000000000','ana','retire',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1775433600000000,'00000000-0000-0000-0000-000000000000','bob','endorse',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1776038400000000,'00000000-0000-0000-0000-000000000000','ana','admit',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1776038400000000,'00000000-0000-0000-0000-000000000000','ana','remove',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1776038400000000,'00000000-0000-0000-0000-000000000000','dan','leave',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1776643200000000,'00000000-0000-0000-0000-000000000000','ana','amend',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1776643200000000,'00000000-0000-0000-0000-000000000000','gus','apply',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1776643200000000,'00000000-0000-0000-0000-000000000000','hal','apply',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1777248000000000,'00000000-0000-0000-0000-000000000000','ana','admit',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1777248000000000,'00000000-0000-0000-0000-000000000000','ana','move',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1777248000000000,'00000000-0000-0000-0000-000000000000','dan','apply',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1777852800000000,'00000000-0000-0000-0000-000000000000','ana','appoint',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1777852800000000,'00000000-0000-0000-0000-000000000000','ana','relieve',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1778457600000000,'00000000-0000-0000-0000-000000000000','ana','invite',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1778457600000000,'00000000-0000-0000-0000-000000000000','lea','join',1);
INSERT INTO praxis_tally VALUES('019c163c-f71b-7000-8000-000000000002',1811721600000000,'00000000-0000-0000-0000-000000000000','zoë','ping',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1778457600000000,'00000000-0000-0000-0000-000000000000','dan','found',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1778457600000000,'00000000-0000-0000-0000-000000000000','dan','join',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1779062400000000,'00000000-0000-0000-0000-000000000000','ana','join',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'00000000-0000-0000-0000-000000000000','ana','endorse',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'00000000-0000-0000-0000-000000000000','ana','retire',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'00000000-0000-0000-0000-000000000000','ana','reuse',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'00000000-0000-0000-0000-000000000000','ana','share',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'00000000-0000-0000-0000-000000000000','dan','revise',2);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'00000000-0000-0000-0000-000000000000','dan','share',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'019f336f-e97b-795b-a599-3f6f15c3d705','dan','open-space',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','ana','vote',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','dan','decide',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','dan','plan',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','dan','propose',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','dan','rule',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','dan','thank',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','dan','tie',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','dan','vote',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'019f336f-e97b-795b-a599-3f6f15c3d705','dan','ask',1);
INSERT INTO praxis_tally VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'019f336f-e97b-795b-a599-3f6f15c3d705','dan','share',1);
INSERT INTO praxis_tally VALUES('019e4baf-e8bb-7000-8000-00000000005a',1779062400000000,'00000000-0000-0000-0000-000000000000','ana','found',1);
INSERT INTO praxis_tally VALUES('019e4baf-e8bb-7000-8000-00000000005a',1779062400000000,'00000000-0000-0000-0000-000000000000','ana','join',1);
INSERT INTO praxis_tally VALUES('019e4baf-e8bb-7000-8000-00000000005a',1779062400000000,'00000000-0000-0000-0000-000000000000','ida','join',1);
INSERT INTO praxis_tally VALUES('019e4baf-e8bb-7000-8000-00000000005a',1779667200000000,'00000000-0000-0000-0000-000000000000','ida','ask',1);
CREATE TABLE praxis_received (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	week         INTEGER NOT NULL,
	space        TEXT NOT NULL,
	person       TEXT NOT NULL,
	verb         TEXT NOT NULL,
	count        INTEGER NOT NULL,
	PRIMARY KEY (community_id, week, space, person, verb)
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1577664000000000,'00000000-0000-0000-0000-000000000000','bob','answer',1);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1704067200000000,'00000000-0000-0000-0000-000000000000','bob','comment',1);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1772409600000000,'00000000-0000-0000-0000-000000000000','bob','answer',2);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1773014400000000,'00000000-0000-0000-0000-000000000000','dan','accept',1);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1773014400000000,'00000000-0000-0000-0000-000000000000','eve','accept',1);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1774224000000000,'00000000-0000-0000-0000-000000000000','ana','reuse',1);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1774224000000000,'00000000-0000-0000-0000-000000000000','eve','reuse',1);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1774828800000000,'00000000-0000-0000-0000-000000000000','eve','endorse',2);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1774828800000000,'00000000-0000-0000-0000-000000000000','eve','revise',1);
INSERT INTO praxis_received VALUES('019c163c-f71b-7000-8000-000000000002',1775433600000000,'00000000-0000-0000-0000-000000000000','eve','endorse',1);
INSERT INTO praxis_received VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'00000000-0000-0000-0000-000000000000','dan','endorse',1);
INSERT INTO praxis_received VALUES('019e3163-1efb-7000-8000-000000000055',1782691200000000,'00000000-0000-0000-0000-000000000000','dan','reuse',1);
INSERT INTO praxis_received VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','ana','thank',1);
INSERT INTO praxis_received VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'00000000-0000-0000-0000-000000000000','dan','vote',1);
CREATE TABLE praxis_presence (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	day          INTEGER NOT NULL, -- its beginning, 0:00 UTC
	space        TEXT NOT NULL,
	thread       TEXT NOT NULL,
	person       TEXT NOT NULL,
	count        INTEGER NOT NULL,
	PRIMARY KEY (community_id, day, space, thread, person)
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',-86400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','zoë',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1577577600000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','bob',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1577664000000000,'00000000-0000-0000-0000-000000000000','c8d8d94c-4167-5459-8af6-f3b0efb16953','zoë',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1704067200000000,'00000000-0000-0000-0000-000000000000','c8d8d94c-4167-5459-8af6-f3b0efb16953','ana',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','fay',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','gus',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','hal',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','jon',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1740960000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','kim',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1751846400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','eve',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1751846400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','lea',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1754611200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','gus',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1754611200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','kim',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1772496000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','bob',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1772755200000000,'00000000-0000-0000-0000-000000000000','019cb409-b19b-7000-8000-00000000001b','eve',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1772928000000000,'00000000-0000-0000-0000-000000000000','019cb409-b19b-7000-8000-00000000001b','dan',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1773187200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','bob',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1773360000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','bob',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1773619200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ana',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1773792000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','eve',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1774051200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ana',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1774310400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','eve',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1774483200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','dan',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1774742400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','bob',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1774915200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','bob',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1775174400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','dan',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1775347200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ana',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1775606400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','bob',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1775779200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ana',1);
INSERT INTO praxis_presence VALUES('019c163c-f71b-7000-8000-000000000002',1811808000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','zoë',1);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1782864000000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','dan',1);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1782950400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','dan',2);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1783036800000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ana',1);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1783123200000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ana',2);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1783209600000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ana',1);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1783296000000000,'019f336f-e97b-795b-a599-3f6f15c3d705','00000000-0000-0000-0000-000000000000','dan',2);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1783382400000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','dan',1);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1783468800000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ana',1);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1783468800000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','dan',1);
INSERT INTO praxis_presence VALUES('019e3163-1efb-7000-8000-000000000055',1783641600000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','dan',1);
INSERT INTO praxis_presence VALUES('019e4baf-e8bb-7000-8000-00000000005a',1779753600000000,'00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','ida',1);
CREATE TABLE praxis_revision (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	number       INTEGER NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, number)
) STRICT;
INSERT INTO praxis_revision VALUES('019c163c-f71b-7000-8000-000000000002',1,'{"community":"019c163c-f71b-7000-8000-000000000002","number":1,"charter":{"name":"Internal audit: \"Prüfer''s\" круг","domain":{"concern":"auditing public money well","topics":["payroll","sampling"]},"kind":"helping","purpose":"Learn from each other.\nNot only from audits."},"editor":"ana","at":"2026-01-31T22:47:00.123456Z","reason":""}',1);
INSERT INTO praxis_revision VALUES('019c163c-f71b-7000-8000-000000000002',2,'{"community":"019c163c-f71b-7000-8000-000000000002","number":2,"charter":{"name":"Internal audit","domain":{"concern":"auditing public money well"},"form":{"admission":"request"}},"editor":"ana","at":"2026-04-21T02:34:00.123456Z","reason":"We have grown."}',1);
INSERT INTO praxis_revision VALUES('019e3163-1efb-7000-8000-000000000055',1,'{"community":"019e3163-1efb-7000-8000-000000000055","number":1,"charter":{"name":"Auditors at rest","domain":{"concern":"retirement"}},"editor":"dan","at":"2026-05-16T15:24:00.123456Z","reason":""}',1);
INSERT INTO praxis_revision VALUES('019e4baf-e8bb-7000-8000-00000000005a',1,'{"community":"019e4baf-e8bb-7000-8000-00000000005a","number":1,"charter":{"name":"Teachers","domain":{"concern":"teaching fractions"}},"editor":"ana","at":"2026-05-21T17:58:00.123456Z","reason":""}',1);
CREATE TABLE praxis_handover (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	activity_id  TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, activity_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE praxis_space (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	space_id     TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, space_id)
) STRICT;
INSERT INTO praxis_space VALUES('019e3163-1efb-7000-8000-000000000055','019f336f-e97b-795b-a599-3f6f15c3d705','{"community":"019e3163-1efb-7000-8000-000000000055","id":"019f336f-e97b-795b-a599-3f6f15c3d705","name":"Backstage","access":"private","people":["dan"],"opened_by":"dan","opened_at":"2026-07-05T18:00:00.123456Z","rev":1}',1);
CREATE TABLE praxis_gathering (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	gathering_id TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, gathering_id)
) STRICT;
INSERT INTO praxis_gathering VALUES('019e3163-1efb-7000-8000-000000000055','019f4877-367b-7d52-9be0-bd19e97f7662','{"community":"019e3163-1efb-7000-8000-000000000055","id":"019f4877-367b-7d52-9be0-bd19e97f7662","title":"A walk","rhythm":{"start":"2026-09-01T10:00","zone":"UTC","minutes":60,"every":"monthly","ordinal":1,"count":3},"planned_by":"dan","planned_at":"2026-07-09T20:00:00.123456Z","rev":1}',1);
CREATE TABLE praxis_meeting (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	gathering_id TEXT NOT NULL,
	start        INTEGER NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, gathering_id, start)
) STRICT;
CREATE TABLE praxis_rule (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	rule_id      TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, rule_id)
) STRICT;
INSERT INTO praxis_rule VALUES('019e3163-1efb-7000-8000-000000000055','019f4576-2b7b-7356-aed6-c3cd1a094acd','{"community":"019e3163-1efb-7000-8000-000000000055","id":"019f4576-2b7b-7356-aed6-c3cd1a094acd","title":"No hurry","text":"Nobody hurries.","versions":[{"number":1,"title":"No hurry","text":"Nobody hurries.","by":"dan","at":"2026-07-09T06:00:00.123456Z","reason":"decided: A rule","proposal":"019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2"}],"rev":1}',1);
CREATE TABLE praxis_proposal (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	proposal_id  TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, proposal_id)
) STRICT;
INSERT INTO praxis_proposal VALUES('019e3163-1efb-7000-8000-000000000055','019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2','{"community":"019e3163-1efb-7000-8000-000000000055","id":"019f3c73-0a7b-7ac8-8e1a-9ff578e7c6d2","proposer":"dan","at":"2026-07-07T12:00:00.123456Z","title":"A rule","text":"Let us have one.","method":"consent","quorum":1,"deadline":"2026-07-16T05:00:00.123456Z","action":{"set_rule":{"title":"No hurry","text":"Nobody hurries."}},"positions":[{"person":"ana","stance":"consent","at":"2026-07-08T02:00:00.123456Z"},{"person":"dan","stance":"consent","at":"2026-07-08T16:00:00.123456Z"}],"status":"adopted","outcome":{"result":"adopted","entitled":2,"answered":2,"tally":[{"stance":"consent","count":2},{"stance":"stand-aside","count":0},{"stance":"object","count":0}]},"closed":{"by":"dan","at":"2026-07-09T06:00:00.123456Z"},"rev":4}',4);
CREATE TABLE praxis_tie (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	tie_id       TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, tie_id)
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_tie VALUES('019e3163-1efb-7000-8000-000000000055','019f4e79-4c7b-7159-a9f9-1adc8453a1e0','{"community":"019e3163-1efb-7000-8000-000000000055","id":"019f4e79-4c7b-7159-a9f9-1adc8453a1e0","kind":"partner","who":"The ministry","since":"2026-07-11T00:00:00.123456Z","by":"dan","at":"2026-07-11T00:00:00.123456Z","rev":1}',1);
CREATE TABLE praxis_rating (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	review       TEXT NOT NULL,
	item         TEXT NOT NULL,
	person       TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, review, item, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE praxis_guide (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id)
) STRICT;
CREATE TABLE praxis_recognition (
	community_id TEXT NOT NULL REFERENCES praxis_community,
	activity_id  TEXT NOT NULL,
	value        TEXT NOT NULL,
	rev          INTEGER NOT NULL,
	PRIMARY KEY (community_id, activity_id)
) STRICT, WITHOUT ROWID;
INSERT INTO praxis_recognition VALUES('019e3163-1efb-7000-8000-000000000055','019f4b78-417b-70eb-94c8-af808b6f8e43','{"community":"019e3163-1efb-7000-8000-000000000055","id":"019f4b78-417b-70eb-94c8-af808b6f8e43","kind":"thanks","from":"dan","to":"ana","note":"for the better title","at":"2026-07-10T10:00:00.123456Z"}',1);
CREATE INDEX praxis_community_by_tenant ON praxis_community (tenant, community_id);
CREATE INDEX praxis_member_by_person ON praxis_member (person, community_id);
CREATE UNIQUE INDEX praxis_activity_by_id ON praxis_activity (community_id, activity_id);
COMMIT;
