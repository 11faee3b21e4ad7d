package sqlstore

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
)

// rival gives a question an id that is taken, of which a transaction takes for
// granted that it is new.
func (p *play) rival() part {
	q := repertoire.Question{Community: p.id, ID: activity.QuestionID(p.newID()), Asker: "ana", AskedAt: someday, Rev: 1}
	ask := func(ctx context.Context, tx storage.Tx) error { return tx.PutQuestion(ctx, q) }
	require.NoError(p, p.as("a").Update(p.Context(), ask))
	p.commits = 0
	return ask
}

// What was taken to be new and is not is found out by the database, at the
// commit or when a list is read. Then each runs again alone, and looks first.
func TestWhatIsNotNew(t *testing.T) {
	for _, flushed := range []bool{false, true} {
		perform(t, func(t *testing.T, p *play) {
			rival := p.rival()
			if flushed {
				rival = each(rival, p.lists)
			}
			calls := p.together(p.says("bob", 1), rival, p.says("eve", 2))
			assert.NoError(t, calls[0].err)
			assert.ErrorIs(t, calls[1].err, fault.Exists)
			assert.NoError(t, calls[2].err)
			assert.ElementsMatch(t, []activity.Person{"bob", "eve"}, p.record())
			assert.EqualValues(t, 2, calls[0].runs.Load())
			assert.EqualValues(t, 2, calls[1].runs.Load())
		})
	}
}

// A caller may make nothing of what they meet, and go on.
func TestWhoDoesNotMindThatItIsThere(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		rival := p.rival()
		calls := p.together(func(ctx context.Context, tx storage.Tx) error {
			if err := rival(ctx, tx); err != nil && fault.CodeOf(err) != fault.Exists {
				return err
			}
			return p.says("bob", 1)(ctx, tx)
		})
		assert.NoError(t, calls[0].err)
		assert.Equal(t, []activity.Person{"bob"}, p.record())
	})
}

// A statement that fails makes all of the batch run again, each alone.
func TestAStatementFails(t *testing.T) {
	for _, at := range []step{stepRead, stepWrite, stepMark, stepUndo, stepCommit} {
		t.Run(string(at), func(t *testing.T) {
			perform(t, func(t *testing.T, p *play) {
				struck := false
				p.strike = func(_ *session, s step) error {
					if s != at || struck {
						return nil
					}
					struck = true
					return errLost
				}
				calls := p.together(
					p.says("ana", 1),
					each(p.comes("eve"), p.says("eve", 2), p.lists, func(context.Context, storage.Tx) error { return errThought }),
					each(p.comes("bob"), p.lists, p.says("bob", 3)),
				)
				assert.True(t, struck)
				assert.NoError(t, calls[0].err)
				assert.ErrorIs(t, calls[1].err, errThought)
				assert.NoError(t, calls[2].err)
				assert.ElementsMatch(t, []activity.Person{"ana", "bob"}, p.record())
				assert.Equal(t, []activity.Person{"ana", "bob"}, p.members())
				assert.EqualValues(t, 2, calls[0].runs.Load())
			})
		})
	}
}

// A statement that fails each time fails the one whose it is, even if they make
// nothing of it.
func TestAStatementFailsForOne(t *testing.T) {
	for name, then := range map[string]func(error) error{
		"who says so":         func(err error) error { return err },
		"who says other":      func(error) error { return errThought },
		"who does not mind":   func(error) error { return nil },
		"who is rather upset": func(err error) error { panic(err) },
	} {
		t.Run(name, func(t *testing.T) {
			perform(t, func(t *testing.T, p *play) {
				at := false
				p.strike = func(_ *session, s step) error {
					if s == stepWrite && at {
						return errLost
					}
					return nil
				}
				calls := p.together(
					p.says("ana", 1),
					func(ctx context.Context, tx storage.Tx) error {
						at = true
						defer func() { at = false }()
						return then(each(p.comes("eve"), p.lists)(ctx, tx))
					},
					p.says("ana", 2),
				)
				assert.NoError(t, calls[0].err)
				assert.Error(t, calls[1].err)
				assert.NoError(t, calls[2].err)
				if name == "who does not mind" {
					assert.ErrorIs(t, calls[1].err, errLost)
					assert.ErrorIs(t, calls[1].err, fault.Unavailable)
				}
				assert.Equal(t, []activity.Person{"ana", "ana"}, p.record())
				assert.Equal(t, []activity.Person{"ana"}, p.members())
			})
		})
	}
}

// A commit of which nobody knows whether it is done is not done again.
func TestACommitInDoubt(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		p.strike = func(_ *session, s step) error {
			if s == stepAnswer {
				return errLost
			}
			return nil
		}
		calls := p.together(p.says("bob", 1), p.says("eve", 2))
		for _, c := range calls {
			assert.ErrorIs(t, c.err, errLost)
			assert.ErrorIs(t, c.err, fault.Unavailable)
			assert.EqualValues(t, 1, c.runs.Load())
		}
		p.strike = nil
		assert.Equal(t, []activity.Person{"bob", "eve"}, p.record(), "it was done, as it happens")
	})
}

// What somebody makes of things that are not kept in the end is not the last
// word: they are answered when it is known what they have seen.
func TestAnAnswerThatRestsOnOthers(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		commits := 0
		p.strike = func(_ *session, s step) error {
			if s == stepCommit {
				if commits++; commits <= 2 { // that of the batch, and that of the first alone
					return errLost
				}
			}
			return nil
		}
		calls := p.together(p.comes("bob"), p.comes("bob"))
		if calls[0].err == nil { // in whatever order they run then
			slices.Reverse(calls)
		}
		assert.ErrorIs(t, calls[0].err, errLost)
		assert.NoError(t, calls[1].err, "bob was there only for a moment")
		assert.Equal(t, []activity.Person{"ana", "bob"}, p.members())
	})
}

// Nor is what somebody makes of a thing that they took to be new, and is not.
func TestAnAnswerThatRestsOnAGuess(t *testing.T) {
	perform(t, func(t *testing.T, p *play) {
		thinks := func(context.Context, storage.Tx) error { return errThought }
		calls := p.together(each(p.rival(), thinks), each(p.says("bob", 1), thinks), thinks)
		assert.ErrorIs(t, calls[0].err, fault.Exists)
		assert.ErrorIs(t, calls[1].err, errThought)
		assert.ErrorIs(t, calls[2].err, errThought)
		assert.EqualValues(t, 1, calls[2].runs.Load(), "who took nothing to be new is answered at once")
	})
}
