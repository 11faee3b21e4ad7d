package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/fault"
)

// maxTopics bounds the topics of a row: what is said of so many is said of none.
const maxTopics = 100

// checkTopics reports what keeps topics from standing in a record.
func checkTopics(topics []string) error {
	if len(topics) > maxTopics {
		return fmt.Errorf("must be at most %d", maxTopics)
	}
	for i, t := range topics {
		if !fault.IsTopic(t) {
			return fmt.Errorf("must each be one line of at most 100 characters without '|', not %.120q", t)
		}
		if slices.Contains(topics[:i], t) {
			return fmt.Errorf("must not name %q twice", t)
		}
	}
	return nil
}

// splitTags reads the tags of a question, which older dumps write as
// "<a><b>" and newer ones as "|a|b|".
func splitTags(s string) ([]string, error) {
	switch {
	case s == "":
		return nil, nil
	case len(s) >= 2 && s[0] == '<' && s[len(s)-1] == '>':
		return strings.Split(s[1:len(s)-1], "><"), nil
	case len(s) >= 2 && s[0] == '|' && s[len(s)-1] == '|':
		return strings.Split(s[1:len(s)-1], "|"), nil
	}
	return nil, fmt.Errorf("must be written as <a><b> or |a|b|, not %.120q", s)
}
