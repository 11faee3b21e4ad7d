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
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
)

// Erasure is what is done to a community's record so that nothing in it tells
// of a person: a tombstone takes the place of their id, wherever it stands, and
// what they said about themselves goes.
type Erasure struct {
	Person    activity.Person
	Tombstone activity.Person // see membership.Tombstone; new in the community
	Words     bool            // what they wrote for others goes, too
}

// Gone stands in place of words that were erased. Where a change has to change
// something, its place in the record follows: "[erased] (12)".
const Gone = "[erased]"

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
	switch {
	case fault.CodeOf(err) == fault.NotFound: // they were imported, or named
	case err != nil:
		return false, err
	default:
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
	e.rewrite(v, nil)
	a = v.Interface().(activity.Activity)
	if a.Detail == nil {
		return a
	}
	d := reflect.New(reflect.TypeOf(a.Detail)).Elem()
	d.Set(reflect.ValueOf(a.Detail))
	private := about && strings.HasPrefix(a.Detail.FactName(), "membership.")
	_, responds := a.Detail.(lifecycle.Responded) // to a survey: they wrote of themselves
	gone := Gone
	switch a.Detail.(type) {
	case cop.RuleAmended, cop.SpaceRearranged, cop.GatheringReplanned, cop.MeetingShifted,
		repertoire.WasReworded, repertoire.WasCorrected, repertoire.StoryRetold:
		gone = fmt.Sprintf("%s (%d)", Gone, a.Seq) // what reads as before would not fold
	}
	e.rewrite(d, func(field string) string {
		if private && notes[field] || theirs && (e.Words || responds) && (notes[field] || words[field]) {
			return gone
		}
		return ""
	})
	a.Detail = d.Interface().(activity.Fact)
	return a
}

// What people say: of their reasons, and for others. And what is no text though
// it is a string: a word that others than people have chosen.
var (
	notes = map[string]bool{"Note": true, "Reason": true}
	words = map[string]bool{"Text": true, "Title": true, "Body": true, "About": true, "Welcome": true, "Legacy": true, "URL": true, "File": true, "SHA256": true, "Attribution": true, "For": true, "Unit": true, "Lesson": true, "Asks": true, "Rule": true, "Evidence": true}
	terms = map[string]bool{"Role": true, "Phase": true, "Review": true, "Item": true, "Start": true, "Until": true, "Zone": true, "Currency": true, "MediaType": true}
)

var (
	personType = reflect.TypeFor[activity.Person]()
	textType   = reflect.TypeFor[string]()
	timeType   = reflect.TypeFor[time.Time]()
)

// rewrite renames the person in a value, and in every text of it; a field whose
// words go has others instead. Nothing that is shared with another value is
// changed.
func (e Erasure) rewrite(v reflect.Value, instead func(field string) string) {
	switch v.Kind() {
	case reflect.String:
		switch {
		case v.Type() == personType && v.String() == string(e.Person):
			v.SetString(string(e.Tombstone))
		case v.Type() == textType: // and no term such as a verb, which may be somebody's id, too
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
		if people, ok := v.Interface().([]activity.Person); ok && slices.IsSorted(people) {
			slices.Sort(own.Interface().([]activity.Person)) // those who did not count in a decision
		}
		v.Set(own)
	case reflect.Struct:
		if v.Type() == timeType {
			return
		}
		for i := range v.NumField() {
			f, name := v.Field(i), v.Type().Field(i).Name
			switch {
			case f.Kind() == reflect.Interface || f.Type() == textType && terms[name]:
			case f.Type() == textType && f.String() != "" && instead != nil && instead(name) != "":
				f.SetString(instead(name))
			default:
				e.rewrite(f, instead)
			}
		}
	}
}

// text replaces the person's id where it stands as a word in a text.
func (e Erasure) text(s string) string {
	id := string(e.Person)
	first, _ := utf8.DecodeRuneInString(id)
	last, _ := utf8.DecodeLastRuneInString(id)
	var b strings.Builder
	for from := 0; ; {
		i := strings.Index(s[from:], id)
		if i < 0 {
			b.WriteString(s[from:])
			return b.String()
		}
		i += from
		end := i + len(id)
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[end:])
		b.WriteString(s[from:i])
		switch {
		case i > 0 && inWord(before) && inWord(first), end < len(s) && inWord(after) && inWord(last):
			_, size := utf8.DecodeRuneInString(s[i:])
			end = i + size // it may begin again within
			b.WriteString(s[i:end])
		default:
			b.WriteString(string(e.Tombstone))
		}
		from = end
	}
}

func inWord(r rune) bool {
	return unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) || r == '_'
}
