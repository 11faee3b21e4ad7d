package praxis_test

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
)

// community is one community of a test, at a time and with ids of its own.
type community struct {
	*praxis.Constellation
	cop.Community
	now *time.Time
}

// settled returns options with a clock that only the test moves, and ids that
// are the same in every run, numbered from those that are made already.
func settled(o praxis.Options, now *time.Time, made *uint64) *praxis.Options {
	o.Clock = func() time.Time { return *now }
	o.IDs = func(at time.Time) [16]byte {
		*made++
		var random [10]byte
		binary.BigEndian.PutUint64(random[2:], *made)
		return activity.V7(at, random)
	}
	return &o
}

// newCommunity is founded by the first of the people; the others join.
func newCommunity(t testing.TB, s storage.Store, o *praxis.Options, people ...activity.Person) community {
	t.Helper()
	if o == nil {
		o = new(praxis.Options)
	}
	now := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	c := community{Constellation: praxis.New(s, settled(*o, &now, new(uint64))), now: &now}
	founded, err := c.Constellation.As(people[0]).Found(t.Context(), auditors())
	require.NoError(t, err)
	c.Community = founded
	for _, p := range people[1:] {
		require.NoError(t, c.as(p).Join(t.Context()))
	}
	return c
}

func (c community) as(p activity.Person) praxis.Participant { return c.As(p).In(c.ID) }

func auditors() cop.Charter {
	return cop.Charter{
		Name:   "Internal audit in the public sector",
		Domain: cop.Domain{Concern: "auditing public money well", Topics: []string{"sampling", "payroll"}},
	}
}
