-- +goose Up

-- What becomes of a resource, and what a version has beside its words. Whoever had
-- revised a resource had read the version before it.

ALTER TABLE praxis_resource ADD COLUMN life jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource_version ADD COLUMN extras jsonb NOT NULL DEFAULT '{}';
ALTER TABLE praxis_resource_version ADD COLUMN base bigint NOT NULL DEFAULT 0; -- the version that its editor had read
UPDATE praxis_resource_version SET base = version - 1;
