package fault

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"
)

// Check validates a struct by the `validate` tags of its fields and returns
// an Invalid error that names every bad field by its JSON name, or nil.
// More are bad fields that no tag can tell; they come behind the others.
// It panics if a tag names a rule that does not exist.
func Check(op string, v any, more ...Field) error {
	err := rules().Struct(v)
	if err == nil {
		if len(more) == 0 {
			return nil
		}
		return &Error{Op: op, Code: Invalid, Fields: more}
	}
	bad, ok := errors.AsType[validator.ValidationErrors](err)
	if !ok {
		return Wrap(op, Invalid, err)
	}
	outer := reflect.Indirect(reflect.ValueOf(v)).Type().Name() + "."
	fields := make([]Field, len(bad))
	for i, f := range bad {
		name := strings.TrimPrefix(f.Namespace(), outer)
		fields[i] = Field{Name: strings.ReplaceAll(name, embedded+".", ""), Problem: problem(f)}
	}
	return &Error{Op: op, Code: Invalid, Fields: append(fields, more...)}
}

// embedded stands in validator's paths for an embedded struct, whose fields
// JSON shows as the outer struct's own.
const embedded = "~"

var rules = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name != "" && name != "-":
			return name
		case f.Anonymous:
			return embedded
		}
		return f.Name
	})
	for tag, holds := range texts {
		err := v.RegisterValidation(tag, func(l validator.FieldLevel) bool { return holds(l.Field().String()) })
		if err != nil {
			panic(err)
		}
	}
	return v
})

// texts are the rules of this house for text, by tag.
var texts = map[string]func(string) bool{
	"line":   IsLine,
	"prose":  isProse,
	"topic":  IsTopic,
	"person": IsPerson,
}

// IsLine reports whether s is text of one line: not empty, valid UTF-8, no
// control characters, no space at either end.
func IsLine(s string) bool {
	return s != "" && clean(s, "") && strings.TrimSpace(s) == s
}

// IsTopic reports whether s can be a topic: a line of at most 100 characters
// without '|'.
func IsTopic(s string) bool {
	return IsLine(s) && strings.IndexByte(s, '|') < 0 && (len(s) <= 100 || utf8.RuneCountInString(s) <= 100)
}

// IsPerson reports whether s can be a person's id: 1 to 255 bytes of valid
// UTF-8 without control characters. Nothing else is asked of it, and no two
// spellings are taken for the same person.
func IsPerson(s string) bool {
	return s != "" && len(s) <= 255 && clean(s, "")
}

func isProse(s string) bool {
	return clean(s, "\t\n\r") && strings.TrimSpace(s) != ""
}

// clean reports whether s is valid UTF-8 without control characters other
// than those allowed. Storage depends on it: PostgreSQL holds no NUL, JSON no
// broken UTF-8.
func clean(s, allowed string) bool {
	if plain(s) {
		return true
	}
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && !strings.ContainsRune(allowed, r)
	})
}

// plain reports whether s is made of printable ASCII, as nearly all names are.
func plain(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// problems words the failed rule for a person; %s is the rule's parameter.
var problems = map[string]string{
	"required": "is required",
	"oneof":    "must be one of: %s",
	"unique":   "must not name the same thing twice",
	"line":     "must be one line of text without control characters or space at its ends",
	"prose":    "must be text, not only white space, without control characters",
	"topic":    "must be one line of at most 100 characters without '|'",
	"person":   "must be an id of 1 to 255 bytes without control characters",
}

func problem(f validator.FieldError) string {
	if text, ok := problems[f.Tag()]; ok {
		if strings.Contains(text, "%s") {
			return fmt.Sprintf(text, strings.Join(strings.Fields(f.Param()), ", "))
		}
		return text
	}
	unit := "characters"
	switch f.Kind() {
	case reflect.Slice, reflect.Map:
		unit = "entries"
	case reflect.String:
	default:
		unit = ""
	}
	limit := map[string]string{"max": "at most", "min": "at least"}[f.Tag()]
	if limit == "" {
		return strings.TrimSpace("must hold " + f.Tag() + " " + f.Param())
	}
	return strings.TrimSpace(fmt.Sprintf("must be %s %s %s", limit, f.Param(), unit))
}
