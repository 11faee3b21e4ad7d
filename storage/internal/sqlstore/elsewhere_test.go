package sqlstore

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

// What a copy fails is read in the latest state, whatever a View's function made
// of the failure, and however it reads. Any other failure is the last word.
func TestAViewThatACopyFails(t *testing.T) {
	for name, then := range map[string]func(error) error{
		"who says so":       func(err error) error { return err },
		"who says other":    func(error) error { return errThought },
		"who does not mind": func(error) error { return nil },
	} {
		for _, rows := range []int{0, 1} {
			p := newPlay(t)
			p.once = true
			var failure error // of the next step
			p.strike = func(*session, step) error {
				defer func() { failure = nil }()
				return failure
			}
			view := func(ctx context.Context, fails error) (latest []bool, err error) {
				ctx = storage.Expect(ctx, storage.Expectation{Community: p.id, Person: "ana", Rows: rows})
				return latest, p.as("a").View(ctx, func(ctx context.Context, r storage.Reader) error {
					latest = append(latest, storage.IsLatest(ctx))
					failure, fails = fails, nil
					if _, err := r.Member(ctx, p.id, "ana"); err != nil {
						return then(err)
					}
					return nil
				})
			}
			latest, err := view(t.Context(), Elsewhere(errLost))
			assert.NoError(t, err, name)
			assert.Equal(t, []bool{false, true}, latest, name)
			latest, err = view(t.Context(), errLost)
			assert.Error(t, err, name)
			assert.Equal(t, []bool{false}, latest, name)

			failure = Elsewhere(errLost)
			latest, err = view(t.Context(), nil)
			assert.NoError(t, err, name)
			assert.Equal(t, []bool{true}, latest, "%s: it could not begin", name)
		}
	}
}

// Nobody who has given up waits for another attempt.
func TestAViewThatACopyFailsTooLate(t *testing.T) {
	p := newPlay(t)
	ctx, cancel := context.WithCancel(t.Context())
	runs := 0
	p.strike = func(*session, step) error {
		runs++
		cancel()
		return Elsewhere(errLost)
	}
	err := p.as("a").View(ctx, func(context.Context, storage.Reader) error { return nil })
	assert.ErrorIs(t, err, fault.Unavailable)
	assert.Equal(t, 1, runs)
}
