package search_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
)

func term(words string) search.Term { return search.Term{Words: strings.Fields(words)} }

func begun(words string) search.Term { return search.Term{Words: strings.Fields(words), Prefix: true} }

func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

// A query means what the package's documentation says.
func TestParse(t *testing.T) {
	space, err := activity.ParseID[activity.SpaceID]("01890a5d-ac96-774b-bcce-b302099a8057")
	require.NoError(t, err)
	for text, want := range map[string]search.Query{
		"Grinding  WHEEL":                  {Terms: []search.Term{term("grinding"), term("wheel")}},
		`"Grinding wheel"`:                 {Terms: []search.Term{term("grinding wheel")}},
		`"never closed`:                    {Terms: []search.Term{term("never closed")}},
		`a"b c"d`:                          {Terms: []search.Term{term("a"), term("b c"), term("d")}},
		"grind*":                           {Terms: []search.Term{begun("grind")}},
		`"grinding whe*"`:                  {Terms: []search.Term{begun("grinding whe")}},
		`"grinding whe"*`:                  {Terms: []search.Term{begun("grinding whe")}},
		"e-mail":                           {Terms: []search.Term{term("e mail")}},
		"知识":                               {Terms: []search.Term{term("知 识")}},
		`a -b -"c d" -e*`:                  {Terms: []search.Term{term("a")}, Not: []search.Term{term("b"), term("c d"), begun("e")}},
		"AND or NOT":                       {Terms: []search.Term{term("and"), term("or"), term("not")}},
		"http://x.org/y":                   {Terms: []search.Term{term("http x org y")}},
		"what: kinds":                      {Terms: []search.Term{term("what"), term("kinds")}},
		`topic:"wheel safety" topic:x`:     {Filters: search.Filters{Topics: []string{"wheel safety", "x"}}},
		"Kind:TOOL kind:case":              {Filters: search.Filters{Kinds: []repertoire.Kind{repertoire.Tool, repertoire.Case}}},
		"status:In-Use a":                  {Terms: []search.Term{term("a")}, Filters: search.Filters{Statuses: []repertoire.Status{repertoire.InUse}}},
		`author:Ana steward:"O'Hara x"`:    {Filters: search.Filters{Authors: []activity.Person{"Ana"}, Stewards: []activity.Person{"O'Hara x"}}},
		"space:" + space.String():          {Filters: search.Filters{Spaces: []activity.SpaceID{space}}},
		"after:2026-01-02":                 {Filters: search.Filters{RevisedAfter: day(2)}},
		"before:2026-01-02T01:00:00+01:00": {Filters: search.Filters{RevisedBefore: day(2)}},
		"shared-after:2026-01-02 shared-before:2026-01-03": {Filters: search.Filters{SharedAfter: day(2), SharedBefore: day(3)}},
	} {
		got, err := search.Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", " ", `"`, `""`, "-", "--", "*", "- * \" : ( )", "-a", `-"a b"`, "topic:", "topic:!", "space:x", "space:00000000-0000-0000-0000-000000000000",
		"after:x", "after:2026-13-01", "after:2026-01-01 after:2026-01-02", "after:0001-01-01", "status:none", "-kind:tool",
		strings.Repeat("a", 1001), strings.Repeat("a ", 33), strings.Repeat("topic:a ", 33), strings.Repeat("-a ", 33), "a\x00", "\xff"} {
		_, err := search.Parse(text)
		assert.ErrorIs(t, err, fault.Invalid, text)
	}
	_, err = search.Query{Filters: search.Filters{Authors: []activity.Person{"a\xff"}}}.Normal()
	assert.ErrorIs(t, err, fault.Invalid)
	_, err = search.Query{Filters: search.Filters{SharedAfter: time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)}}.Normal()
	assert.ErrorIs(t, err, fault.Invalid)
	_, err = search.Query{Terms: []search.Term{{Words: []string{strings.Repeat("a ", 10_000)}}}}.Normal()
	assert.ErrorIs(t, err, fault.Invalid)
}

// FuzzParse: whatever is typed is a query within the bounds, of folded words, or
// Invalid with something to do about it; and no resource makes it fail.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`"grinding wheel" -lathe whe* topic:"x y" kind:tool after:2026-01-31`, `((("" * - ^ : NEAR/2 AND`, "知识 ısı ΣΟΦΟΣ 👩🏽‍🔧 -ガ", "space:01890a5d-ac96-774b-bcce-b302099a8057 a", "steward:a\"b c\"", "--a", strings.Repeat("\" ", 500)} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, text, body string) {
		q, err := search.Parse(text)
		if err != nil {
			require.ErrorIs(t, err, fault.Invalid)
			require.NotEmpty(t, err.Error())
			return
		}
		require.LessOrEqual(t, len(q.Terms)+len(q.Not)+len(q.Topics)+len(q.Spaces), search.MaxTerms)
		for _, term := range slices.Concat(q.Terms, q.Not) {
			require.NotEmpty(t, term.Words)
			for _, w := range term.Words {
				require.True(t, w != "" && utf8.ValidString(w) && !strings.ContainsAny(w, " \x00\"'\\*:()·"), "%q", w)
			}
		}
		again, err := q.Normal()
		require.NoError(t, err)
		require.Equal(t, q, again, "it is as it is looked for")
		r := repertoire.Resource{Current: repertoire.Version{Text: repertoire.Text{Title: text, Body: body, Topics: []string{body}}}}
		tier := q.Match(search.Of(r))
		marked(t, q.Result(search.Hit{Tier: tier, Resource: r}), r)
	})
}

// marked checks that what is shown of a resource is part of it.
func marked(t require.TestingT, result search.Result, r repertoire.Resource) {
	require.Equal(t, r.Current.Title, result.Title.Text)
	require.Contains(t, r.Current.Body, result.Snippet.Text)
	require.Equal(t, utf8.ValidString(r.Current.Body), utf8.ValidString(r.Current.Body) && utf8.ValidString(result.Snippet.Text))
	for _, m := range []search.Marked{result.Title, result.Snippet} {
		last := -1
		for _, place := range m.Marks {
			require.True(t, last < place.Start && place.Start < place.End && place.End <= len(m.Text), "%+v", m)
			last = place.End
		}
	}
}

// What is found in a text is marked there, and what is not is not.
func TestResultsShowWhatWasFound(t *testing.T) {
	vocabulary := []string{"wheel", "Größe", "知识", "filler", "filler", "a", "\n", "🎉", "grinding"}
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 200).Draw(r, "words")
		resource := repertoire.Resource{Current: repertoire.Version{Text: repertoire.Text{Title: strings.Join(words[:1], " "), Body: strings.Join(words, " ")}}}
		q, err := search.Parse(strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"wheel", "grosse", "知", `"a filler"`, "gri*", "🎉"}), 1, 3).Draw(r, "query"), " "))
		require.NoError(r, err)
		result := q.Result(search.Hit{Tier: q.Match(search.Of(resource)), Resource: resource})
		marked(r, result, resource)
		inBody := false
		for _, f := range result.Found {
			inBody = inBody || f.Body
		}
		require.Equal(r, inBody, len(result.Snippet.Marks) > 0)
		for _, m := range result.Snippet.Marks {
			text := strings.Join(wordsOf(result.Snippet.Text[m.Start:m.End]), " ")
			require.True(r, slices.ContainsFunc(q.Terms, func(t search.Term) bool { return strings.Contains(" "+text+" ", strings.TrimSuffix(t.Text(), " ")) }), "%q", text)
		}
	})
}

// A cursor reads as it is written, and nothing else reads as one.
func TestCursors(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := search.Cursor{
			Tier: search.Tier(rapid.IntRange(1, 4).Draw(r, "tier")), Rank: rapid.IntRange(0, 6).Draw(r, "rank"),
			Revised: time.UnixMicro(rapid.Int64Range(-1<<55, 1<<55).Draw(r, "at")).UTC(),
			ID:      activity.ResourceID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(r, "id")),
		}
		text := c.String()
		got, err := search.ParseCursor(text)
		require.NoError(r, err)
		require.Equal(r, c, got)
		i := rapid.IntRange(0, len(text)-1).Draw(r, "place")
		if other := text[:i] + rapid.SampledFrom([]string{"A", "b", "", "-", "é"}).Draw(r, "other") + text[i+1:]; other != text {
			_, err = search.ParseCursor(other)
			require.ErrorIs(r, err, fault.Invalid)
		}
	})
	none, err := search.ParseCursor("")
	require.NoError(t, err)
	assert.True(t, none.IsZero())
}

// FuzzParseCursor: what reads as a place reads as nothing else would.
func FuzzParseCursor(f *testing.F) {
	f.Add("")
	f.Add("rubbish")
	f.Add("AQIAAAAAAAAAAwQAAAAAAAAAAA\r\r\r\r\rAAAAAAAABfPCn7")
	f.Add(search.Cursor{Tier: 1, Rank: 2, Revised: time.UnixMicro(3).UTC(), ID: activity.ResourceID{4}}.String())
	f.Fuzz(func(t *testing.T, text string) {
		c, err := search.ParseCursor(text)
		if err != nil {
			require.ErrorIs(t, err, fault.Invalid)
			require.True(t, c.IsZero())
			return
		}
		require.Equal(t, text, c.String())
	})
}

// An entry holds no more of a body than it says, and each topic whole.
func TestEntriesAreBounded(t *testing.T) {
	e := search.Of(repertoire.Resource{Current: repertoire.Version{Text: repertoire.Text{
		Title: "A", Body: strings.Repeat("ab 知 ", 300_000) + "end", Topics: []string{"x y", "!", "知"},
	}}})
	assert.Equal(t, " · x y · · 知 · ", e.Topics)
	assert.LessOrEqual(t, len(e.Body), 512<<10)
	assert.Greater(t, len(e.Body), 512<<10-10)
	assert.NotContains(t, e.Body, "end")
	assert.Equal(t, " ", search.Of(repertoire.Resource{}).Topics)
}
