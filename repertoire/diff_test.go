package repertoire_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// body draws a text of a few lines, of which many are alike.
var body = rapid.Custom(func(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d e", "", "d f"}), 0, 12).Draw(t, "lines"), "\n")
})

// applied is what a difference makes of one text, by its own account.
func applied(t require.TestingT, from string, d repertoire.Difference) string {
	var out []string
	lines := strings.Split(from, "\n")
	if from == "" {
		lines = nil
	}
	at := 0
	for _, p := range d.Body {
		out = append(out, lines[at:p.From-1]...)
		at = p.From - 1
		require.Equal(t, p.To-1, len(out), "where it is in the new one")
		for _, l := range p.Lines {
			if l.Mark != repertoire.MarkNew {
				require.Equal(t, lines[at], l.Text)
				at++
			}
			if l.Mark != repertoire.MarkGone {
				out = append(out, l.Text)
			}
			if l.Words != nil {
				var said strings.Builder
				for _, w := range l.Words {
					require.Contains(t, []repertoire.Mark{repertoire.MarkSame, l.Mark}, w.Mark)
					said.WriteString(w.Text)
				}
				require.Equal(t, l.Text, said.String(), "the words are the line")
			}
		}
	}
	return strings.Join(append(out, lines[at:]...), "\n")
}

func version(n int, body string) repertoire.Version {
	return repertoire.Version{Number: n, Text: repertoire.Text{Title: "T", Body: body}}
}

// TestADifferenceLeadsFromOneToTheOther: it shows all that changed, and nothing
// else as changed.
func TestADifferenceLeadsFromOneToTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := body.Draw(t, "from"), body.Draw(t, "to")
		d := repertoire.Differences(version(1, from), version(2, to))
		require.Equal(t, to, applied(t, from, d))
		if from == to {
			require.Empty(t, d.Body)
		}
		back := repertoire.Differences(version(2, to), version(1, from))
		require.Equal(t, from, applied(t, to, back))
	})
}

func TestADifferenceReads(t *testing.T) {
	from := repertoire.Text{Title: "Sampling", Body: "# Sampling\n\nStratify by pay grade.\nThen draw.\n\nA\nB\nC\nD\nE\nF\nG\nH\nlast", Topics: []string{"payroll", "ghosts"}}
	to := from
	to.Title, to.Topics, to.Licence = "Sampling a payroll", []string{"payroll", "sampling"}, "CC-BY-4.0"
	to.Body = strings.ReplaceAll(strings.Replace(from.Body, "by pay grade", "by office and pay grade", 1), "last", "last\nand more")
	to.Attachments = []repertoire.Attachment{film()}
	d := repertoire.Differences(repertoire.Version{Number: 2, Text: from}, repertoire.Version{Number: 5, Text: to})
	assert.Equal(t, `--- version 2
+++ version 5
@@ title @@
-Sampling
+Sampling a payroll
@@ topics @@
-ghosts
+sampling
@@ attachments @@
+sampling.mp4 (video/mp4, 1024 bytes, https://files.example.org/sampling.mp4) sha256:`+strings.Repeat("0a", 32)+`
@@ licence @@
+CC-BY-4.0
@@ line 1, now 1 @@
 # Sampling
 
-Stratify by pay grade.
+Stratify by office and pay grade.
 Then draw.
 
 A
@@ line 12, now 12 @@
 G
 H
 last
+and more
`, d.String())
	words := d.Body[0].Lines[3].Words
	assert.Equal(t, []repertoire.Word{{repertoire.MarkSame, "Stratify by "}, {repertoire.MarkNew, "office and "}, {repertoire.MarkSame, "pay grade."}}, words)
}

// Versions that say the same are not told by silence.
func TestNoDifferenceIsSaid(t *testing.T) {
	d := repertoire.Differences(repertoire.Version{Number: 1, Text: draft().Text}, repertoire.Version{Number: 3, Text: draft().Text})
	assert.Equal(t, "--- version 1\n+++ version 3\nthe two say the same\n", d.String())
}

