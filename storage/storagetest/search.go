package storagetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage"
)

// everywhere are the rooms of a library.
func (l *library) everywhere() search.Rooms { return search.Rooms{Common: true, Spaces: l.spaces[1:]} }

// library is a community with resources to be found.
type library struct {
	community activity.CommunityID
	spaces    []activity.SpaceID // the first of them is the common one
	all       []repertoire.Resource
}

// shelve writes resources, or their next versions.
func (l *library) shelve(t require.TestingT, ctx context.Context, s storage.Store, resources ...repertoire.Resource) {
	require.NoError(t, s.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		for _, r := range resources {
			if err := tx.PutResource(ctx, r); err != nil {
				return err
			}
		}
		return nil
	}))
	for _, r := range resources {
		l.all = slices.DeleteFunc(l.all, func(other repertoire.Resource) bool { return other.ID == r.ID })
		l.all = append(l.all, r)
	}
}

// found lists what a search finds, in pages of so many.
func (l *library) found(t require.TestingT, ctx context.Context, s storage.Store, q search.Query, in search.Rooms, size int) (hits []search.Hit) {
	for after := (search.Cursor{}); ; {
		var some []search.Hit
		require.NoError(t, s.View(ctx, func(ctx context.Context, r storage.Reader) (err error) {
			some, err = activity.Collect(r.Search(ctx, l.community, q, in, after, size))
			return err
		}), "%+v", q)
		hits = append(hits, some...)
		if size <= 0 || len(some) < size {
			return hits
		}
		place, err := search.ParseCursor(some[len(some)-1].Cursor().String())
		require.NoError(t, err)
		after = place
	}
}

// plain is what a search finds that reads all there is, word by word.
func (l *library) plain(q search.Query, in search.Rooms) (hits []search.Hit) {
	for _, r := range l.all {
		if tier := plainTier(q, r); tier > 0 && (r.Space.IsZero() && in.Common || slices.Contains(in.Spaces, r.Space)) {
			hits = append(hits, search.Hit{Tier: tier, Resource: r})
		}
	}
	order := []repertoire.Status{"endorsed", "in-use", "in-review", "draft", "superseded", "retired"}
	slices.SortFunc(hits, func(a, b search.Hit) int {
		return cmp.Or(int(a.Tier-b.Tier), slices.Index(order, a.Resource.Status)-slices.Index(order, b.Resource.Status),
			b.Resource.Current.At.Compare(a.Resource.Current.At), a.Resource.ID.Compare(b.Resource.ID))
	})
	return hits
}

func plainTier(q search.Query, r repertoire.Resource) search.Tier {
	text := r.Current.Text
	places := [][][]string{{plainWords(text.Title)}, nil, {plainWords(text.Body)}}
	var topics []string
	for _, t := range text.Topics {
		places[1] = append(places[1], plainWords(t))
		topics = append(topics, strings.Join(plainWords(t), " "))
	}
	for _, t := range q.Topics {
		if !slices.Contains(topics, strings.Join(plainWords(t), " ")) {
			return 0
		}
	}
	one := func(n int, in bool) bool { return n == 0 || in }
	at, shared := r.Current.At, r.SharedAt
	if !one(len(q.Kinds), slices.Contains(q.Kinds, r.Kind)) || !one(len(q.Statuses), slices.Contains(q.Statuses, r.Status)) ||
		!one(len(q.Spaces), slices.Contains(q.Spaces, r.Space)) || !one(len(q.Authors), slices.Contains(q.Authors, r.Author)) ||
		!one(len(q.Stewards), slices.ContainsFunc(r.Stewards, func(p activity.Person) bool { return slices.Contains(q.Stewards, p) })) || !q.RevisedAfter.IsZero() && at.Before(q.RevisedAfter) ||
		!q.RevisedBefore.IsZero() && !at.Before(q.RevisedBefore) || !q.SharedAfter.IsZero() && shared.Before(q.SharedAfter) ||
		!q.SharedBefore.IsZero() && !shared.Before(q.SharedBefore) {
		return 0
	}
	worst := 0
	for _, t := range q.Terms {
		at := slices.IndexFunc(places, func(texts [][]string) bool { return plainHas(texts, t) })
		if at < 0 {
			return 0
		}
		worst = max(worst, at)
	}
	for _, t := range q.Not {
		if slices.ContainsFunc(places, func(texts [][]string) bool { return plainHas(texts, t) }) {
			return 0
		}
	}
	if len(q.Terms) == 0 {
		return search.Anywhere
	}
	var row search.Term
	for i, t := range q.Terms {
		if t.Prefix && i < len(q.Terms)-1 {
			row.Words = nil
			break
		}
		row = search.Term{Words: append(row.Words, t.Words...), Prefix: t.Prefix}
	}
	if len(row.Words) > 0 && plainHas(places[0], row) {
		return search.TitlePhrase
	}
	return search.Title + search.Tier(worst)
}

