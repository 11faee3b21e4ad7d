package sqlstore

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/storage"
)

// Whoever watches is told of what is in a record for good, and of what may be:
// not of what is taken back, nor of what leaves the record as it was.
func TestWhatIsTold(t *testing.T) {
	for name, test := range map[string]struct {
		do    func(*play) part
		fails step
		told  bool
	}{
		"an activity":                   {func(p *play) part { return p.says("ana", 1) }, "", true},
		"one in the database early":     {func(p *play) part { return each(p.says("ana", 1), p.lists) }, "", true},
		"one that may have been kept":   {func(p *play) part { return p.says("ana", 1) }, stepAnswer, true},
		"one that is taken back":        {func(p *play) part { return each(p.says("ana", 1), p.lists, p.thinks) }, "", false},
		"one that is not kept":          {func(p *play) part { return p.says("ana", 1) }, stepCommit, false},
		"one that is there already":     {func(p *play) part { return p.again() }, "", false},
		"a membership, but no activity": {func(p *play) part { return p.comes("bob") }, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			perform(t, func(t *testing.T, p *play) {
				do := test.do(p)
				news, stop := p.store.Watch(p.id)
				defer stop()
				p.strike = func(_ *session, s step) error {
					if s == test.fails {
						return errLost
					}
					return nil
				}
				<-p.begin(t.Context(), do).done
				select {
				case <-news:
					assert.True(t, test.told)
				default:
					assert.False(t, test.told)
				}
			})
		})
	}
}

// thinks better of it.
func (p *play) thinks(context.Context, storage.Tx) error { return errThought }

// again appends what is in the record already, and does not mind.
func (p *play) again() part {
	do := p.says("ana", 1)
	assert.NoError(p, p.as("a").Update(p.Context(), do))
	return func(ctx context.Context, tx storage.Tx) error {
		_ = do(ctx, tx)
		return nil
	}
}
