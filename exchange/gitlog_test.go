package exchange_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// hash is the name of a commit, of one digit over and over.
func hash(digit byte) string { return strings.Repeat(string(digit), 40) }

// commit is one as git log prints it. Where raw is empty it is the address.
func commit(name, parents string, at int64, author, address, raw, coauthors string) string {
	if raw == "" {
		raw = address
	}
	return strings.Join([]string{name, parents, fmt.Sprint(at), author, address, raw, coauthors, ""}, "\x00") + "\n"
}

const day = 24 * 60 * 60

// gitHistory is the history of a tool, the latest first, as git tells it: Ana
// has two addresses, which the mailmap makes one, and Bob helped her.
var gitHistory = commit(hash('6'), hash('5'), 5*day, "renovate[bot]", "29139614+renovate[bot]@users.noreply.github.com", "", "Eve <eve@example.org>\n") +
	commit(hash('5'), hash('4')+" "+hash('3'), 4*day, "Ana", "ana@example.org", "", "") +
	commit(hash('4'), hash('2'), 3*day, "Ana", "ana@example.org", "ana@old.example", "") +
	commit(hash('3'), hash('2'), 2*day, "Ana", "ana@example.org", "", "Bob <BOB@example.org>\nAna <ana@old.example>\nBob B. <bob@example.org>\nnobody\n") +
	commit(hash('2'), hash('1'), day, "Bob", "Bob@example.org", "", "") +
	commit(hash('1'), "", day, "Ana", "ana@example.org", "", "")

// byName is a host that knows people by the beginning of their addresses.
func byName(_, address string) activity.Person {
	name, _, _ := strings.Cut(address, "@")
	return activity.Person(name)
}

func gitLogOf(text string, o *exchange.Options) activity.Stream {
	return exchange.GitLog(fstest.MapFS{"h.gitlog": {Data: []byte(text)}}, "h.gitlog", o)
}

func short(told []string) []string {
	for i := range told {
		for _, digit := range "0123456789" {
			told[i] = strings.ReplaceAll(told[i], strings.Repeat(string(digit), 40), "c"+string(digit))
		}
	}
	return told
}

func TestGitLog(t *testing.T) {
	var skipped exchange.Skipped
	o := &exchange.Options{Person: byName, Skipped: &skipped}
	want := []string{
		"02T00:00:00,ana,commit,c1,,,,",
		"02T00:00:00,bob,commit,c2,,,,",
		"03T00:00:00,ana,commit,c3,,,,",
		"03T00:00:00,bob,commit,c3,,,,",
		"04T00:00:00,ana,commit,c4,,,,",
		"06T00:00:00,eve,commit,c6,,,,",
	}
	for range 2 {
		assert.Equal(t, want, short(tellAll(t, gitLogOf(gitHistory, o))), "in the order in which it was done, co-authors mapped and once each")
		assert.Equal(t, exchange.Skipped{Bots: 1, Merges: 1}, skipped)
	}
	assert.Equal(t, want, short(tellAll(t, gitLogOf(gitHistory+gitHistory, o))), "the logs of two branches are one")
	assert.Equal(t, exchange.Skipped{Bots: 1, Merges: 1, Repeated: 6}, skipped)

	o.Merges, o.Bots = true, true
	all := short(tellAll(t, gitLogOf(gitHistory, o)))
	assert.Contains(t, all, "05T00:00:00,ana,commit,c5,,,,")
	assert.Contains(t, all, "06T00:00:00,bot:29139614+renovate[bot],commit,c6,,,,")
	assert.Equal(t, exchange.Skipped{}, skipped)
}

// The documentation shows the format in which the log is written.
func TestGitFormatIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/formats.md")
	require.NoError(t, err)
	assert.Contains(t, string(page), "    "+exchange.GitCommand+" > ")
}

func TestGitLogKeepsNoNames(t *testing.T) {
	records, err := activity.Collect(gitLogOf(gitHistory, nil))
	require.NoError(t, err)
	for _, a := range records {
		assert.NoError(t, a.Check())
		assert.Regexp(t, "^p[0-9a-f]{24}$", string(a.Actor))
	}
	assert.Equal(t, exchange.Pseudonym("", "ana@example.org"), records[0].Actor)
	assert.Equal(t, records[0].Actor, records[4].Actor)

	keyed, err := activity.Collect(gitLogOf(gitHistory, &exchange.Options{Key: "secret"}))
	require.NoError(t, err)
	assert.Equal(t, exchange.Pseudonym("secret", "ANA@example.org"), keyed[0].Actor)
	assert.NotEqual(t, records[0].Actor, keyed[0].Actor)
}

// These pseudonyms stand in other people's databases: they never change.
func TestPseudonymIsPinned(t *testing.T) {
	assert.Equal(t, "p9091b00067c01df40bca6f6a", string(exchange.Pseudonym("", "ana@example.org")))
	assert.Equal(t, exchange.Pseudonym("k", "ana@example.org"), exchange.Pseudonym("k", "Ana@Example.ORG"))
	assert.NotEqual(t, exchange.Pseudonym("k", "ana@example.org"), exchange.Pseudonym("l", "ana@example.org"))
}

