package exchange_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/insight"
	"github.com/praxis-cop/praxis/internal/recorded"
)

var pseudonymKey = bytes.Repeat([]byte("0123456789abcdef"), 2)

func pseudonym(kind, of string) string {
	mac := hmac.New(sha256.New, pseudonymKey)
	mac.Write([]byte(kind + "\x00" + of))
	return hex.EncodeToString(mac.Sum(nil)[:12])
}

func toldActivity() activity.Activity {
	return activity.Activity{
		Community: activity.CommunityID{1}, Seq: 7, ID: activity.ID{2}, Actor: "ana", Verb: activity.Answer,
		Object: activity.Foreign("hq", "p2"), InReplyTo: activity.Foreign("hq", "p1"), Thread: activity.Foreign("hq", "p1"),
		To: "bob", Space: activity.SpaceID{3}, Topics: []string{"payroll", "ana"}, At: time.Date(2024, 5, 1, 9, 30, 0, 0, time.UTC),
		Detail: activity.Imported{Source: "hq", Object: "p2", InReplyTo: "p1", Thread: "p1", Accepted: true},
	}
}

func TestPseudonymise(t *testing.T) {
	a := toldActivity()
	got := collect(t, exchange.Pseudonymise(activity.StreamOf(a), exchange.Pseudonyms{Key: pseudonymKey}))[0]
	assert.Equal(t, activity.Person("p"+pseudonym("person", "ana")), got.Actor)
	assert.Equal(t, activity.Person("p"+pseudonym("person", "bob")), got.To)
	assert.Equal(t, []string{"t" + pseudonym("topic", "payroll"), "t" + pseudonym("topic", "ana")}, got.Topics)
	assert.Equal(t, a.At, got.At)
	assert.Equal(t, a.Verb, got.Verb)
	assert.Zero(t, got.Seq)
	assert.Equal(t, activity.Imported{Accepted: true}, got.Detail)
	assert.Equal(t, got.Thread, got.InReplyTo, "one thing has one pseudonym")
	assert.NotEqual(t, got.Thread, got.Object)
	assert.Equal(t, byte(8), got.ID[6]>>4)

	coarse := collect(t, exchange.Pseudonymise(activity.StreamOf(a), exchange.Pseudonyms{Key: pseudonymKey, Days: true, KeepTopics: true}))[0]
	assert.Equal(t, time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), coarse.At)
	assert.Equal(t, a.Topics, coarse.Topics)

	other := collect(t, exchange.Pseudonymise(activity.StreamOf(a), exchange.Pseudonyms{Key: append([]byte("x"), pseudonymKey...)}))[0]
	for _, same := range []bool{got.Actor == other.Actor, got.ID == other.ID, got.Community == other.Community, got.Object == other.Object, got.Space == other.Space, got.Topics[0] == other.Topics[0]} {
		assert.False(t, same, "another key gives other pseudonyms")
	}
}

func TestDetailThatMayNameSomebodyIsLeftOut(t *testing.T) {
	a := toldActivity()
	a.Detail = activity.Imported{Source: "ana", Object: "from-ana"}
	assert.Nil(t, collect(t, exchange.Pseudonymise(activity.StreamOf(a), exchange.Pseudonyms{Key: pseudonymKey}))[0].Detail)
}

func TestWhoOptedOutIsLeftOut(t *testing.T) {
	a, b := toldActivity(), toldActivity()
	b.Actor, b.To = "bob", "ana"
	got := collect(t, exchange.Pseudonymise(activity.StreamOf(a, b), exchange.Pseudonyms{Key: pseudonymKey, Without: []activity.Person{"bob"}}))
	require.Len(t, got, 1)
	assert.Equal(t, activity.Person("p"+pseudonym("person", "ana")), got[0].Actor)
	assert.Empty(t, got[0].To)
	assert.NotZero(t, got[0].InReplyTo)
}

func TestPseudonymiseRefuses(t *testing.T) {
	for name, o := range map[string]exchange.Pseudonyms{
		"no key":      {},
		"a short key": {Key: pseudonymKey[:31]},
		"nobody":      {Key: pseudonymKey, Without: []activity.Person{""}},
	} {
		_, err := activity.Collect(exchange.Pseudonymise(activity.StreamOf(toldActivity()), o))
		assert.Equal(t, fault.Invalid, fault.CodeOf(err), name)
	}
	broken := errors.New("broken off")
	_, err := activity.Collect(exchange.Pseudonymise(func(yield func(activity.Activity, error) bool) {
		yield(activity.Activity{}, broken)
	}, exchange.Pseudonyms{Key: pseudonymKey}))
	assert.ErrorIs(t, err, broken)
}

// No id, name or topic of the original is in what any writer writes, and the
// same key gives the same bytes.
func TestPseudonymsHideAllNames(t *testing.T) {
	people := []activity.Person{"ana-of-hq", "bob-of-hq", "bot:cem-of-hq"}
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.Custom(func(t *rapid.T) activity.Activity {
			a := toldActivity()
			a.ID = activity.ID(rapid.SliceOfN(rapid.Byte(), 16, 16).Filter(func(b []byte) bool { return b[0] > 0 }).Draw(t, "id"))
			a.Actor, a.To = rapid.SampledFrom(people).Draw(t, "actor"), rapid.SampledFrom(people).Draw(t, "to")
			name := rapid.SampledFrom([]string{"post-of-ana", "post-of-bob"})
			in := activity.Imported{Source: "source-of-hq", Object: name.Draw(t, "object"), Thread: name.Draw(t, "thread"), Accepted: rapid.Bool().Draw(t, "accepted")}
			a.Object, a.Thread, a.Detail = activity.Foreign(in.Source, in.Object), activity.Foreign(in.Source, in.Thread), in
			a.Topics = []string{rapid.SampledFrom([]string{"about ana", "about bob"}).Draw(t, "topic")}
			return a
		})
		history := rapid.SliceOfNDistinct(one, 1, 8, func(a activity.Activity) activity.ID { return a.ID }).Draw(t, "history")
		for _, w := range exchange.Writers() {
			var first, second bytes.Buffer
			for _, out := range []*bytes.Buffer{&first, &second} {
				_, err := w.Write(out, exchange.Pseudonymise(activity.StreamOf(history...), exchange.Pseudonyms{Key: pseudonymKey}))
				require.NoError(t, err)
			}
			assert.Equal(t, first.Bytes(), second.Bytes(), w.Name)
			for _, a := range history {
				in := a.Detail.(activity.Imported)
				for _, original := range []string{
					string(a.Actor), string(a.To), a.ID.String(), a.Object.String(), a.InReplyTo.String(), a.Thread.String(),
					a.Community.String(), a.Space.String(), in.Source, in.Object, in.Thread, a.Topics[0], "-of-hq",
				} {
					assert.NotContains(t, first.String(), original, w.Name)
				}
			}
		}
	})
}

// Measuring the export gives what measuring the original does, names aside.
func TestPseudonymsChangeNoFigure(t *testing.T) {
	data := os.DirFS(recorded.Dir(t))
	nameless := func(figures any, err error) string {
		require.NoError(t, err)
		text, err := json.Marshal(figures)
		require.NoError(t, err)
		return regexp.MustCompile(`\["[^"]+",`).ReplaceAllString(string(text), "[")
	}
	hide := func(s activity.Stream) activity.Stream {
		return exchange.Pseudonymise(s, exchange.Pseudonyms{Key: pseudonymKey})
	}
	for _, name := range []string{"stackexchange-bicycles-meta.csv", "git-bower.csv"} {
		history := exchange.CSVFile(data, name, nil)
		want := nameless(insight.Measure(history))
		assert.Equal(t, want, nameless(insight.Measure(hide(history))), name)

		var file bytes.Buffer
		_, err := exchange.WriteCSV(&file, hide(history))
		require.NoError(t, err)
		assert.Equal(t, want, nameless(insight.Measure(exchange.CSV("export.csv", func() (io.ReadCloser, error) { return io.NopCloser(&file), nil }, nil))), name)
	}
	teams := exchange.Membership(data, "rust-team-events.csv", nil)
	assert.Equal(t, nameless(insight.MeasureConstellation(teams)), nameless(insight.MeasureConstellation(hide(teams))))
}
