package postgrestest

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"testing"
)

// Amcheck fails the test if pg_amcheck, which comes with PostgreSQL 14 or
// later, finds damage to a table or an index in any database of the server.
func (s *Server) Amcheck(t testing.TB) {
	t.Helper()
	check, err := s.programs.program("pg_amcheck")
	must(t, err)
	if err := s.amcheck(t.Context(), check); err != nil {
		t.Error(err)
	}
}

func (s *Server) amcheck(ctx context.Context, check string) error {
	cmd := exec.CommandContext(ctx, check, "--host="+s.folder.path, "--port="+strconv.Itoa(s.port), "--username=postgres",
		"--all", "--install-missing", "--heapallindexed", "--parent-check")
	cmd.Env = append(environment(), "PGOPTIONS=--client_min_messages=warning") // it notices where it has been before
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		return fmt.Errorf("pg_amcheck: %v\n%s", err, out)
	}
	return nil
}