func film() repertoire.Attachment {
	return repertoire.Attachment{File: "sampling.mp4", URL: "https://files.example.org/sampling.mp4", MediaType: "video/mp4", Size: 1024, SHA256: strings.Repeat("0a", 32)}
}

// TestBigTextsAreComparedInTime: whatever two texts of the greatest size are like.
func TestBigTextsAreComparedInTime(t *testing.T) {
	numbers := func(n int, step int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i*step%n)
		}
		return b.String()
	}
	for name, two := range map[string][2]string{
		"nothing in common":     {strings.Repeat("a\n", 500_000), strings.Repeat("b\n", 500_000)},
		"two lines, mixed":      {strings.Repeat("a\nb\nb\n", 160_000), strings.Repeat("b\na\na\n", 160_000)},
		"another order":         {numbers(120_000, 1, "%d\n"), numbers(120_000, 7919, "%d\n")},
		"backwards":             {numbers(120_000, 1, "%d\n"), numbers(120_000, 119_999, "%d\n")},
		"one line of a million": {strings.Repeat("ab ", 330_000), strings.Repeat("ba ", 330_000)},
	} {
		began := time.Now()
		d := repertoire.Differences(version(1, two[0]), version(2, two[1]))
		assert.Less(t, time.Since(began), 20*time.Second, name)
		assert.NotEmpty(t, d.Body, name)
	}
}

// three is a resource with a body that bob has changed since ana read it.
func three(t require.TestingT, base, theirs string) (r repertoire.Resource, read repertoire.Version) {
	d := draft()
	d.Body = base
	r, _, err := repertoire.Share(occasion(0, "ana"), sampling, d)
	require.NoError(t, err)
	read = r.Current
	e := repertoire.Edit{Base: 1, Text: d.Text, Note: "theirs"}
	e.Body = theirs
	r, _, err = r.Revise(occasion(1, "bob"), e)
	require.NoError(t, err)
	return r, read
}

// merge is what comes of ana's edit of the base.
func merge(t require.TestingT, base, theirs, yours string) (string, error) {
	r, read := three(t, base, theirs)
	e := repertoire.Edit{Base: 1, Text: read.Text, Note: "mine"}
	e.Body = yours
	next, _, err := r.Merge(occasion(2, "ana"), read, e)
	return next.Current.Body, err
}

// some draws a body that is not empty.
var some = body.Filter(func(s string) bool { return strings.TrimSpace(s) != "" })

// TestMerges: what only one of them changed is as they have it, whoever comes
// first; and a conflict leaves the resource as it is.
func TestMerges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, theirs, yours := some.Draw(t, "base"), some.Draw(t, "theirs"), some.Draw(t, "yours")
		one, err := merge(t, base, theirs, yours)
		other, errOther := merge(t, base, yours, theirs)
		code, codeOther := fault.CodeOf(err), fault.CodeOf(errOther)
		switch {
		case code == fault.Conflict:
			require.Equal(t, fault.Conflict, codeOther, "symmetrical")
			require.Equal(t, theirs, one)
			unmerged, ok := errors.AsType[*repertoire.Unmerged](err)
			require.True(t, ok)
			require.NotEmpty(t, unmerged.Clashes)
			turned, _ := errors.AsType[*repertoire.Unmerged](errOther)
			for i, c := range unmerged.Clashes {
				require.Equal(t, c.Theirs, turned.Clashes[i].Yours)
				require.Equal(t, c.Yours, turned.Clashes[i].Theirs)
			}
		case code == fault.Invalid || codeOther == fault.Invalid: // nothing was left
		default:
			require.Equal(t, one, other, "symmetrical")
		}
		kept, err := merge(t, base, theirs, base)
		require.ErrorIs(t, err, fault.Exists, "an edit that changes nothing")
		require.Equal(t, theirs, kept)
		if yours != base {
			mine, err := merge(t, base, base, yours)
			require.NoError(t, err)
			require.Equal(t, yours, mine, "as if nobody else had edited")
		}
	})
}

