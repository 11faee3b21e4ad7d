package postgrestest

import (
	"fmt"
	"io"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// TestMain is where the processes begin, too, that TestAKilledProcess kills.
func TestMain(m *testing.M) {
	errand := os.Getenv("PRAXIS_ERRAND")
	if errand == "" {
		goleak.VerifyTestMain(m)
		return
	}
	if err := serve(errand == "stopped"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve starts a server, says which processes it consists of, stops it if so
// wished, says so, and waits.
func serve(stopped bool) error {
	s, err := start(nil)
	if err != nil {
		return err
	}
	processes, err := s.process.children()
	if err != nil {
		return err
	}
	fmt.Println(s.process.cmd.Process.Pid)
	for _, p := range processes {
		fmt.Println(p.Pid)
	}
	if stopped {
		if err := s.process.end(fast); err != nil {
			return err
		}
	}
	fmt.Println("ready")
	io.Copy(io.Discard, os.Stdin)
	return nil
}
