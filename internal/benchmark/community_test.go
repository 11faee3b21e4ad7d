package benchmark

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/storage"
)

// community is where all that is measured takes place.
type community struct {
	*praxis.Constellation
	id       activity.CommunityID
	question activity.QuestionID
}

// people is how many members there are.
const people = 500

func person(n int) activity.Person { return activity.Person(fmt.Sprintf("person-%04d", n%people)) }

func found(b *testing.B, s storage.Store) community {
	b.Helper()
	ctx := b.Context()
	c := praxis.New(s, nil)
	founded, err := c.As(person(0)).Found(ctx, cop.Charter{
		Name:    "Internal audit in the public sector",
		Purpose: "Learn from each other's audits.",
		Domain:  cop.Domain{Concern: "auditing public money well", Topics: []string{"sampling", "payroll"}},
	})
	require.NoError(b, err)
	require.NoError(b, c.Together(ctx, func(ctx context.Context, c *praxis.Constellation) error {
		for n := 1; n < people; n++ {
			if err := c.As(person(n)).In(founded.ID).Join(ctx); err != nil {
				return err
			}
		}
		return nil
	}))
	question, err := c.As(person(0)).In(founded.ID).Ask(ctx, "How do other countries sample payroll?", "sampling")
	require.NoError(b, err)
	return community{c, founded.ID, question}
}

// record records that somebody has commented on something.
func (c community) record(b *testing.B) side {
	return func(caller, n int) error {
		return c.As(person(n)).In(c.id).Record(b.Context(), comment(n))
	}
}

func comment(n int) praxis.Deed {
	page := activity.Foreign("wiki", fmt.Sprint("page ", n%50))
	return praxis.Deed{Verb: activity.Comment, Object: activity.Foreign("wiki", fmt.Sprint("comment ", n)), InReplyTo: page, Thread: page,
		To: person(n + 1), Topics: []string{"sampling"}}
}

// entries are the ids of the first activities of the community's record, behind
// which pages of a feed begin.
func (c community) entries(b *testing.B, after activity.Seq, n int) []activity.ID {
	b.Helper()
	record, err := c.Activities(b.Context(), c.id, after, n)
	require.NoError(b, err)
	ids := make([]activity.ID, len(record))
	for i, a := range record {
		ids[i] = a.ID
	}
	return ids
}

// fill gives the community a record of so many activities.
func (c community) fill(b *testing.B, activities int) {
	b.Helper()
	const part = 100_000
	for seed := 0; seed*part < activities; seed++ {
		n := min(part, activities-seed*part)
		done, err := c.As(person(0)).In(c.id).Import(b.Context(), lived(n, seed*part))
		require.NoError(b, err)
		require.Equal(b, n, done.Added)
	}
}
