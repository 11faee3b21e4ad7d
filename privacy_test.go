package praxis_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

func TestErasedFromAnEventfulCommunity(t *testing.T) {
	for _, words := range []bool{false, true} {
		s := memory.New(nil)
		c := newEventful(t, s)
		n, err := c.As(qa).Erase(t.Context(), &praxis.EraseOptions{Words: words})
		require.NoError(t, err)
		require.Equal(t, 1, n)
		storagetest.AccountFor(t, s, c.ID)
	}
}