func plainWords(text string) (all []string) {
	for _, w := range search.Words(text) {
		all = append(all, w.Text)
	}
	return all
}

func plainHas(texts [][]string, t search.Term) bool {
	for _, words := range texts {
		for i := range words {
			if i+len(t.Words) > len(words) {
				break
			}
			here := slices.Clone(words[i : i+len(t.Words)])
			if last := len(here) - 1; t.Prefix && strings.HasPrefix(here[last], t.Words[last]) {
				here[last] = t.Words[last]
			}
			if slices.Equal(here, t.Words) {
				return true
			}
		}
	}
	return false
}

// newLibrary has the resources of a corpus: one after the other, an hour apart.
func newLibrary(t testing.TB, w *world, s storage.Store) *library {
	l := &library{community: w.newCommunity(t, s), spaces: []activity.SpaceID{{}, w.id(), w.id()}}
	for i, text := range corpus {
		at := w.now.Add(time.Duration(i) * time.Hour)
		r := repertoire.Resource{
			Community: l.community, ID: nth(i + 1), Kind: repertoire.Story, Author: "ana", SharedAt: at, Status: repertoire.InUse, Rev: 1,
			Current: repertoire.Version{Number: 1, Text: text, Editor: "ana", At: at},
		}
		switch i % 5 {
		case 1:
			r.Kind, r.Space, r.Author, r.Stewards = repertoire.Tool, l.spaces[1], "bob", []activity.Person{"ana", "bob"}
		case 2:
			r.Status = "endorsed"
		case 3:
			r.Status, r.Space = "retired", l.spaces[2]
		}
		l.shelve(t, t.Context(), s, r)
	}
	return l
}

var corpus = []repertoire.Text{
	{Title: "Größe der Stichprobe", Body: "Wie groß muß eine Stichprobe sein? Über Fälle und Zufälle.", Topics: []string{"sampling", "Prüfung"}},
	{Title: "Grosse Fragen", Body: "Die Größe zählt nicht.", Topics: []string{"questions"}},
	{Title: "Ilık ışık", Body: "İstanbul'da IŞIK ve ısı üzerine.", Topics: []string{"ışık"}},
	{Title: "Ὁ σοφὸς καὶ ὁ κόσμος", Body: "ΣΟΦΟΣ ΛΌΓΟΣ, κόσμος.", Topics: []string{"σοφία"}},
	{Title: "المعرفة المشتركة", Body: "تُبنى المعرفةُ مع الآخرين. محمـد كتب ٣ قصص.", Topics: []string{"تعلم"}},
	{Title: "ज्ञान का साझा भंडार", Body: "हिन्दी में कार्य और कर्म अलग हैं।", Topics: []string{"ज्ञान"}},
	{Title: "知识共享实践", Body: "实践社区共享知识。我们一起学习。", Topics: []string{"知识"}},
	{Title: "ナレッジの共有", Body: "コミュニティでガイドを書く。カイト。", Topics: []string{"学び"}},
	{Title: "한국어 지식 나눔", Body: "실천 공동체는 지식을 나눈다.", Topics: []string{"지식"}},
	{Title: "ความรู้ของทีม", Body: "เราแบ่งปันความรู้", Topics: []string{"ทีม"}},
	{Title: "🎉 Party 👩🏽‍🔧", Body: "We had a 🎉🎉 and 👩🏽‍🔧 came.", Topics: []string{"🎉"}},
	{Title: "Grinding wheel", Body: "How to dress a grinding wheel. A wheel that is grinding hums.", Topics: []string{"grinding", "wheel safety"}},
	{Title: "The wheel, and grinding it", Body: "Nothing else.", Topics: []string{"workshop"}},
	{Title: "Dressing", Body: "Use the grinding wheel dresser; see e-mail of the Wheelwright.", Topics: []string{"wheel", "safety first"}},
	{Title: "Wheels", Body: "Grinders like it, and so do grinding machines for wheels.", Topics: []string{"grinding"}},
	{Title: "NEAR AND OR NOT", Body: `"quoted" (bracketed) ^caret NEAR/2 col:umn '); DROP TABLE praxis_search; --`, Topics: []string{"a·b", "C++"}},
	{Title: "Ficus ﬁne ｆｕｌｌ ½", Body: strings.Repeat("filler ", 20_000) + "needle haystack " + strings.Repeat("filler ", 20_000) + "last straw", Topics: nil},
	{Title: "!!!", Body: "?", Topics: []string{"!"}},
	{Title: "Café", Body: "Cafe\u0301 naïve co\u00adoperation " + strings.Repeat("x", 100), Topics: []string{"naive"}},
}

