package archive_test

import (
	"bytes"
	"context"
	"fmt"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage/archive"
	"github.com/praxis-cop/praxis/storage/memory"
)

// A community moves from one store to another.
func Example() {
	ctx := context.Background()
	here, there := memory.New(nil), memory.New(nil)
	founded, err := praxis.New(here, nil).As("ana").Found(ctx, cop.Charter{
		Name:   "Internal audit in the public sector",
		Domain: cop.Domain{Concern: "auditing public money well"},
	})
	check(err)

	var file bytes.Buffer
	_, err = archive.Export(ctx, here, &file, nil)
	check(err)
	for range 2 {
		done, err := archive.Import(ctx, there, bytes.NewReader(file.Bytes()))
		check(err)
		fmt.Printf("imported %d with %d activities, passed over %d\n", done.Communities, done.Activities, done.Passed)
	}
	arrived, err := praxis.New(there, nil).As("ana").In(founded.ID).Community(ctx)
	check(err)
	fmt.Println(arrived.Charter.Name)
	// Output:
	// imported 1 with 2 activities, passed over 0
	// imported 0 with 0 activities, passed over 1
	// Internal audit in the public sector
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
