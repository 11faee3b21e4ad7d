package exchange

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Pseudonym returns the id of somebody whom git or mail knows by an address:
// "p" and 24 digits, the beginning of the HMAC-SHA-256 (RFC 2104) of the address
// in lower case. It is the same in every history that is read under the same key,
// so one person is one in the commits and on the list. Without a key, who guesses
// an address can see whether it is among the people; with one that is kept
// secret only who has it can.
func Pseudonym(key, address string) activity.Person {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(strings.ToLower(address))) // which never fails
	return activity.Person("p" + hex.EncodeToString(mac.Sum(nil)[:12]))
}

// The rule by which programs are told from people: what GitHub and GitLab add to
// the names of theirs, what others call theirs, and some that are common.
var (
	botMark  = regexp.MustCompile(`(?i)\[bot\]|[-_. ]bot$|^bot[-_. ]|^project_[0-9]+_bot`)
	botNames = regexp.MustCompile(`(?i)^(?:dependabot|dependabot-preview|renovate|greenkeeper|greenkeeperio|github|github[ -]actions?|travis(?:[ -]ci)?|` +
		`pre-commit-ci|semantic-release|allcontributors|imgbot|snyk|mergify|bors|homu|weblate|codecov|coveralls|pyup|jenkins|gitlab-ci|` +
		`mailer-daemon|postmaster|majordomo|listserv|mailman|bugzilla(?:-daemon)?)$`)
)

// IsBot reports whether a name or the beginning of an address is one that
// programs have, such as "renovate[bot]" or "ci-bot@example.org". A host with
// programs of other names gives [Options.Bot] a rule of its own that asks this
// one as well.
func IsBot(name, address string) bool {
	local, _, _ := strings.Cut(address, "@")
	if _, own, numbered := strings.Cut(local, "+"); numbered && strings.HasSuffix(address, "@users.noreply.github.com") {
		local = own // behind the number of the account
	}
	for _, s := range []string{name, local} {
		s = strings.TrimSpace(s)
		if botMark.MatchString(s) || botNames.MatchString(s) {
			return true
		}
	}
	return false
}

// people are those of a history that knows them by name and address.
type people struct {
	o     Options
	l     *ledger
	known map[string]who // by address, or by name where there is none
}

// who is what somebody is known as.
type who struct {
	word int32 // 0 if they are left out
	bot  bool
}

func newPeople(o Options, l *ledger) *people {
	return &people{o: o, l: l, known: map[string]who{}}
}

// of returns who somebody is.
func (p *people) of(name, address string) (who, error) {
	name, address = strings.TrimSpace(clean(name)), strings.ToLower(strings.TrimSpace(clean(address)))
	key := address
	if key == "" {
		key = "\n" + name
	}
	if w, known := p.known[key]; known || name == "" && address == "" {
		return w, nil
	}
	isBot, ask := p.o.Bot, p.o.Person
	if isBot == nil {
		isBot = IsBot
	}
	if ask == nil {
		ask = func(name, address string) activity.Person {
			if address == "" {
				address = name
			}
			return Pseudonym(p.o.Key, address)
		}
	}
	w := who{bot: isBot(name, address)}
	id := ask(name, address)
	if w.bot && id != "" {
		id = botPrefix + id
	}
	if id != "" && !fault.IsPerson(string(id)) {
		return w, fmt.Errorf("Options.Person must return the id of a person, %s, not %.40q", aName, string(id))
	}
	w.word = p.l.word(string(id))
	p.known[strings.Clone(key)] = w
	return w, nil
}

// clean makes a text of a file one line of UTF-8.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}
