package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// setTenant says for which tenant the rest of a transaction is.
const setTenant = "SELECT set_config('praxis.tenant', $1, true)"

// badge is what a tenant is called in the setting praxis.tenant. That is empty
// where no transaction has set it, and the first tenant's id is empty, too.
func badge(t storage.Tenant) string {
	if t.Check() != nil {
		return "" // there can be no such tenant
	}
	return "tenant " + string(t)
}

// SecureRows makes the server itself keep tenants apart in the tables that
// Migrate has created, by row-level security: a transaction sees and writes the
// communities of the tenant that it has named, and all that belongs to them, and
// nothing if it has named none. Stores with Options.RowSecurity name theirs.
//
// It is called by the role that owns the tables, which is not bound by it, after
// each Migrate. The stores connect as another, which is no superuser, has no
// BYPASSRLS, and has been granted USAGE of the schema, and SELECT, INSERT,
// UPDATE and, for erasing what is held about a person, DELETE of the tables.
// Statements of the host's own that run as that role begin
// with
//
//	SELECT set_config('praxis.tenant', 'tenant ' || $1, true)
//
// in the same transaction. What this protects from, and from what not, is said
// in docs/storage.md.
func SecureRows(ctx context.Context, pool *pgxpool.Pool, o *Options) error {
	texts, shapes := textsOf(o.orDefault().Schema), sqlstore.Shapes()
	communities := texts.table(shapes[0]).Sanitize()
	return classify("postgres.SecureRows", pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		for i, s := range shapes {
			table, own := texts.table(s).Sanitize(), "'tenant ' || tenant = current_setting('praxis.tenant', true)"
			if i > 0 { // OFFSET lets it be looked up for each row, and not for all communities at once
				own = "EXISTS (SELECT FROM " + communities + " c WHERE c.community_id = " + table + ".community_id OFFSET 0)"
			}
			for _, statement := range []string{
				"ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY",
				"DROP POLICY IF EXISTS tenant ON " + table,
				"CREATE POLICY tenant ON " + table + " USING (" + own + ")",
			} {
				if _, err := tx.Exec(ctx, statement); err != nil {
					return err
				}
			}
		}
		return nil
	}))
}

// CheckRows reports whether the server keeps tenants apart for the role as which
// a pool connects: Precondition if it does not in one of the tables. Open does so
// by itself, if Options.RowSecurity says that it should.
func CheckRows(ctx context.Context, pool *pgxpool.Pool, o *Options) error {
	return checkRows(ctx, "postgres.CheckRows", pool, o.orDefault())
}

func checkRows(ctx context.Context, op string, pool *pgxpool.Pool, o Options) error {
	for _, s := range sqlstore.Shapes() {
		var secured bool
		err := pool.QueryRow(ctx, "SELECT row_security_active($1::text)", textsOf(o.Schema).table(s).Sanitize()).Scan(&secured)
		if err != nil {
			return classify(op, err)
		}
		if !secured {
			return fault.New(op, fault.Precondition, "row security does not hold in "+s.Table+
				" for this role; call postgres.SecureRows, and connect as a role that does not own the tables and is no superuser")
		}
	}
	return nil
}