func TestTheHostSaysWhoPeopleAre(t *testing.T) {
	var skipped exchange.Skipped
	asked := map[string]int{}
	o := &exchange.Options{Skipped: &skipped, Person: func(name, address string) activity.Person {
		asked[name+" "+address]++
		if address == "bob@example.org" {
			return ""
		}
		return "host-1"
	}, Bot: func(name, address string) bool { return name == "Eve" }}
	told := short(tellAll(t, gitLogOf(gitHistory, o)))
	assert.Equal(t, []string{
		"02T00:00:00,host-1,commit,c1,,,,", "03T00:00:00,host-1,commit,c3,,,,", "04T00:00:00,host-1,commit,c4,,,,", "06T00:00:00,host-1,commit,c6,,,,",
	}, told)
	assert.Equal(t, 1, skipped.Bots, "Eve")
	assert.Equal(t, 3, skipped.Other, "what Bob did, once for each that names him")
	for who, times := range asked {
		assert.Equal(t, 1, times, who)
	}
	err := onlyError(t, gitLogOf(gitHistory, &exchange.Options{Person: func(string, string) activity.Person { return "a\nb" }}))
	assert.ErrorContains(t, err, "h.gitlog: commit 1 Options.Person must return the id of a person")
}

func TestIsBot(t *testing.T) {
	for who, bot := range map[[2]string]bool{
		{"renovate[bot]", "x@example.org"}: true, {"Renovate", "x@example.org"}: true, {"Ana", "ci-bot@example.org"}: true,
		{"x", "49699333+dependabot[bot]@users.noreply.github.com"}: true, {"k8s-ci bot", ""}: true, {"GitHub Actions", ""}: true,
		{"", "project_17_bot_ab12@noreply.gitlab.example"}: true, {"x", "mailer-daemon@example.org"}: true, {"bot-deploy", ""}: true,
		{"Ana Talbot", "talbot@example.org"}: false, {"Lambot", "lambot@example.org"}: false, {"Botond", "botond@example.org"}: false,
		{"Ana", "ana+bot-list@example.org"}: false, {"Travis Oliphant", "travis.o@example.org"}: false, {"", ""}: false,
	} {
		assert.Equal(t, bot, exchange.IsBot(who[0], who[1]), who)
	}
}

func TestGitLogWithOddCommits(t *testing.T) {
	var skipped exchange.Skipped
	o := &exchange.Options{Skipped: &skipped, Person: func(name, address string) activity.Person { return activity.Person(name + "|" + address) }}
	told := short(tellAll(t, gitLogOf(
		commit(hash('1'), "", 0, "\xffAna\n", "", "", "")+
			commit(hash('2'), "", 1<<41, "Ana", "a@b", "", "")+
			commit(hash('3'), "", 1, "", "", "", "<only@address> \n Bob <bob>\n<>\nEve eve@x\n")+
			strings.Replace(commit(hash('4'), "", 1, "Ana", "a@b", "", ""), "\x001\x00", "\x00soon\x00", 1)+
			commit(strings.Repeat("a5", 32), "", -day, "Ana", "A@B", "", ""), o)))
	assert.Equal(t, []string{
		"31T00:00:00,Ana|a@b,commit," + strings.Repeat("a5", 32) + ",,,,",
		"01T00:00:00,\ufffdAna|,commit,c1,,,,",
		"01T00:00:01,Bob|bob,commit,c3,,,,",
		"01T00:00:01,|only@address,commit,c3,,,,",
	}, told)
	assert.Equal(t, exchange.Skipped{Undated: 2, Other: 2}, skipped)
	assert.Empty(t, tellAll(t, gitLogOf("", nil)))
	assert.Empty(t, tellAll(t, gitLogOf("\n\n", nil)))
}

func TestGitLogRefuses(t *testing.T) {
	whole := gitHistory
	for name, test := range map[string]struct{ text, says string }{
		"an ordinary log": {"commit " + hash('1') + "\nAuthor: Ana\n", "h.gitlog: commit 1 ends in its first field: the log is cut off, or was not written by git log --encoding=UTF-8 --format='%H"},
		"another format":  {"a\x00b\x00c\x00d\x00e\x00f\x00g\x00", `h.gitlog: commit 1 has no name of 40 or 64 digits, but "a"`},
		"rubbish behind":  {whole + "x", "h.gitlog: commit 7 ends in its first field"},
		"nothing but nul": {"\x00\x00\x00\x00\x00\x00\x00", `commit 1 has no name`},
	} {
		t.Run(name, func(t *testing.T) {
			err := onlyError(t, gitLogOf(test.text, nil))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, test.says)
		})
	}
	for cut := 1; cut < len(whole); cut++ { // wherever it is cut off
		if _, err := activity.Collect(gitLogOf(whole[:cut], nil)); err == nil {
			assert.True(t, strings.HasSuffix(whole[:cut], "\x00") || strings.HasSuffix(whole[:cut], "\x00\n"), "%d", cut)
		}
	}
}

func FuzzGitLog(f *testing.F) {
	f.Add([]byte(gitHistory))
	f.Add([]byte(commit(hash('1'), "", 0, "\xff", "a@b", "c@d", "E <c@d>\n<>")))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, file []byte) {
		requireSound(t, gitLogOf(string(file), nil))
		requireSound(t, gitLogOf(string(file), &exchange.Options{Bots: true, Merges: true}))
	})
}
