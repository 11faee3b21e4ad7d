package storage

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/membership"
)

// Erasure is what is done to a community's record so that nothing in it tells
// of a person: a tombstone takes the place of their id, wherever it stands, and
// what they said about themselves goes.
type Erasure struct {
	Person    activity.Person
	Tombstone activity.Person // see membership.Tombstone; new in the community
	Words     bool            // what they wrote for others goes, too
}

// Gone stands in place of what people said of their reasons and is erased. Other
// words get the place of their activity in the record as well ("[erased 17]"), so
// that two texts which differed still do: nobody writes again what is there.
const Gone = "[erased]"

func gone(a activity.Activity, field string) string {
	if notes[field] {
		return Gone
	}
	return fmt.Sprintf("[erased %d]", a.Seq)
}

// Erase erases what a community's tables and record hold about a person, and adds
// an activity of the tombstone's that says so. Threads stay what they were, and
// the record folds to the tables. It reports whether there was anything to erase.
func Erase(ctx context.Context, tx Tx, o activity.Occasion, e Erasure) (erased bool, err error) {
	all, err := activity.Collect(tx.Activities(ctx, o.Community, 0, 0))
	if err != nil {
		return false, err
	}
	for i, a := range all {
		changed := e.Of(a)
		erased = erased || !reflect.DeepEqual(changed, a)
		all[i] = changed
	}
	if !erased {
		return false, nil
	}
	m, err := tx.Member(ctx, o.Community, e.Person)
	if err == nil && !m.Erased {
		o.Actor, m.Person = e.Tombstone, e.Tombstone
		_, a, err := membership.Erase(o, m)
		if err != nil {
			return false, err
		}
		all = append(all, a)
	}
	return true, tx.Rewrite(ctx, o.Community, all, e.Person)
}

// Of returns an activity without the person.
func (e Erasure) Of(a activity.Activity) activity.Activity {
	theirs := a.Actor == e.Person
	about := theirs || a.To == e.Person
	v := reflect.New(reflect.TypeOf(a)).Elem()
	v.Set(reflect.ValueOf(a))
	e.rewrite(v, func(string) string { return "" })
	a = v.Interface().(activity.Activity)
	if a.Detail == nil {
		return a
	}
	d := reflect.New(reflect.TypeOf(a.Detail)).Elem()
	d.Set(reflect.ValueOf(a.Detail))
	private := about && strings.HasPrefix(a.Detail.FactName(), "membership.")
	e.rewrite(d, func(field string) string {
		if private && notes[field] || theirs && e.Words && (notes[field] || words[field]) {
			return gone(a, field)
		}
		return ""
	})
	a.Detail = d.Interface().(activity.Fact)
	return a
}

// What people say: of their reasons, and for others.
var (
	notes = map[string]bool{"Note": true, "Reason": true}
	words = map[string]bool{"Text": true, "Title": true, "Body": true, "About": true, "Welcome": true, "Legacy": true}
)

var (
	personType = reflect.TypeFor[activity.Person]()
	textType   = reflect.TypeFor[string]()
)

// untold are types that tell of nobody, whatever they seem to spell.
var untold = map[reflect.Type]bool{
	reflect.TypeFor[time.Time]():  true,
	reflect.TypeFor[cop.Rhythm](): true,
}

// rewrite renames the person in a value, and in every text of it; fields whose
// words go get others instead. Nothing that is shared with another value is
// changed.
func (e Erasure) rewrite(v reflect.Value, instead func(field string) string) {
	switch v.Kind() {
	case reflect.String:
		switch {
		case v.Type() == personType && v.String() == string(e.Person):
			v.SetString(string(e.Tombstone))
		case v.Type() == textType: // the others are words of a vocabulary
			v.SetString(e.text(v.String()))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		for i := range own.Len() {
			e.rewrite(own.Index(i), instead)
		}
		if before, ok := v.Interface().([]activity.Person); ok && slices.IsSorted(before) {
			slices.Sort(own.Interface().([]activity.Person)) // people in order stay in order
		}
		v.Set(own)
	case reflect.Struct:
		if untold[v.Type()] {
			return
		}
		for i := range v.NumField() {
			f := v.Field(i)
			if f.Kind() == reflect.String && f.String() != "" {
				if other := instead(v.Type().Field(i).Name); other != "" {
					f.SetString(other)
					continue
				}
			}
			if f.CanSet() && f.Kind() != reflect.Interface {
				e.rewrite(f, instead)
			}
		}
	}
}

// text replaces the person's id where it stands as a word in a text.
func (e Erasure) text(s string) string {
	id := string(e.Person)
	var b strings.Builder
	for {
		i := strings.Index(s, id)
		if i < 0 {
			return b.String() + s
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+len(id):])
		b.WriteString(s[:i])
		if i > 0 && inWord(before) || len(s) > i+len(id) && inWord(after) {
			b.WriteString(id)
		} else {
			b.WriteString(string(e.Tombstone))
		}
		s = s[i+len(id):]
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }
