package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

// An intranet keeps its communities in the database that it has already.
func ExampleNew() {
	ctx := context.Background()
	db, done := intranet()
	defer done()

	check(sqlite.Migrate(ctx, db)) // when the application starts
	communities := praxis.New(sqlite.New(db, nil), nil)

	founded, err := communities.As("ana").Found(ctx, auditors)
	check(err)
	check(communities.As("bob").In(founded.ID).Join(ctx))

	// Its tables are there for the intranet's own queries.
	var member, name string
	check(db.QueryRow(`
		SELECT employee.name, praxis_community.name
		FROM employee JOIN praxis_member ON person = employee.id JOIN praxis_community USING (community_id)
		WHERE employee.id = 'bob'`).Scan(&member, &name))
	fmt.Println(member, "is in", name)
	// Output: Bob is in Internal audit
}

// An intranet hires people who belong to a community from their first day: both
// happen, or neither does.
func ExampleJoin() {
	ctx := context.Background()
	db, done := intranet()
	defer done()
	check(sqlite.Migrate(ctx, db))
	founded, err := praxis.New(sqlite.New(db, nil), nil).As("ana").Found(ctx, auditors)
	check(err)

	hire := func(id activity.Person, name string, community activity.CommunityID) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := tx.Exec("INSERT INTO employee (id, name) VALUES (?, ?)", id, name); err != nil {
			return err
		}
		if err := praxis.New(sqlite.Join(tx), nil).As(id).In(community).Join(ctx); err != nil {
			return err
		}
		return tx.Commit()
	}
	check(hire("eve", "Eve", founded.ID))
	err = hire("eli", "Eli", activity.CommunityID{}) // there is no such community
	fmt.Println(errors.Is(err, fault.NotFound))

	var employees, members int
	check(db.QueryRow("SELECT count(*), (SELECT count(*) FROM praxis_member) FROM employee").Scan(&employees, &members))
	fmt.Println(employees, "employees,", members, "in the community")
	// Output:
	// true
	// 3 employees, 2 in the community
}

var auditors = cop.Charter{
	Name:   "Internal audit",
	Domain: cop.Domain{Concern: "auditing public money well", Topics: []string{"sampling", "payroll"}},
}

// intranet opens the database of an intranet, in which its users are.
func intranet() (db *sql.DB, done func()) {
	dir, err := os.MkdirTemp("", "intranet")
	check(err)
	db, err = sql.Open("sqlite", "file:"+filepath.Join(dir, "intranet.db")+
		"?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)")
	check(err)
	_, err = db.Exec("CREATE TABLE employee (id TEXT PRIMARY KEY, name TEXT); INSERT INTO employee VALUES ('ana', 'Ana'), ('bob', 'Bob')")
	check(err)
	return db, func() {
		check(db.Close())
		check(os.RemoveAll(dir))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
