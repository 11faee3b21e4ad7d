package praxis_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage/sqlite"
)

func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "praxis")
	check(err)
	defer os.RemoveAll(dir)

	store, err := sqlite.Open(ctx, filepath.Join(dir, "praxis.db"), nil)
	check(err)
	defer store.Close()
	communities := praxis.New(store, nil)

	ana := communities.As("ana")
	auditors, err := ana.Found(ctx, cop.Charter{
		Name:   "Internal audit in the public sector",
		Domain: cop.Domain{Concern: "auditing public money well", Topics: []string{"sampling", "payroll"}},
	})
	check(err)

	bob := communities.As("bob").In(auditors.ID)
	err = bob.Join(ctx)
	check(err)
	question, err := bob.Ask(ctx, "How do other countries sample payroll?", "sampling")
	check(err)
	_, err = ana.In(auditors.ID).Answer(ctx, question, "Stratify by pay grade first.")
	check(err)

	health, err := bob.Health(ctx)
	check(err)
	fmt.Println(health)
	// Output:
	// WHO TAKES PART
	// People take part in their own measure, and all of it counts. Most of a
	// community is at its periphery, where one learns by following and by taking
	// part now and then.
	//   fewer than 5 people: not shown
	//
	// RESPONSIVENESS
	// Whoever asks should hear from somebody. Those who ask and get no answer are
	// not at the periphery but kept out, which the community can change.
	//   fewer than 5 people: not shown
	//
	// NEWCOMERS AND RETURN
	// Newcomers keep a community alive, and some of them come to stay. Whoever got
	// what they came for and went on has been served as well.
	//   fewer than 5 people: not shown
	//
	// CONCENTRATION
	// A small core carries much of most communities. If it is very small, the
	// community depends on few, and it helps to invite others to share the work.
	//   fewer than 5 people: not shown
	//
	// CONNECTION
	// Learning travels along contacts, which replies are. It reaches everybody who
	// is connected, directly or through others.
	//   fewer than 5 people: not shown
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
