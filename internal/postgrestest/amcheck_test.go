package postgrestest

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAmcheck(t *testing.T) {
	t.Parallel()
	s := Start(t, nil)
	s.exec(t, "CREATE TABLE things (id int PRIMARY KEY)", "INSERT INTO things SELECT generate_series(1, 1000)")
	s.Amcheck(t)
	s.Amcheck(t) // and again

	s.exec(t, "UPDATE pg_index SET indisready = false WHERE indexrelid = 'things_pkey'::regclass",
		"INSERT INTO things VALUES (1001)", // which the index does not learn of
		"UPDATE pg_index SET indisready = true WHERE indexrelid = 'things_pkey'::regclass")
	check, err := s.programs.program("pg_amcheck")
	require.NoError(t, err)
	assert.ErrorContains(t, s.amcheck(t.Context(), check), `lacks matching index tuple within index "things_pkey"`)
}