// TestEditsOfOtherLinesAreBothMade: each line is changed by one of them at most.
func TestEditsOfOtherLinesAreBothMade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 30).Draw(t, "lines")
		base, theirs, yours, both := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
		for i := range n {
			base[i] = fmt.Sprint("line ", i)
			theirs[i], yours[i], both[i] = base[i], base[i], base[i]
			switch rapid.IntRange(0, 3).Draw(t, "who") {
			case 0:
				theirs[i], both[i] = "theirs "+base[i], "theirs "+base[i]
			case 1:
				yours[i], both[i] = "yours "+base[i], "yours "+base[i]
			}
		}
		text := func(lines []string) string { return strings.Join(lines, "\n") }
		got, err := merge(t, text(base), text(theirs), text(yours))
		if slices.Equal(yours, base) {
			require.ErrorIs(t, err, fault.Exists)
			return
		}
		require.NoError(t, err)
		require.Equal(t, text(both), got)
	})
}

func TestAMergeIsRecordedWithWhatItRestsOn(t *testing.T) {
	r, read := three(t, "one\ntwo\nthree\nfour\nfive", "ONE\ntwo\nthree\nfour\nfive")
	e := repertoire.Edit{Base: 1, Text: read.Text, Note: "mine"}
	e.Body, e.Topics, e.Licence = "one\ntwo\nthree\nfour\nFIVE", []string{"payroll"}, "CC0-1.0"
	next, a, err := r.Merge(occasion(2, "ana"), read, e)
	require.NoError(t, err)
	assert.Equal(t, "ONE\ntwo\nthree\nfour\nFIVE", next.Current.Body)
	assert.Equal(t, []string{"payroll"}, next.Current.Topics)
	assert.Equal(t, "CC0-1.0", next.Current.Licence)
	assert.Equal(t, 3, next.Current.Number)
	assert.Equal(t, 1, next.Current.Base)
	assert.True(t, next.Current.Merged())
	assert.False(t, r.Current.Merged())
	fact := a.Detail.(repertoire.Revised)
	assert.Equal(t, []int{1, 2}, []int{fact.Base, fact.Over})
	assert.Equal(t, []string{"payroll"}, a.Topics)
	folded, err := r.Fold(a)
	require.NoError(t, err)
	assert.Equal(t, next, folded)
}

// TestAConflictSaysWhatStandsAgainstWhat, in words that its reader can act upon.
func TestAConflictSaysWhatStandsAgainstWhat(t *testing.T) {
	r, read := three(t, "one\ntwo\nthree", "one\nTWO\nthree")
	e := repertoire.Edit{Base: 1, Text: read.Text, Note: "mine"}
	e.Body = "one\n2\nthree"
	next, a, err := r.Merge(occasion(2, "ana"), read, e)
	assert.ErrorIs(t, err, fault.Conflict)
	assert.Equal(t, r, next)
	assert.Zero(t, a)
	unmerged, ok := errors.AsType[*repertoire.Unmerged](err)
	require.True(t, ok)
	assert.Equal(t, &repertoire.Unmerged{Base: 1, Current: 2, Clashes: []repertoire.Clash{
		{Field: "body", Line: 2, Base: []string{"two"}, Theirs: []string{"TWO"}, Yours: []string{"2"}},
	}}, unmerged)
	assert.EqualError(t, err, `repertoire.Merge: conflict: version 2 is current, and changes the same as this edit of version 1; read it, and send the edit again based on that
body, line 2:
  it was:
    two
  theirs:
    TWO
  yours:
    2`)
}