// expectations are what queries find in the corpus: the numbers of the resources, from 1, in
// their order.
var expectations = []struct {
	query string
	want  []int
}{
	{"groesse", nil},
	{"größe", []int{2, 1}}, {"GROSSE", []int{2, 1}}, // both have it in the title, and one is newer
	{"groß muss", []int{1}},
	{"topic:prufung", []int{1}},
	{"isik", []int{3}}, {"isi", []int{3}}, {"IŞIK", []int{3}}, {"istanbul", []int{3}},
	{"σοφός", []int{4}}, {"ΚΌΣΜΟΣ", []int{4}},
	{"محمد", []int{5}}, {"المَعْرِفَة", []int{5}},
	{"कार्य", []int{6}}, {"करय", nil}, {"कर्म", []int{6}},
	{"知识", []int{7}}, {"识知", nil}, {"共享", []int{7}}, {"享共", nil}, {"共", []int{8, 7}},
	{"ガイド", []int{8}}, {"カイド", nil}, {"ｶﾞｲﾄﾞ", []int{8}}, {"カイト", []int{8}},
	{"지식", []int{9}}, {"지식*", []int{9}}, {"한국", nil}, {"한국*", []int{9}},
	{"ทีม", []int{10}}, {"ความรู้", []int{10}},
	{"🎉", []int{11}}, {`"🎉🎉"`, []int{11}}, {"👩🔧", []int{11}}, {"🔧👩", nil},
	{"grinding wheel", []int{12, 13, 14}},
	{`"grinding wheel"`, []int{12, 14}},
	{`"wheel grinding"`, nil},
	{"wheel grinding", []int{13, 12, 14}},
	{"grind* wheel", []int{13, 12, 14}},
	{"whee*", []int{13, 15, 12, 14}},
	{`"grinding whe*"`, []int{12, 14}}, {`"grinding whe"*`, []int{12, 14}},
	{"wheel -dresser", []int{13, 12}},
	{`wheel -"grinding wheel"`, []int{13}},
	{"topic:wheel", []int{14}}, {`topic:"wheel safety"`, []int{12}}, {"topic:safety", nil},
	{`"grinding wheel safety"`, nil}, {`"wheel safety first"`, nil},
	{"near and or not", []int{16}}, {`NEAR("a b")`, []int{16}}, {"col:umn", []int{16}}, {"drop -table", nil}, {"b", []int{16}}, {"a·b", []int{16}},
	{"e-mail", []int{14}}, {`"mail of"`, []int{14}},
	{"fine full", []int{17}}, {"needle straw", []int{17}}, {`"needle haystack"`, []int{17}}, {`"filler last straw"`, []int{17}}, {`"haystack needle"`, nil},
	{"cafe", []int{19}}, {"CAFÉ", []int{19}}, {"cooperation naive", []int{19}}, {strings.Repeat("x", 64), []int{19}}, {strings.Repeat("x", 63), nil},
	{"kind:tool wheel", []int{12}}, {"author:bob", []int{2, 7, 12, 17}}, {"steward:bob wheel", []int{12}}, {"status:endorsed", []int{18, 13, 8, 3}},
	{"after:2026-03-02 wheel", nil}, {"before:2026-03-02 wheel", []int{13, 12, 14}}, {"after:2026-03-01T22:00:00Z", []int{18, 17, 16, 15, 19, 14}},
}

// testSearch: resources are found by their words, in every script, and in the order
// that is promised.
func testSearch(t *testing.T, s storage.Store) {
	l := newLibrary(t, newWorld(), s)
	for _, e := range expectations {
		q, err := search.Parse(e.query)
		require.NoError(t, err, e.query)
		hits := l.found(t, t.Context(), s, q, l.everywhere(), 0)
		var got []int
		for _, h := range hits {
			got = append(got, slices.IndexFunc(corpus, func(c repertoire.Text) bool { return c.Title == h.Resource.Current.Title })+1)
		}
		assert.Equal(t, l.plain(q, l.everywhere()), hits, e.query)
		if !slices.Contains([]string{"status:endorsed", "author:bob"}, e.query) {
			assert.Equal(t, e.want, got, e.query)
		} else {
			assert.ElementsMatch(t, e.want, got, e.query)
		}
	}
}

// testSearchFollows: what is found follows each revision, and is of one community.
func testSearchFollows(t *testing.T, s storage.Store) {
	w := newWorld()
	l, other := newLibrary(t, w, s), newLibrary(t, w, s)
	q, err := search.Parse("wheel grinding")
	require.NoError(t, err)
	before := other.found(t, t.Context(), s, q, other.everywhere(), 0)
	r := l.all[11]
	require.Equal(t, "Grinding wheel", r.Current.Title)
	r.Current, r.Rev = repertoire.Version{Number: 2, Text: repertoire.Text{Title: "Polishing", Body: "Gently."}, Editor: "bob", At: w.now.AddDate(1, 0, 0)}, 2
	l.shelve(t, t.Context(), s, r)
	assert.Equal(t, l.plain(q, l.everywhere()), l.found(t, t.Context(), s, q, l.everywhere(), 0))
	r.Current, r.Rev, r.Status = repertoire.Version{Number: 3, Text: repertoire.Text{Title: "Wheel grinding", Body: "Again."}, Editor: "bob", At: w.now.AddDate(2, 0, 0)}, 3, "retired"
	l.shelve(t, t.Context(), s, r)
	assert.Equal(t, l.plain(q, l.everywhere()), l.found(t, t.Context(), s, q, l.everywhere(), 0))
	assert.Equal(t, before, other.found(t, t.Context(), s, q, other.everywhere(), 0), "what happens elsewhere changes nothing")

	require.NoError(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error { // in the transaction, too, and not when it fails
		r.Current.Title, r.Current.Number, r.Rev = "Turning", 4, 4
		require.NoError(t, tx.PutResource(ctx, r))
		q, err := search.Parse("turning")
		require.NoError(t, err)
		hits, err := activity.Collect(tx.Search(ctx, l.community, q, l.everywhere(), search.Cursor{}, 1))
		require.NoError(t, err)
		assert.Len(t, hits, 1)
		return nil
	}))
	assert.Error(t, s.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		r.Current.Title, r.Current.Number, r.Rev = "Milling", 5, 5
		require.NoError(t, tx.PutResource(ctx, r))
		return fmt.Errorf("gone")
	}))
	for word, n := range map[string]int{"turning": 1, "milling": 0, "polishing": 0} {
		q, err := search.Parse(word)
		require.NoError(t, err)
		assert.Len(t, l.found(t, t.Context(), s, q, l.everywhere(), 0), n, word)
	}
}

// testSearchAgrees: whatever is written and looked for, a store finds what reading
// all there is finds, page by page, and nothing outside of the rooms.
func testSearchAgrees(t *testing.T, s storage.Store) {
	w := newWorld()
	lived, enough := 0, max(5, checks()/4)
	rapid.Check(t, func(r *rapid.T) {
		if lived++; lived > enough {
			return
		}
		w.counter = uint64(lived) << 32
		l := &library{community: w.newCommunity(t, s), spaces: []activity.SpaceID{{}, w.id(), w.id()}}
		for i := range rapid.IntRange(1, 12).Draw(r, "resources") {
			at := w.now.Add(time.Duration(rapid.IntRange(-2, 2).Draw(r, "days")) * 24 * time.Hour)
			l.shelve(r, t.Context(), s, drawResource(r, l, nth(i+1), 1, at))
		}
		for range rapid.IntRange(0, 4).Draw(r, "revisions") {
			before := rapid.SampledFrom(l.all).Draw(r, "resource")
			next := drawResource(r, l, before.ID, before.Rev+1, w.now.Add(time.Hour))
			next.SharedAt, next.Author, next.Space, next.Kind = before.SharedAt, before.Author, before.Space, before.Kind
			l.shelve(r, t.Context(), s, next)
		}
		for range 8 {
			q, err := drawQuery(r, l, w.now).Normal()
			if err != nil {
				continue // it asks for nothing
			}
			in := search.Rooms{Common: rapid.Bool().Draw(r, "common"), Spaces: l.spaces[rapid.IntRange(1, 3).Draw(r, "rooms"):]}
			want := l.plain(q, in)
			for _, size := range []int{0, rapid.IntRange(1, 3).Draw(r, "page")} {
				require.Equal(r, want, l.found(r, t.Context(), s, q, in, size), "%+v in %v", q, in)
			}
		}
	})
}

