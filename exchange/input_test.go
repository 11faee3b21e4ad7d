package exchange

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestInputHandsOutOneRowAtATime(t *testing.T) {
	in := newInput(strings.NewReader("\ufeffabcdefgh"), 3, 1)
	in.next()
	b, err := in.ReadByte()
	require.NoError(t, err)
	assert.Equal(t, byte('a'), b, "the byte order mark is no part of it")
	in.next()
	buffer := make([]byte, 9)
	n, err := in.Read(buffer)
	require.NoError(t, err)
	assert.Equal(t, "bcde", string(buffer[:n]))
	_, err = in.ReadByte()
	assert.EqualError(t, err, "a row is longer than 3 bytes")
	in.next()
	_, again := in.Read(buffer)
	assert.Equal(t, err, again, "an error stays")
}

func TestInputOfLessThanAMark(t *testing.T) {
	in := newInput(strings.NewReader("\xef"), 3, 0)
	in.next()
	all, err := io.ReadAll(in)
	require.NoError(t, err)
	assert.Equal(t, "\xef", string(all))
}

// A failure while the mark is looked for is not lost, though the reader would
// go on.
func TestInputKeepsAnEarlyFailure(t *testing.T) {
	in := newInput(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("abc"))), 3, 0)
	in.next()
	_, err := in.ReadByte()
	assert.ErrorIs(t, err, iotest.ErrTimeout)
}
