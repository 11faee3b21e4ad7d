package postgres

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// Distribute places the tables that Migrate has created on the nodes of a Citus
// cluster by their communities, so that all of a community is on one. It is
// called once, and again after an upgrade; what is distributed already it leaves
// as it is, so that it can be called again if it was torn. Precondition in a
// database without Citus, or without the tables.
//
// What the tests see to is that the catalog is fit for it: all that is unique, and
// all that refers to something, begins with the community, and there are no
// triggers, sequences or functions. Citus itself is not among the tests.
func Distribute(ctx context.Context, pool *pgxpool.Pool, o *Options) error {
	const op = "postgres.Distribute"
	var there bool
	err := pool.QueryRow(ctx, "SELECT to_regclass('pg_dist_partition') IS NOT NULL").Scan(&there)
	if err != nil {
		return classify(op, err)
	}
	if !there {
		return fault.New(op, fault.Precondition, "the database has no Citus; run CREATE EXTENSION citus in it, or leave its tables where they are")
	}
	beside, texts := "none", textsOf(o.orDefault().Schema)
	for _, s := range sqlstore.Shapes() { // what is referred to comes first
		table := texts.table(s).Sanitize()
		if _, err := pool.Exec(ctx, `SELECT create_distributed_table($1::text::regclass, 'community_id', colocate_with => $2::text)
			WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = $1::text::regclass)`, table, beside); err != nil {
			return classify(op, err)
		}
		if beside == "none" {
			beside = table
		}
	}
	return nil
}
