package fault_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/fault"
)

func isProse(s string) bool {
	return fault.Check("isProse", struct {
		Text string `validate:"prose"`
	}{s}) == nil
}

// Which of the house rules each text passes.
func TestText(t *testing.T) {
	const line, prose, topic, person = 1, 2, 4, 8
	x := func(n int) string { return strings.Repeat("x", n) }
	for _, test := range []struct {
		text   string
		passes int
	}{
		{"payroll", line | prose | topic | person},
		{"auditing public money well", line | prose | topic | person},
		{"señales de alarma, 日本語, ٣", line | prose | topic | person},
		{"zoe\u0308", line | prose | topic | person},
		{"👩🏽‍🏫", line | prose | topic | person},
		{"\ufffd", line | prose | topic | person}, // the replacement character itself
		{"", 0},
		{" ", person},
		{"\u00a0\u2003", person},
		{" at its start", prose | person},
		{"at its end ", prose | person},
		{"at its end\u00a0", prose | person},
		{"a|b", line | prose | person},
		{"two\nlines", prose},
		{"CR\r\nLF", prose},
		{"a\ttab", prose},
		{"\n\t", 0},
		{"NUL\x00", 0},
		{"\x1b[31mred", 0},
		{"delete\x7f", 0},
		{"next line\u0085", 0},
		{"latin-1 \xe9", 0},
		{"half a surrogate \xed\xa0\x80", 0},
		{"over\xc0\xaflong", 0},
		{x(100), line | prose | topic | person},
		{x(101), line | prose | person},
		{strings.Repeat("é", 100), line | prose | topic | person}, // 200 bytes
		{x(255), line | prose | person},
		{x(256), line | prose},
		{strings.Repeat("é", 127) + "x", line | prose | person},
		{strings.Repeat("é", 128), line | prose}, // 128 characters, but 256 bytes
	} {
		assert.Equal(t, test.passes&line != 0, fault.IsLine(test.text), "line: %q", test.text)
		assert.Equal(t, test.passes&prose != 0, isProse(test.text), "prose: %q", test.text)
		assert.Equal(t, test.passes&topic != 0, fault.IsTopic(test.text), "topic: %q", test.text)
		assert.Equal(t, test.passes&person != 0, fault.IsPerson(test.text), "person: %q", test.text)
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"payroll", "", " a", "a|b", "\x00", "\xff", "zoe\u0308", "a\u2028b", strings.Repeat("é", 128)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line, topic, person := fault.IsLine(s), fault.IsTopic(s), fault.IsPerson(s)
		if line || topic || person {
			assert.NotEmpty(t, s)
			assert.True(t, utf8.ValidString(s))
			assert.False(t, strings.ContainsFunc(s, unicode.IsControl))
		}
		if topic {
			assert.True(t, line, "a topic is a line")
			assert.NotContains(t, s, "|")
		}
		if line {
			assert.True(t, isProse(s), "a line is prose")
		}
		if person {
			assert.LessOrEqual(t, len(s), 255)
		}
	})
}
