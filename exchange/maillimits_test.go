package exchange_test

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// allocated returns how many bytes doing something took.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// repeated reads one text over and over, in whatever portions, and counts the
// bytes.
type repeated struct {
	text string
	at   int
	read *int
}

func (r *repeated) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.text[r.at]
		r.at = (r.at + 1) % len(r.text)
	}
	*r.read += len(p)
	return len(p), nil
}

// What a field of a commit, or the head of a message, may not have is refused
// before it is held.
func TestEndlessFieldsAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		format, start, text, says string
		limit                     int
	}{
		"a field of a commit":  {"git", hash('1') + "\x00", "a", "h: commit 1: a field is longer than 1048576 bytes", exchange.MaxGitField},
		"lines of a commit":    {"git", "", "\n", "h: commit 1: a field is longer than 1048576 bytes", exchange.MaxGitField},
		"a field of a message": {"mbox", "From x\nSubject: ", "a", "h:2: the head of a message is longer than 1048576 bytes", 64 << 20},
		"fields of a message":  {"mbox", "From x\n", "References: <a>\n", "the head of a message is longer than 1048576 bytes", exchange.MaxMailHead * 3 / 2},
	} {
		t.Run(name, func(t *testing.T) {
			read := 0
			f, err := exchange.FormatOf(test.format)
			require.NoError(t, err)
			s := f.Open(made{"h": func() io.Reader {
				return io.MultiReader(strings.NewReader(test.start), io.LimitReader(&repeated{text: test.text, read: &read}, 64<<20))
			}}, "h", nil)
			assert.LessOrEqual(t, allocated(func() {
				err := onlyError(t, s)
				assert.ErrorIs(t, err, fault.Invalid)
				assert.ErrorContains(t, err, test.says)
			}), uint64(16<<20))
			assert.LessOrEqual(t, read, test.limit+16<<10)
		})
	}
}

// A body of any length, in lines of any length, is passed over.
func TestBodiesAreNotHeld(t *testing.T) {
	read := 0
	body := func(text string, size int64) io.Reader {
		return io.LimitReader(&repeated{text: text, read: &read}, size)
	}
	s := exchange.Mbox(made{"h": func() io.Reader {
		return io.MultiReader(strings.NewReader("From x\nFrom: ana@x\nMessage-ID: <1@a>\nDate: 1 Jan 2026 10:00 GMT\n\n"), body("a", 100<<20),
			strings.NewReader("\n"), body("From \r", 10<<20), strings.NewReader("\n"), body("\n", 1<<20),
			strings.NewReader("From x 1 Jan 2026 10:00\nFrom: bob@x\nIn-Reply-To: <1@a>\nDate: 1 Jan 2026 11:00 GMT\n\n"), body("\r", 10<<20))
	}}, "h", &exchange.Options{Person: byName})
	assert.LessOrEqual(t, allocated(func() {
		told := tellAll(t, s)
		if assert.Len(t, told, 2) {
			assert.Contains(t, told[1], "01T11:00:00,bob,reply,")
		}
	}), uint64(2<<20))
	assert.Equal(t, 121<<20, read)
}

// What is kept of mail and of commits is keys, not names.
func TestHeadsAreNotKept(t *testing.T) {
	const many, long = 200, 20_000
	var box, log strings.Builder
	for i := range many {
		id := strings.Repeat(string(rune('a'+i%26)), long) + hash(byte('0'+i%10)) + strings.Repeat("x", i)
		box.WriteString(from(id, "ana@x.org", id+"@a", 1, "Subject: "+id, "References: <"+id+"@b>"))
		log.WriteString(commit(strings.Replace(hash('a'), "aaa", "0"+string(rune('0'+i%10))+string(rune('0'+i/10%10)), 1), "", int64(i), id, "ana@x.org", "", ""))
	}
	for name, s := range map[string]activity.Stream{
		"mbox": mboxOf(box.String(), &exchange.Options{Subjects: true}), "git": gitLogOf(log.String(), nil),
	} {
		heap := func() int64 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			return int64(m.HeapAlloc)
		}
		before := heap()
		records, err := activity.Collect(s)
		kept := heap() - before
		require.NoError(t, err, name)
		require.Greater(t, len(records), many/3, name)
		assert.Less(t, kept, int64(many*long/4), name)
		runtime.KeepAlive(records)
		runtime.KeepAlive(s)
	}
}

// Chains and circles of a million replies are followed in time that grows with
// their length.
func TestLongThreads(t *testing.T) {
	const many = 50_000
	var b strings.Builder
	for i := range many {
		b.WriteString("From x\nFrom: ana@x\nDate: 1 Jan 2026 10:00 GMT\nMessage-ID: <" + strings.Repeat("i", i%7) + itoa(i) + ">\nReferences: <" +
			strings.Repeat("i", (i+1)%many%7) + itoa((i+1)%many) + ">\n\n\n")
	}
	text := strings.ReplaceAll(b.String(), "\nFrom x\n", "\nFrom x 10:00 2026\n")
	roots := map[activity.ObjectID]bool{}
	starts := 0
	for a, err := range mboxOf(text, nil) {
		require.NoError(t, err)
		roots[a.Thread] = true
		if a.Verb == activity.Start {
			starts++
		}
	}
	assert.Len(t, roots, 1)
	assert.Equal(t, 1, starts, "the circle is cut once")
}

func itoa(n int) string {
	return string([]byte{byte('0' + n/10000%10), byte('0' + n/1000%10), byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)})
}

// What others say of a message does not change what it says itself.
func TestReferencesOfMail(t *testing.T) {
	var many strings.Builder
	for i := range 60 {
		many.WriteString("<" + itoa(i) + "@many> ")
	}
	told := named(tellAll(t, mboxOf(
		from("Ana", "ana@x", "1@a", 1)+
			from("Bob", "bob@x", "2@a", 2, "References: <0@a> <1@a>")+
			from("Eve", "eve@x", "3@a", 3, "References: <1@a> <3@a>")+
			from("Eve", "eve@x", "5@a", 4, "References: "+many.String()+"<2@a>"), &exchange.Options{Person: byName})), allIDs...)
	assert.Equal(t, []string{
		"01T09:00:00,ana,start,1@a,,,1@a,",
		"02T09:00:00,bob,reply,2@a,1@a,ana,1@a,",
		"03T09:00:00,eve,reply,3@a,1@a,ana,1@a,",
		"04T09:00:00,eve,reply,5@a,2@a,bob,1@a,",
	}, told)
	late := letter("From: ana@x", "Date: 1 Jan 2026 10:00 GMT", "Subject: a") + letter("From: bob@x", "Date: 2 Apr 2026 10:00 GMT", "Subject: Re: a")
	for _, line := range tellAll(t, mboxOf(late, &exchange.Options{Subjects: true})) {
		assert.Contains(t, line, ",start,", "after 91 days it is another thread")
	}
}
