package activity

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"time"

	"github.com/google/uuid"

	"github.com/praxis-cop/praxis/fault"
)

// UUID identifies one thing of a kind. It is comparable, orders by its bytes,
// and reads and writes as the usual 36 characters in lower case. The zero UUID
// means "none".
type UUID[K kind] [16]byte

// The kinds of things that have identifiers.
type (
	// ID identifies an activity.
	ID = UUID[activityKind]
	// CommunityID identifies a community.
	CommunityID = UUID[communityKind]
	// SpaceID identifies a space of a community; zero is its common space.
	SpaceID = UUID[spaceKind]
	// ResourceID identifies a resource of the shared repertoire.
	ResourceID = UUID[resourceKind]
	// QuestionID identifies a question.
	QuestionID = UUID[questionKind]
	// AnswerID identifies an answer.
	AnswerID = UUID[answerKind]
	// GatheringID identifies a gathering, with all its meetings.
	GatheringID = UUID[gatheringKind]
	// RuleID identifies a ground rule.
	RuleID = UUID[ruleKind]
	// ProposalID identifies a proposal.
	ProposalID = UUID[proposalKind]
	// TieID identifies a tie across a community's boundary.
	TieID = UUID[tieKind]
	// StoryID identifies a value story.
	StoryID = UUID[storyKind]
	// TaskID identifies a documentation task.
	TaskID = UUID[taskKind]
	// SurveyID identifies a survey.
	SurveyID = UUID[surveyKind]
	// ObjectID identifies whatever an activity is about; the verb tells its
	// kind (see Verbs). Identifiers of the other kinds convert to it.
	ObjectID = UUID[objectKind]
)

type kind interface {
	activityKind | communityKind | spaceKind | resourceKind | questionKind | answerKind | gatheringKind | ruleKind | proposalKind | tieKind | storyKind | taskKind | surveyKind | objectKind
}

type (
	activityKind  struct{}
	communityKind struct{}
	spaceKind     struct{}
	resourceKind  struct{}
	questionKind  struct{}
	answerKind    struct{}
	gatheringKind struct{}
	ruleKind      struct{}
	proposalKind  struct{}
	tieKind       struct{}
	storyKind     struct{}
	taskKind      struct{}
	surveyKind    struct{}
	objectKind    struct{}
)

// ParseID reads an identifier in its usual form of 36 characters, as in
// ParseID[CommunityID](s). Its error is Invalid.
func ParseID[T ~[16]byte](s string) (T, error) {
	const op = "activity.ParseID"
	if len(s) != 36 {
		return T{}, fault.New(op, fault.Invalid, "an identifier has 36 characters, as in 01890a5d-ac96-774b-bcce-b302099a8057")
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return T{}, fault.Wrap(op, fault.Invalid, err)
	}
	return T(u), nil
}

// String returns the 36 characters, in lower case.
func (id UUID[K]) String() string { return uuid.UUID(id).String() }

// IsZero reports whether the identifier names nothing.
func (id UUID[K]) IsZero() bool { return id == UUID[K]{} }

// Compare orders identifiers by their bytes: -1, 0 or 1.
func (id UUID[K]) Compare(other UUID[K]) int { return bytes.Compare(id[:], other[:]) }

// MarshalText writes the 36 characters, or nothing for the zero identifier.
func (id UUID[K]) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return []byte{}, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (id *UUID[K]) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = UUID[K]{}
		return nil
	}
	parsed, err := ParseID[UUID[K]](string(text))
	if err == nil {
		*id = parsed
	}
	return err
}

// V7 builds a UUIDv7 (RFC 9562, section 5.7) from a time and random bytes of
// the caller's: 48 bits of milliseconds since 1970, then 74 random bits.
func V7(at time.Time, random [10]byte) [16]byte {
	var id [16]byte
	binary.BigEndian.PutUint64(id[:8], uint64(at.UnixMilli())<<16)
	copy(id[6:], random[:])
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

// foreignSpace is the namespace of identifiers made from foreign names: the
// name-based UUID of the project's address in RFC 9562's URL namespace.
var foreignSpace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/praxis-cop/praxis"))

// Foreign maps the name that a source gives to a thing to an identifier, the
// same one every time: the name-based UUID (version 5, RFC 9562, section 5.5)
// of source, a line feed and name, in the namespace
// f706f5a9-6e17-5982-999c-6c86efe4ee65. A name that is already an identifier
// in its usual form, as in an export of Praxis's own, is that identifier. The
// empty name is none.
//
// Source tells apart systems whose names may clash; it is empty where a
// community's history comes from one system only.
func Foreign(source, name string) ObjectID {
	if name == "" {
		return ObjectID{}
	}
	if len(name) == 36 {
		if id, err := ParseID[ObjectID](name); err == nil && id.String() == name {
			return id
		}
	}
	b := append(make([]byte, 0, 128), foreignSpace[:]...)
	b = append(b, source...)
	b = append(b, '\n')
	return named[objectKind](append(b, name...))
}

// named is the name-based UUID of what follows its namespace. It is uuid.NewSHA1,
// but keeps off the heap: reading a history makes several for each activity.
func named[K kind](spaceAndName []byte) (id UUID[K]) {
	sum := sha1.Sum(spaceAndName)
	copy(id[:], sum[:])
	id[6] = id[6]&0x0f | 0x50 // version 5
	id[8] = id[8]&0x3f | 0x80 // the variant of RFC 9562
	return id
}

// ForeignRecord is the identifier of an imported activity: the same source,
// actor, verb, object and time (to the microsecond) give the same one every
// time. Repeat tells apart records that agree in all of these: 0 for the
// first, 1 for the next.
func ForeignRecord(source string, actor Person, verb Verb, object string, at time.Time, repeat int) ID {
	b := append(make([]byte, 0, 256), foreignSpace[:]...)
	for _, part := range []string{"activity", source, string(actor), string(verb), object} {
		b = append(b, part...)
		b = append(b, '\n')
	}
	b = binary.BigEndian.AppendUint64(b, uint64(at.UnixMicro()))
	b = binary.BigEndian.AppendUint64(b, uint64(repeat))
	return named[activityKind](b)
}
