package fault_test

import (
	"errors"
	"fmt"

	"github.com/praxis-cop/praxis/fault"
)

// A code tells a program what to do, the rest a person.
func Example() {
	save := func() error {
		return fault.New("storage.PutCommunity", fault.Conflict, "somebody else has changed it meanwhile; read it again")
	}
	err := fault.In("praxis.Amend", save())
	if errors.Is(err, fault.Conflict) {
		fmt.Println("read again, decide again")
	}
	fmt.Println(err)
	// Output:
	// read again, decide again
	// praxis.Amend: conflict: somebody else has changed it meanwhile; read it again
}

// Check finds every bad field at once, under the name that it has in JSON.
func ExampleCheck() {
	type charter struct {
		Name   string   `json:"name" validate:"required,line"`
		Topics []string `json:"topics" validate:"dive,topic"`
	}
	err := fault.Check("cop.Found", charter{Topics: []string{"payroll", "a|b"}})

	var bad *fault.Error
	if errors.As(err, &bad) {
		for _, f := range bad.Fields {
			fmt.Println(f.Name, f.Problem)
		}
	}
	// Output:
	// name is required
	// topics[1] must be one line of at most 100 characters without '|'
}