// TestFieldsMerge: each is changed by one of them, or it is a conflict of its name.
func TestFieldsMerge(t *testing.T) {
	base := repertoire.Text{Title: "T", Body: "B", Topics: []string{"a", "b"}, Extras: repertoire.Extras{Attachments: []repertoire.Attachment{film()}, Licence: "MIT", Attribution: "Ana"}}
	other := film()
	other.URL = "https://files.example.org/other.mp4"
	changed := film()
	changed.Size = 2048
	again := film()
	again.Size = 4096
	type edit = func(*repertoire.Text)
	for name, test := range map[string]struct {
		theirs, yours edit
		want          edit // nil for a conflict
	}{
		"title": {func(v *repertoire.Text) { v.Title = "U" }, func(v *repertoire.Text) { v.Title = "V" }, nil},
		"title alike": {func(v *repertoire.Text) { v.Title = "U" }, func(v *repertoire.Text) { v.Title, v.Licence = "U", "CC0-1.0" },
			func(v *repertoire.Text) { v.Title, v.Licence = "U", "CC0-1.0" }},
		"topics": {func(v *repertoire.Text) { v.Topics = []string{"b", "d"} }, func(v *repertoire.Text) { v.Topics = []string{"a", "b", "c"} },
			func(v *repertoire.Text) { v.Topics = []string{"b", "c", "d"} }},
		"attachments apart": {func(v *repertoire.Text) { v.Attachments = nil }, func(v *repertoire.Text) { v.Attachments = []repertoire.Attachment{film(), other} },
			func(v *repertoire.Text) { v.Attachments = []repertoire.Attachment{other} }},
		"attachments": {func(v *repertoire.Text) { v.Attachments = []repertoire.Attachment{changed} },
			func(v *repertoire.Text) { v.Attachments = []repertoire.Attachment{again} }, nil},
		"licence":     {func(v *repertoire.Text) { v.Licence = "" }, func(v *repertoire.Text) { v.Licence = "CC0-1.0" }, nil},
		"attribution": {func(v *repertoire.Text) { v.Attribution = "Bob" }, func(v *repertoire.Text) { v.Attribution = "Eve" }, nil},
	} {
		r, first, err := repertoire.Share(occasion(0, "ana"), sampling, repertoire.Draft{Kind: repertoire.Manual, Text: base})
		require.NoError(t, err, name)
		read := r.Current
		write := func(by activity.Person, change edit) repertoire.Edit {
			text := first.Detail.(repertoire.Shared).Text
			change(&text)
			return repertoire.Edit{Base: 1, Text: text, Note: string(by)}
		}
		r, _, err = r.Revise(occasion(1, "bob"), write("bob", test.theirs))
		require.NoError(t, err, name)
		next, _, err := r.Merge(occasion(2, "ana"), read, write("ana", test.yours))
		if test.want == nil {
			assert.ErrorIs(t, err, fault.Conflict, name)
			unmerged, _ := errors.AsType[*repertoire.Unmerged](err)
			assert.Equal(t, name, unmerged.Clashes[0].Field)
			continue
		}
		require.NoError(t, err, name)
		want := first.Detail.(repertoire.Shared).Text
		test.want(&want)
		assert.Equal(t, want, next.Current.Text, name)
	}
}

// FuzzMerge: no texts break a comparison or a merge.
func FuzzMerge(f *testing.F) {
	f.Add("a\nb\nc", "a\nB\nc", "a\nb\nC")
	f.Add("", "a", "\r\n")
	f.Fuzz(func(t *testing.T, base, theirs, yours string) {
		d := repertoire.Differences(version(1, base), version(2, yours))
		if got := applied(t, base, d); got != yours {
			t.Fatalf("%q and not %q", got, yours)
		}
		_ = d.String()
		usable := func(s string) bool {
			e := edit(1)
			e.Body = s
			_, _, err := shared(t).Revise(occasion(1, "bob"), e)
			return err == nil
		}
		if !usable(base) || !usable(theirs) || !usable(yours) {
			return
		}
		one, err := merge(t, base, theirs, yours)
		other, errOther := merge(t, base, yours, theirs)
		if err == nil && errOther == nil && one != other {
			t.Fatalf("%q or %q", one, other)
		}
	})
}
