package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/internal/postgrestest"
)

func TestOnBothEngines(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for name, url := range map[string]string{"SQLite": "", "PostgreSQL": postgrestest.Database(t)} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			require.NoError(t, run(t.Context(), &out, url))
			assert.Equal(t, `eve is not hired: the desk is taken, so there is no membership either
ana is a member
bob is a member
zoë is a member
`, out.String())
		})
	}
}
