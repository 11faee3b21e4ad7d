package praxis_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// way is a method of the front door.
type way struct {
	from reflect.Type
	reflect.Method
}

// ways are all of them.
var ways = slices.Concat(
	waysFrom(reflect.TypeFor[*praxis.Constellation]()),
	waysFrom(reflect.TypeFor[praxis.Person]()),
	waysFrom(reflect.TypeFor[praxis.Participant]()),
)

func waysFrom(from reflect.Type) (all []way) {
	for i := range from.NumMethod() {
		all = append(all, way{from, from.Method(i)})
	}
	return all
}

// takes are the types of what the method is given behind the context, if it
// takes one.
func (w way) takes() (all []reflect.Type) {
	for i := 1; i < w.Type.NumIn(); i++ {
		if p := w.Type.In(i); p != reflect.TypeFor[context.Context]() {
			all = append(all, p)
		}
	}
	return all
}

// leadsTo are the methods of what the method returns, if that is of the front
// door, too.
func (w way) leadsTo() []way {
	return slices.DeleteFunc(slices.Clone(ways), func(next way) bool { return next.from != w.Type.Out(0) })
}

// String names the method.
func (w way) String() string { return strings.TrimPrefix(w.from.String(), "*") + "." + w.Name }

// GoString names it where a case is told.
func (w way) GoString() string { return w.String() }

// checkGuesses checks that there are guesses for all that methods take.
func checkGuesses(t *testing.T) {
	for _, w := range ways {
		for _, p := range w.takes() {
			require.NotNil(t, guesses[p], "%s takes a %s: say in guesses how to draw one", w, p)
		}
	}
}

// step is a call of a method and, where that leads on, of one of what it
// returns.
type step struct {
	way
	args []any
	then *step
}

// drawStep draws a step to a method, from the constellation on.
func drawStep(g guess, to way) step {
	s := drawCall(g, to)
	for s.from != ways[0].from {
		then := s
		before := drawBefore(g, s.from)
		s = step{before, g.draw(before), &then}
	}
	return s
}

// drawBefore draws one of the methods that lead to a type.
func drawBefore(g guess, to reflect.Type) way {
	return rapid.SampledFrom(slices.DeleteFunc(slices.Clone(ways), func(w way) bool { return w.Type.Out(0) != to })).Draw(g.r, "before")
}

func drawCall(g guess, w way) step {
	s := step{way: w, args: g.draw(w)}
	if next := w.leadsTo(); len(next) > 0 {
		then := drawCall(g, rapid.SampledFrom(next).Draw(g.r, "then"))
		s.then = &then
	}
	return s
}

// String tells a step.
func (s step) String() string {
	line := fmt.Sprintf("%s%+v", s.way, s.args)
	if s.then != nil {
		line += ", " + s.then.String()
	}
	return line
}

// result is all that a step tells.
type result struct {
	Code   fault.Code
	Says   string   // the error's words
	Values []any    // what it returns, streams as slices
	Inner  []result // of the steps that were taken together
}

// says reports whether it says more than that there is nothing.
func (r result) says() bool {
	return r.Code == "" && !slices.ContainsFunc(r.Values, func(v any) bool {
		value := reflect.ValueOf(v)
		return value.IsZero() || value.Kind() == reflect.Slice && value.Len() == 0
	})
}

// on takes the step from a door on, at which so many ids have been made.
func (s step) on(ctx context.Context, door any, made *uint64) (told result) {
	method := reflect.ValueOf(door).MethodByName(s.Name)
	var args []reflect.Value
	if method.Type().NumIn() > len(s.args) {
		args = append(args, reflect.ValueOf(ctx))
	}
	for _, arg := range s.args {
		if inner, ok := arg.(together); ok {
			arg = inner.function(&told, made)
		}
		if page, ok := arg.(*strings.Builder); ok {
			page.Reset()
			defer func() { told.Values = append(told.Values, page.String()) }()
		}
		args = append(args, reflect.ValueOf(arg))
	}
	call := method.Call
	if method.Type().IsVariadic() {
		call = method.CallSlice
	}
	for _, v := range call(args) {
		switch {
		case s.then != nil:
			return s.then.on(ctx, v.Interface(), made)
		case v.Type() == reflect.TypeFor[error]():
			told.Code, told.Says = codeOf(v)
		case v.Kind() == reflect.Chan:
		case v.Kind() == reflect.Func && v.Type().NumIn() == 0: // that stops a watch
			v.Call(nil)
		case v.Kind() == reflect.Func:
			list, end := []any{}, s.end(ctx, door)
			for entry, err := range v.Seq2() {
				if told.Code, told.Says = codeOf(err); told.Code == "" {
					list = append(list, entry.Interface())
				}
				if len(list) == end {
					break
				}
			}
			told.Values = append(told.Values, list)
		default:
			told.Values = append(told.Values, v.Interface())
		}
	}
	return told
}

// end is how many entries a subscription has before it waits for more, and -1
// for a stream that ends by itself.
func (s step) end(ctx context.Context, door any) int {
	c, ok := door.(*praxis.Constellation)
	if !ok || s.Name != "Subscribe" {
		return -1
	}
	record, err := c.Activities(ctx, s.args[0].(activity.CommunityID), 0, 0)
	if after := int(s.args[1].(activity.Seq)); err == nil && after < len(record) {
		return len(record) - after
	}
	return -1 // guesses are never the very end
}

func codeOf(err reflect.Value) (fault.Code, string) {
	e, _ := err.Interface().(error)
	if e == nil {
		return "", ""
	}
	return fault.CodeOf(e), e.Error()
}

// together are steps in one transaction.
type together struct {
	steps []step
	keeps bool
}

// String tells the steps.
func (t together) String() string { return fmt.Sprint(t.steps) }

// function takes the steps and keeps what they tell. If it is run again, it
// makes the same ids again.
func (t together) function(told *result, made *uint64) func(context.Context, *praxis.Constellation) error {
	before := *made
	return func(ctx context.Context, all *praxis.Constellation) error {
		told.Inner, *made = nil, before
		for _, s := range t.steps {
			told.Inner = append(told.Inner, s.on(ctx, all, made))
		}
		if !t.keeps {
			return errGone
		}
		return nil
	}
}
