package insight

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
)

// check is how an instrument is tried. Each has a case worked out by hand, figures that
// do not depend on how people are called, figures that people who have to do with nobody
// else leave as they are, and a benchmark.
type check struct {
	byHand []string            // tests
	names  func(trying, sheet) // what is as it was if people are called otherwise
	// strangers is what is as it was if strangers come. Where a figure is of all
	// together, theirs is taken off, or it is left out.
	strangers func(trying, sheet)
	// ordered says that of what people did at the same time that of the first by name
	// comes first (who opened a thread, say, if two did), so that names change no figure
	// only where no two times are the same.
	ordered bool
	bench   func(history activity.Stream, n *Network) error

	// Where a test of its own does it, its name.
	namesIn, strangersIn, benchIn string
}

// trying is a record on which a check is made.
type trying struct {
	*rapid.T
	record activity.Stream
	// as is how somebody is called in the record; who is the reverse, "" for strangers.
	as        func(activity.Person) activity.Person
	who       func(activity.Person) activity.Person
	last      time.Time
	at        time.Time // when strangers come
	strangers int       // one who asks and one who answers, or none
}

// must is a figure that can be measured.
func must[T any](t trying, measured func(activity.Stream) (T, error)) T {
	v, err := measured(t.record)
	require.NoError(t, err)
	return v
}

// sheet holds figures by what they are. What is no number is held by what it says.
type sheet map[string]float64

// put adds all figures that are in a value.
func (s sheet) put(what string, value any) { s.walk(what, reflect.ValueOf(value)) }

func (s sheet) walk(what string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			s.walk(what, v.Elem())
		}
	case reflect.Slice, reflect.Array:
		s[what+".len"] = float64(v.Len())
		for i := range v.Len() {
			s.walk(fmt.Sprint(what, ".", i), v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			s.walk(fmt.Sprint(what, ".", key), v.MapIndex(key))
		}
	case reflect.Struct:
		if at, ok := v.Interface().(time.Time); ok {
			s[what] = float64(at.UnixMicro())
			return
		}
		for i := range v.NumField() {
			s.walk(what+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Int, reflect.Int64:
		s[what] = float64(v.Int())
	case reflect.Float64, reflect.Float32:
		s[what] = v.Float()
	default:
		s[fmt.Sprintf("%s=%v", what, v)]++
	}
}

// each adds a figure for each person but strangers.
func each[N int | float64](t trying, s sheet, what string, people []activity.Person, values []N) {
	require.Len(t, values, len(people))
	for i, p := range people {
		if p = t.who(p); p != "" {
			s[what+" of "+string(p)] = float64(values[i])
		}
	}
}

// same compares sheets.
func same(t require.TestingT, want, got sheet) {
	for what, v := range want {
		w, ok := got[what]
		require.True(t, ok, "%s is gone", what)
		require.InDelta(t, v, w, 1e-9*max(1, math.Abs(v)), what)
	}
	for what := range got {
		require.Contains(t, want, what)
	}
}

var sixPeople = []activity.Person{"ana", "bob", "cem", "dee", "eva", "fay"}

// lived draws a history of questions, answers and what is said about them. No two
// things happen at the same time.
func lived(t *rapid.T) []activity.Activity {
	people := rapid.SampledFrom(sixPeople)
	topics := rapid.SampledFrom([][]string{nil, {"tax"}, {"pay"}, {"tax", "pay"}})
	var questions, answers, all []activity.Activity
	at := time.Date(2021, 12, 20, 8, 0, 0, 0, time.UTC)
	for i := range rapid.IntRange(2, 40).Draw(t, "acts") {
		at = at.Add(time.Duration(rapid.SampledFrom([]int{1, 5, 30, 200, 900}).Draw(t, "hours")) * time.Hour)
		a := activity.Activity{Actor: people.Draw(t, "who"), Verb: activity.Ask, Object: activity.Foreign("", fmt.Sprint("o", i)), At: at}
		verb := rapid.SampledFrom([]activity.Verb{activity.Ask, activity.Answer, activity.Answer, activity.Comment, activity.Accept, activity.Share}).Draw(t, "verb")
		switch {
		case verb == activity.Share:
			a.Verb, a.Topics = verb, topics.Draw(t, "topics")
		case verb == activity.Accept && len(answers) > 0:
			answer := rapid.SampledFrom(answers).Draw(t, "accepted")
			a.Verb, a.Object, a.Thread, a.To = verb, answer.Object, answer.Thread, answer.Actor
		case verb != activity.Ask && verb != activity.Accept && len(questions) > 0:
			q := rapid.SampledFrom(questions).Draw(t, "question")
			a.Verb, a.Thread, a.InReplyTo, a.To, a.Topics = verb, q.Object, q.Object, q.Actor, q.Topics
			if verb == activity.Answer {
				answers = append(answers, a)
			}
		default:
			a.Thread, a.Topics = a.Object, topics.Draw(t, "topics")
			questions = append(questions, a)
		}
		all = append(all, a)
	}
	return all
}

func itself(p activity.Person) activity.Person { return p }

// tried returns the figures of a record.
func tried(t *rapid.T, figures func(trying, sheet), history []activity.Activity, set func(*trying)) sheet {
	on := trying{T: t, record: activity.StreamOf(history...), as: itself, who: itself}
	for _, a := range history {
		if a.At.After(on.last) {
			on.last = a.At
		}
	}
	if set != nil {
		set(&on)
	}
	s := sheet{}
	figures(on, s)
	return s
}

func TestNamesChangeNoFigure(t *testing.T) {
	for name, c := range checks {
		if c.names == nil {
			continue
		}
		compared := 0
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			var history []activity.Activity
			if c.ordered || rapid.Bool().Draw(t, "one after the other") {
				history = lived(t)
			} else {
				history = participating(t)
			}
			as, who := map[activity.Person]activity.Person{"": ""}, map[activity.Person]activity.Person{}
			for i, p := range rapid.Permutation(sixPeople).Draw(t, "as") {
				as[sixPeople[i]], who[p] = p, sixPeople[i]
			}
			renamed := make([]activity.Activity, len(history))
			for i, a := range history {
				a.Actor, a.To = as[a.Actor], as[a.To]
				renamed[i] = a
			}
			want := tried(t, c.names, history, nil)
			compared += len(want)
			same(t, want, tried(t, c.names, renamed, func(on *trying) {
				on.as, on.who = func(p activity.Person) activity.Person { return as[p] }, func(p activity.Person) activity.Person { return who[p] }
			}))
		}))
		assert.NotZero(t, compared, name)
	}
}

