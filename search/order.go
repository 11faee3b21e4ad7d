package search

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// Tier is how well a resource matches what is looked for. A query of filters alone
// has but the last tier.
type Tier int

// The tiers, the best first.
const (
	TitlePhrase   Tier = iota + 1 // the title has all the words, as they stand in the query
	Title                         // the title has all the words
	TitleOrTopics                 // each word is in the title or in a topic
	Anywhere                      // each word is in the title, in a topic or in the body
)

// String says what the tier is.
func (t Tier) String() string {
	return map[Tier]string{
		TitlePhrase: "the title has these words in a row", Title: "the title has all of these words",
		TitleOrTopics: "title and topics have all of these words", Anywhere: "the text has all of these words",
	}[t]
}

// ranks is the order of the statuses within a tier.
var ranks = map[repertoire.Status]int{
	repertoire.Vetted: 0, repertoire.InUse: 1, repertoire.InReview: 2, repertoire.Drafted: 3, repertoire.Superseded: 4, repertoire.Retired: 5,
}

// Rank is where resources of a status come within a tier: the lower, the sooner.
func Rank(s repertoire.Status) int {
	if rank, ok := ranks[s]; ok {
		return rank
	}
	return len(ranks)
}

// Hit is a resource that matches a query.
type Hit struct {
	Tier     Tier
	Resource repertoire.Resource
}

// Cursor is the place of the hit.
func (h Hit) Cursor() Cursor {
	return Cursor{h.Tier, Rank(h.Resource.Status), h.Resource.Current.At.Truncate(time.Microsecond), h.Resource.ID}
}

// Cursor is a place in the results of a query, behind which a page begins: what
// they are ordered by, of the last one that was read. The zero Cursor is the
// beginning. A cursor stays good when resources come, change and go.
type Cursor struct {
	Tier    Tier
	Rank    int
	Revised time.Time
	ID      activity.ResourceID
}

// IsZero reports whether the cursor is the beginning.
func (c Cursor) IsZero() bool { return c == Cursor{} }

// Compare orders places: negative if c comes first, positive if other does.
func (c Cursor) Compare(other Cursor) int {
	return cmp.Or(cmp.Compare(c.Tier, other.Tier), cmp.Compare(c.Rank, other.Rank), other.Revised.Compare(c.Revised), c.ID.Compare(other.ID))
}

// String is the cursor as it is handed to readers: it holds nothing but what they
// have been shown. Empty for the beginning.
func (c Cursor) String() string {
	if c.IsZero() {
		return ""
	}
	b := append(make([]byte, 0, 30), byte(c.Tier), byte(c.Rank))
	b = binary.BigEndian.AppendUint64(b, uint64(c.Revised.UnixMicro()))
	b = append(b, c.ID[:]...)
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b)))
}

// ParseCursor reads what String has written. Invalid for what it has not.
func ParseCursor(text string) (Cursor, error) {
	if text == "" {
		return Cursor{}, nil
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) != 30 || binary.BigEndian.Uint32(b[26:]) != crc32.ChecksumIEEE(b[:26]) {
		return Cursor{}, notACursor()
	}
	c := Cursor{Tier: Tier(b[0]), Rank: int(b[1]), Revised: time.UnixMicro(int64(binary.BigEndian.Uint64(b[2:]))).UTC()}
	copy(c.ID[:], b[10:26])
	// Line breaks, which the decoder passes over, are no part of a place.
	if c.Tier < TitlePhrase || c.Tier > Anywhere || c.Rank > len(ranks) || c.String() != text {
		return Cursor{}, notACursor()
	}
	return c, nil
}

func notACursor() error {
	return fault.New("search.ParseCursor", fault.Invalid, "this is no place in the results of a search; give back the Next of a page as it is, or nothing to begin at the start")
}

// Rooms are the parts of a community that somebody may see: the common space, and
// those of its spaces that are named. None for the zero value.
type Rooms struct {
	Common bool
	Spaces []activity.SpaceID
}

// See reports whether a space is one of the rooms.
func (r Rooms) See(space activity.SpaceID) bool {
	if space.IsZero() {
		return r.Common
	}
	return len(r.Spaces) > 0 && among(space, r.Spaces)
}

// In are the rooms that are among the spaces given, or all if none are.
func (r Rooms) In(spaces []activity.SpaceID) Rooms {
	if len(spaces) == 0 {
		return r
	}
	var only Rooms
	for _, s := range spaces {
		if !s.IsZero() && r.See(s) {
			only.Spaces = append(only.Spaces, s)
		}
	}
	return only
}
