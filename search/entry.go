package search

import (
	"strings"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// Edition counts the ways in which entries have been made. Stores make those of
// an older edition anew.
const Edition = 1

// Entry is what of a resource is searched: of its current version, the words of
// the title, the topics and the body, and what queries filter by.
type Entry struct {
	Community activity.CommunityID
	Resource  activity.ResourceID
	Space     activity.SpaceID
	Kind      repertoire.Kind
	Status    repertoire.Status
	Author    activity.Person
	Stewards  []activity.Person
	Shared    time.Time
	Revised   time.Time // when the current version was written

	// The words, each between two spaces, so that one or several in a row can be
	// looked for as text. Topics stand between dots.
	Title, Topics, Body string
}

// Of returns the entry of a resource.
func Of(r repertoire.Resource) Entry {
	return Entry{
		Community: r.Community, Resource: r.ID, Space: r.Space, Kind: r.Kind, Status: r.Status,
		Author: r.Author, Stewards: r.Stewards, Shared: r.SharedAt.Truncate(time.Microsecond), Revised: r.Current.At.Truncate(time.Microsecond),
		Title: joined(r.Current.Title, shorts), Topics: topics(r.Current.Topics), Body: joined(r.Current.Body, longs),
	}
}

// How many bytes of words of a body, and of a title and of all topics, are found.
const (
	longs  = 512 << 10
	shorts = 128 << 10
)

// dot stands before and behind each topic. It is in no word, and so in no query.
const dot = "·"

// joined are the words of a text, between spaces.
func joined(text string, most int) string {
	var b strings.Builder
	b.Grow(min(len(text), most) + 2)
	b.WriteByte(' ')
	units(text, func(start, end int) bool {
		for _, w := range folded(text[start:end]) {
			if b.Len()+len(w)+1 > most {
				return false
			}
			b.WriteString(w)
			b.WriteByte(' ')
		}
		return true
	})
	return b.String()
}

// topics are the words of topics, between dots.
func topics(all []string) string {
	var b strings.Builder
	for _, t := range all {
		next := joined(t, shorts)
		if b.Len()+len(next) > shorts {
			break
		}
		if b.Len() == 0 {
			b.WriteString(" " + dot)
		}
		b.WriteString(next + dot)
	}
	return b.String() + " "
}

// topic is a topic as it stands among the topics of an entry.
func topic(t string) string { return " " + dot + joined(t, shorts) + dot + " " }

// contains reports whether the words of a term stand in some text of an entry.
func (t Term) contains(in string) bool { return strings.Contains(in, t.Text()) }

// Text is how the term is looked for in the words of an entry.
func (t Term) Text() string {
	text := " " + strings.Join(t.Words, " ")
	if !t.Prefix {
		text += " "
	}
	return text
}

// Match returns in which tier an entry matches the query, and 0 if it does not.
func (q Query) Match(e Entry) Tier {
	if !q.filters(e) {
		return 0
	}
	for _, t := range q.Not {
		if t.contains(e.Title) || t.contains(e.Topics) || t.contains(e.Body) {
			return 0
		}
	}
	title, topics := true, true
	for _, t := range q.Terms {
		switch {
		case t.contains(e.Title):
		case t.contains(e.Topics):
			title = false
		case t.contains(e.Body):
			title, topics = false, false
		default:
			return 0
		}
	}
	whole, ok := q.Whole()
	switch {
	case len(q.Terms) == 0:
		return Anywhere
	case ok && whole.contains(e.Title):
		return TitlePhrase
	case title:
		return Title
	case topics:
		return TitleOrTopics
	}
	return Anywhere
}

// Whole is all that is looked for as one phrase; false if it cannot be one, since
// a word that is only begun stands before others.
func (q Query) Whole() (Term, bool) {
	var whole Term
	for _, t := range q.Terms {
		if whole.Prefix {
			return Term{}, false
		}
		whole.Words, whole.Prefix = append(whole.Words, t.Words...), t.Prefix
	}
	return whole, len(whole.Words) > 0
}

// filters reports whether an entry passes the filters.
func (q Query) filters(e Entry) bool {
	for _, t := range q.Topics {
		if !strings.Contains(e.Topics, TopicText(t)) {
			return false
		}
	}
	return among(e.Kind, q.Kinds) && among(e.Status, q.Statuses) && among(e.Space, q.Spaces) &&
		among(e.Author, q.Authors) && (len(q.Stewards) == 0 || anyOf(e.Stewards, q.Stewards)) &&
		within(e.Revised, q.RevisedAfter, q.RevisedBefore) && within(e.Shared, q.SharedAfter, q.SharedBefore)
}

// TopicText is how a topic is looked for among the topics of an entry.
func TopicText(t string) string { return topic(t) }

func among[T comparable](v T, allowed []T) bool {
	for _, a := range allowed {
		if a == v {
			return true
		}
	}
	return len(allowed) == 0
}

func anyOf[T comparable](all, allowed []T) bool {
	for _, v := range all {
		if among(v, allowed) {
			return true
		}
	}
	return false
}

// within reports whether a time is at or behind one and before another, where
// zero is no bound.
func within(t, after, before time.Time) bool {
	return (after.IsZero() || !t.Before(after)) && (before.IsZero() || t.Before(before))
}