// Two strangers who talk with each other alone, on a topic of their own, change nobody
// else's figure, wherever they stand in the order of names.
func TestStrangersChangeNobodysFigure(t *testing.T) {
	for name, c := range checks {
		if c.strangers == nil {
			continue
		}
		compared := 0
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			history := lived(t)
			one := rapid.SampledFrom([]activity.Person{"aaa", "cez", "zoe"}).Draw(t, "stranger")
			asked := activity.Activity{Actor: one, Verb: activity.Ask, Object: activity.Foreign("", "s1"), Thread: activity.Foreign("", "s1"), Topics: []string{"yoga"}}
			answered := activity.Activity{Actor: one + "x", Verb: activity.Answer, Object: activity.Foreign("", "s2"), InReplyTo: asked.Object, Thread: asked.Object, To: one}
			after := rapid.IntRange(1, len(history)-1).Draw(t, "after")
			asked.At = history[after-1].At.Add(time.Minute)
			answered.At = asked.At.Add(time.Minute)
			with := append(append(append([]activity.Activity(nil), history[:after]...), asked, answered), history[after:]...)
			beside := func(strangers int) func(*trying) {
				return func(on *trying) {
					on.at, on.strangers = asked.At, strangers
					on.who = func(p activity.Person) activity.Person {
						if p == one || p == one+"x" {
							return ""
						}
						return p
					}
				}
			}
			want := tried(t, c.strangers, history, beside(0))
			compared += len(want)
			same(t, want, tried(t, c.strangers, with, beside(2)))
		}))
		assert.NotZero(t, compared, name)
	}
}

// Whoever adds an instrument says how it is tried.
func TestEveryInstrumentIsTried(t *testing.T) {
	there := map[string]bool{}
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, f := range entries {
		if !strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range parsed.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				there[f.Name.Name] = true
			}
		}
	}
	for _, i := range Instruments() {
		c, ok := checks[i.Name]
		if !assert.True(t, ok, "%s is not among the checks", i.Name) {
			continue
		}
		assert.NotEmpty(t, c.byHand, "%s is not worked out by hand", i.Name)
		for _, name := range c.byHand {
			assert.True(t, there[name], "%s: there is no %s", i.Name, name)
		}
		assert.True(t, c.names != nil || there[c.namesIn], "%s: may names change it?", i.Name)
		assert.True(t, c.strangers != nil || there[c.strangersIn], "%s: may strangers change it?", i.Name)
		assert.True(t, c.bench != nil || there[c.benchIn], "%s: how long does it take?", i.Name)
	}
	assert.Len(t, checks, len(Instruments()))
}

// Where names decide between equals, other names in the same order decide alike.
func TestNamesInTheSameOrderChangeNothingButNames(t *testing.T) {
	for name, measured := range map[string]func(activity.Stream) (any, error){
		"paths":      func(s activity.Stream) (any, error) { return MeasurePaths(s) },
		"resilience": func(s activity.Stream) (any, error) { return MeasureResilience(s, 3, 7) },
		"topics":     func(s activity.Stream) (any, error) { return MeasureTopics(s, TopicOptions{Least: 1}) },
		"communities": func(s activity.Stream) (any, error) {
			n, err := ReplyNetwork(s)
			if err != nil {
				return nil, err
			}
			of, q := n.Communities(3)
			return []any{of, q, n.CorePeriphery()}, nil
		},
	} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			history := participating(t)
			topics := rapid.SampledFrom([][]string{nil, {"tax"}, {"pay"}, {"tax", "pay"}})
			renamed := make([]activity.Activity, len(history))
			for i := range history {
				history[i].Topics = topics.Draw(t, "topics")
				a := history[i]
				a.Actor = "x-" + a.Actor
				if a.To != "" {
					a.To = "x-" + a.To
				}
				renamed[i] = a
			}
			want, err := measured(activity.StreamOf(history...))
			require.NoError(t, err)
			got, err := measured(activity.StreamOf(renamed...))
			require.NoError(t, err)
			require.Equal(t, fmt.Sprint(want), strings.ReplaceAll(fmt.Sprint(got), "x-", ""))
		}))
	}
}

func BenchmarkInstruments(b *testing.B) {
	const events = 20_000
	history := generated(events, 1_000)
	n, err := ReplyNetwork(history)
	require.NoError(b, err)
	for _, i := range Instruments() {
		run := checks[i.Name].bench
		if run == nil {
			continue
		}
		b.Run(i.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, run(history, n))
			}
		})
	}
}
