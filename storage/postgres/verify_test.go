package postgres_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// verify checks that a store holds everything acknowledged once, and nothing
// twice, in records without a gap that account for the tables.
func (l *load) verify(t *testing.T, s storage.Store) {
	t.Helper()
	made := make(map[string][][16]byte) // by its text
	for _, c := range l.communities {
		for _, thread := range storagetest.AccountFor(t, s, c).Questions {
			made[thread.Question.Text] = append(made[thread.Question.Text], thread.Question.ID)
			for _, answer := range thread.Answers {
				made[answer.Text] = append(made[answer.Text], answer.ID)
			}
		}
	}
	var kept, lost int // of what was in doubt
	for _, d := range l.deeds {
		found := made[d.text]
		delete(made, d.text)
		switch {
		case d.acked:
			assert.Equal(t, [][16]byte{d.made}, found, "%q was acknowledged", d.text)
		case len(found) == 0:
			lost++
		default:
			kept++
			assert.Len(t, found, 1, "%q failed", d.text)
		}
	}
	assert.Empty(t, made, "what nobody did")
	assert.Less(t, l.slow, longest)
	t.Logf("%d acts acknowledged; %d failed without a key, of which %d took effect; the longest call took %v",
		l.acknowledged.Load(), kept+lost, kept, l.slow)
	for told, times := range l.told {
		t.Logf("%d times: %s", times, told)
	}
}