// vocabulary are words that meet, begin alike and fold alike.
var vocabulary = []string{"wheel", "Wheels", "grind", "grinding", "größe", "GROSSE", "σοφός", "ΣΟΦΟΣ", "ışık", "知识", "识", "ガ", "が", "🎉", "e-mail", "a", "محمد", "हिन्दी", "·", "NOT", `"`, "'", `\`, "ab"}

func drawText(r *rapid.T, most int, name string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, most).Draw(r, name), " ")
}

func drawResource(r *rapid.T, l *library, id activity.ResourceID, rev int, at time.Time) repertoire.Resource {
	v := repertoire.Resource{
		Community: l.community, ID: id, SharedAt: at, Rev: rev,
		Space:  rapid.SampledFrom(l.spaces).Draw(r, "space"),
		Kind:   rapid.SampledFrom([]repertoire.Kind{repertoire.Tool, repertoire.Story}).Draw(r, "kind"),
		Author: rapid.SampledFrom([]activity.Person{"ana", "bob"}).Draw(r, "author"),
		Status: rapid.SampledFrom([]repertoire.Status{"endorsed", "in-use", "in-review", "draft", "superseded", "retired"}).Draw(r, "status"),
	}
	if rapid.Bool().Draw(r, "stewarded") {
		v.Stewards = []activity.Person{rapid.SampledFrom([]activity.Person{"ana", "bob"}).Draw(r, "steward")}
	}
	v.Current = repertoire.Version{Number: rev, Editor: v.Author, At: at, Text: repertoire.Text{Title: drawText(r, 3, "title"), Body: drawText(r, 6, "body")}}
	for range rapid.IntRange(0, 2).Draw(r, "topics") {
		if topic := drawText(r, 2, "topic"); topic != "" {
			v.Current.Topics = append(v.Current.Topics, topic)
		}
	}
	return v
}

func drawQuery(r *rapid.T, l *library, now time.Time) (q search.Query) {
	term := func() search.Term {
		return search.Term{Words: rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 2).Draw(r, "words"), Prefix: rapid.Bool().Draw(r, "prefix")}
	}
	for range rapid.IntRange(0, 3).Draw(r, "terms") {
		q.Terms = append(q.Terms, term())
	}
	if rapid.IntRange(0, 3).Draw(r, "not") == 0 {
		q.Not = append(q.Not, term())
	}
	if rapid.IntRange(0, 2).Draw(r, "filtered") > 0 {
		return q
	}
	q.Topics = rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 1).Draw(r, "topics")
	q.Kinds = rapid.SliceOfN(rapid.SampledFrom([]repertoire.Kind{repertoire.Tool, repertoire.Story, "poem"}), 0, 2).Draw(r, "kinds")
	q.Statuses = rapid.SliceOfN(rapid.SampledFrom([]repertoire.Status{"endorsed", "in-use", "retired"}), 0, 2).Draw(r, "statuses")
	q.Spaces = rapid.SliceOfN(rapid.SampledFrom(l.spaces[1:]), 0, 1).Draw(r, "spaces")
	q.Authors = rapid.SliceOfN(rapid.SampledFrom([]activity.Person{"ana", "o'hara\""}), 0, 1).Draw(r, "authors")
	q.Stewards = rapid.SliceOfN(rapid.SampledFrom([]activity.Person{"ana", "bob"}), 0, 2).Draw(r, "stewards")
	bound := func(name string) time.Time {
		return rapid.SampledFrom([]time.Time{{}, {}, now, now.AddDate(0, 0, -1)}).Draw(r, name)
	}
	q.RevisedAfter, q.RevisedBefore, q.SharedAfter, q.SharedBefore = bound("revised after"), bound("revised before"), bound("shared after"), bound("shared before")
	return q
}
