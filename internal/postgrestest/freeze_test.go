package postgrestest

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A frozen server answers nobody, neither over an open connection nor over a
// new one, until it is thawed.
func TestFreeze(t *testing.T) {
	t.Parallel()
	s := Start(t, nil)
	url := s.URL("postgres")
	patient, impatient := open(t, url), open(t, url)
	s.Freeze(t)
	soon, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	assert.ErrorIs(t, impatient.Ping(soon), context.DeadlineExceeded)
	_, err := pgx.Connect(soon, url)
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	s.Thaw(t)
	assert.NoError(t, patient.Ping(t.Context()))

	s.Freeze(t)
	s.Kill(t)
	assert.Error(t, patient.Ping(t.Context()))
}

func TestHosts(t *testing.T) {
	t.Parallel()
	primary := Start(t, nil)
	standby := primary.Standby(t)
	servers := []*Server{standby, primary}
	for attributes, inRecovery := range map[string]bool{"read-write": false, "primary": false, "standby": true, "any": true} {
		url := Hosts("postgres", servers, "target_session_attrs="+attributes)
		assert.Equal(t, inRecovery, ask[bool](t, url, "SELECT pg_is_in_recovery()"), attributes)
	}
	standby.Stop(t)
	require.False(t, ask[bool](t, Hosts("postgres", servers), "SELECT pg_is_in_recovery()"))
}
