package exchange_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// letter is a message in a mailbox, with a body that tries to look like others.
func letter(fields ...string) string {
	return "From x@example.org Mon Jan  5 09:00:00 2026\n" + strings.Join(fields, "\n") +
		"\n\nFrom here on it is text.\n\nFrom the start, 10:00 in 2026\nnot a field\n>From bob@example.org Mon Jan  5 09:00:00 2026\nFrom: eve@example.org\n\n"
}

func from(name, address, id string, day int, more ...string) string {
	return letter(append([]string{
		fmt.Sprintf("From: %s <%s>", name, address), "Message-ID: <" + id + ">", fmt.Sprintf("Date: Mon, %d Jan 2026 10:00:00 +0100", day),
	}, more...)...)
}

var mailbox = from("Ana", "ana@example.org", "1@a", 1, "Subject: Sampling") +
	from("Bob", "bob@example.org", "2@a", 2, "References: <1@a>", "In-Reply-To: <0@a>", "Subject: Re: Sampling") +
	from("Eve", "eve@example.org", "3@a", 3, "In-Reply-To: Message of yesterday", "\tby Bob <2@a>", "Subject: Re: Sampling") +
	from("Ana", "ana@example.org", "5@a", 5, "References: <1@a> <2@a>\r\n <3@a> <4@a>") +
	from("Bob", "bob@example.org", "7@a", 7, "References: <4@a>") +
	from("Bob", "bob@example.org", "8@a", 8, "References: <6@b>")

// named replaces the names of objects by the identifiers that they are made of.
func named(told []string, ids ...string) []string {
	for i := range told {
		for _, id := range ids {
			told[i] = strings.ReplaceAll(told[i], exchange.MailObject(id), id)
		}
	}
	return told
}

var allIDs = []string{"0@a", "1@a", "2@a", "3@a", "4@a", "5@a", "6@b", "7@a", "8@a"}

var mailTold = []string{
	"01T09:00:00,ana,start,1@a,,,1@a,",
	"02T09:00:00,bob,reply,2@a,1@a,ana,1@a,",
	"03T09:00:00,eve,reply,3@a,2@a,bob,1@a,",
	"05T09:00:00,ana,reply,5@a,4@a,,1@a,",
	"07T09:00:00,bob,reply,7@a,4@a,,1@a,",
	"08T09:00:00,bob,reply,8@a,6@b,,6@b,",
}

func mboxOf(text string, o *exchange.Options) activity.Stream {
	return exchange.Mbox(fstest.MapFS{"list.mbox": {Data: []byte(text)}}, "list.mbox", o)
}

func gzipped(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, text) // a buffer does not fail
	_ = w.Close()
	return b.Bytes()
}

func TestMboxThreads(t *testing.T) {
	var skipped exchange.Skipped
	o := &exchange.Options{Person: byName, Skipped: &skipped}
	for name, text := range map[string]string{
		"as it is":              mailbox,
		"lines of DOS":          strings.ReplaceAll(strings.ReplaceAll(mailbox, "\r\n", "\n"), "\n", "\r\n"),
		"a mark before":         "\ufeff" + mailbox,
		"no line at the end":    strings.TrimRight(mailbox, "\n"),
		"empty lines":           strings.ReplaceAll(mailbox, "\n\nFrom x", "\n\n\n\nFrom x"),
		"in another order":      reversed(mailbox),
		"with another's escape": strings.ReplaceAll(mailbox, "2026\nFrom: ", "2026\n>From ana Mon Jan 5 2026\nFrom: "),
	} {
		s := mboxOf(text, o)
		for range 2 {
			assert.Equal(t, mailTold, named(tellAll(t, s), allIDs...), name)
			assert.Equal(t, exchange.Skipped{}, skipped, name)
		}
	}
	assert.Equal(t, mailTold, named(tellAll(t, mboxOf(mailbox+mailbox, o)), allIDs...), "who gets it from two lists has it once")
	assert.Equal(t, exchange.Skipped{Repeated: 6}, skipped)
}

// reversed puts the messages the other way round.
func reversed(mailbox string) string {
	parts := strings.SplitAfter(mailbox, "From: eve@example.org\n\n")
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i])
	}
	return b.String()
}

func TestMboxInFoldersAndArchives(t *testing.T) {
	parts := strings.SplitAfter(mailbox, "From: eve@example.org\n\n")
	files := map[string]string{
		"2026-01.txt.gz": string(gzipped(parts[0] + parts[1])), "b/2026-02.mbox": parts[2] + parts[0], "README.md": "no mailbox", ".x.mbox": "hidden",
		"rest.MBX": parts[3] + parts[4] + parts[5],
	}
	folder := fstest.MapFS{"list.zip": {Data: zipOf(t, files)}, "list.gz": {Data: gzipped(mailbox)}}
	for name, text := range files {
		folder["list/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, name := range []string{"list", "list.zip", "list.gz"} {
		f, err := exchange.Detect(folder, name)
		require.NoError(t, err, name)
		assert.Equal(t, "mbox", f.Name, name)
		assert.Equal(t, mailTold, named(tellAll(t, f.Open(folder, name, &exchange.Options{Person: byName})), allIDs...), name)
	}
	err := onlyError(t, exchange.Mbox(fstest.MapFS{"a/README": {}}, "a", nil))
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "a holds no files whose names end in .mbox")
}

func TestMboxKeepsNoNamesAndAddresses(t *testing.T) {
	records, err := activity.Collect(mboxOf(mailbox, nil))
	require.NoError(t, err)
	assert.Equal(t, exchange.Pseudonym("", "ana@example.org"), records[0].Actor, "the one that she has in git")
	for _, a := range records {
		names := a.Detail.(activity.Imported)
		for _, name := range []string{names.Object, names.Thread} {
			assert.Regexp(t, "^m[0-9a-f]{32}$", name)
		}
	}
	assert.Equal(t, "mab15c943f45a3b0246d4f96264f60572", exchange.MailObject("<1@a>"), "never changes")
	assert.Equal(t, exchange.MailObject("1@a"), exchange.MailObject(" <1@ a> "))
}

func TestMboxWithoutIdentifiers(t *testing.T) {
	var skipped exchange.Skipped
	first := letter("From: ana@example.org", "Date: 1 Jan 2026 10:00 GMT", "Subject: a")
	told := tellAll(t, mboxOf(first+letter("From: ana@example.org", "Date: 1 Jan 2026 10:00 GMT", "Subject: b")+first, &exchange.Options{Person: byName, Skipped: &skipped}))
	assert.Len(t, told, 2, "one is known by who wrote what when")
	assert.Equal(t, exchange.Skipped{Repeated: 1}, skipped)
}

func TestMboxInACircle(t *testing.T) {
	told := named(tellAll(t, mboxOf(
		from("Ana", "ana@x", "1@a", 1, "References: <1@a> <3@a>")+from("Bob", "bob@x", "2@a", 2, "References: <1@a>")+
			from("Eve", "eve@x", "3@a", 3, "References: <2@a>")+from("Eve", "eve@x", "5@a", 5, "References: <5@a>"), &exchange.Options{Person: byName})), allIDs...)
	assert.Equal(t, []string{
		"01T09:00:00,ana,reply,1@a,3@a,eve,2@a,",
		"02T09:00:00,bob,start,2@a,,,2@a,",
		"03T09:00:00,eve,reply,3@a,2@a,bob,2@a,",
		"05T09:00:00,eve,start,5@a,,,5@a,",
	}, told)
}

func TestMboxBySubject(t *testing.T) {
	text := from("Ana", "ana@x", "1@a", 1, "Subject: [list] Sampling  payroll") +
		from("Bob", "bob@x", "2@a", 2, "Subject: RE: [list] Re[2]: sampling payroll") +
		from("Eve", "eve@x", "3@a", 3, "Subject: =?utf-8?q?AW:_Sampling?= =?utf-8?q?_payroll?=") +
		from("Eve", "eve@x", "5@a", 5, "Subject: Re: something else") +
		from("Eve", "eve@x", "7@a", 7, "Subject: Sampling payroll") +
		from("Bob", "bob@x", "8@a", 8, "Subject: Re: Sampling payroll")
	replies := func(subjects bool) (told []string) {
		for _, line := range named(tellAll(t, mboxOf(text, &exchange.Options{Person: byName, Subjects: subjects})), allIDs...) {
			told = append(told, strings.Join(strings.Split(line, ",")[2:7], ","))
		}
		return told
	}
	assert.Equal(t, []string{"start,1@a,,,1@a", "reply,2@a,1@a,ana,1@a", "reply,3@a,1@a,ana,1@a", "start,5@a,,,5@a", "start,7@a,,,7@a", "reply,8@a,7@a,eve,7@a"}, replies(true))
	for _, line := range replies(false) {
		assert.True(t, strings.HasPrefix(line, "start,"), line)
	}
}

func TestMboxAuthors(t *testing.T) {
	o := &exchange.Options{Bots: true, Person: func(name, address string) activity.Person { return activity.Person(name + "|" + address) }}
	for field, want := range map[string]string{
		"From: Ana <ana@x.org>":                               "Ana|ana@x.org",
		`From: "Ana, B." <ANA@x.org>, Bob <b@x.org>`:          "Ana, B.|ana@x.org",
		"From: ana@x.org (Ana B.)":                            "Ana B.|ana@x.org",
		"From: ana at x.org (Ana B.)":                         "Ana B.|ana@x.org",
		"From: Ana <ana at x.org>":                            "Ana|ana@x.org",
		"From: =?ISO-8859-1?Q?Ana_Mu=F1oz?= <ana@x.org>":      "Ana Muñoz|ana@x.org",
		"From: =?koi8-r?B?4c7O?= <ana@x.org>":                 "Анн|ana@x.org",
		"From: =?no-such-set?Q?Mu=F1oz?= <ana@x.org>":         "Muñoz|ana@x.org",
		"From: Mu\xf1oz <ana@x.org>":                          "Muñoz|ana@x.org",
		"From: =?utf-8?q?broken <ana@x.org>":                  "=?utf-8?q?broken|ana@x.org",
		"Sender: Ana <ana@x.org>":                             "Ana|ana@x.org",
		"From: \nSender: Ana <ana@x.org>":                     "Ana|ana@x.org",
		"From: 'Ana' via L <l@x>\nReply-To: Ana <ana@x>":      "Ana|ana@x",
		"From: Ana via L <l@x>\nX-Original-From: A <a@x>":     "Ana|a@x",
		"From: Ana via L <l@x>\nReply-To: L <l@x>":            "Ana|",
		"FROM : Ana\n <ana@x.org>":                            "Ana|ana@x.org",
		"From: root":                                          "|root",
		"From: Ana <ana@x.org>\nAuto-Submitted: auto-replied": "bot:Ana|ana@x.org",
		"From: Ana <ana@x.org>\nAuto-Submitted: no":           "Ana|ana@x.org",
		"From: Build bot <ci@x.org>":                          "bot:Build bot|ci@x.org",
	} {
		records, err := activity.Collect(mboxOf(letter(field, "Message-ID: <1@a>"), o))
		require.NoError(t, err, field)
		if assert.Len(t, records, 1, field) {
			assert.Equal(t, want, string(records[0].Actor), field)
		}
	}
	var skipped exchange.Skipped
	assert.Empty(t, tellAll(t, mboxOf(letter("Message-ID: <1@a>")+letter("From: x <mailer-daemon@x>")+letter("From: a@x", "Auto-Submitted: auto-generated"),
		&exchange.Options{Skipped: &skipped})))
	assert.Equal(t, exchange.Skipped{Other: 1, Bots: 2}, skipped)
}

func TestMboxRefuses(t *testing.T) {
	for name, test := range map[string]struct{ text, says string }{
		"rubbish":               {"hello\n", `list.mbox:1: a mailbox must begin with a line that begins with "From ", not with "hello"`},
		"a message, no mailbox": {"\nFrom: ana@x\n\n", "list.mbox:2: a mailbox must begin"},
		"cut off in a head":     {mailbox + "From x Mon Jan  5 09:00:00 2026\nFrom: a", "the file ends in the head of a message: it is cut off"},
		"a long head":           {"From x\nSubject: " + strings.Repeat("a", exchange.MaxMailHead) + "\n\n", "list.mbox:2: the head of a message is longer than 1048576 bytes"},
		"a long head of lines":  {"From x\n" + strings.Repeat("A: b\n", exchange.MaxMailHead/4+1) + "\n", "the head of a message is longer than 1048576 bytes"},
		"packed, and cut off":   {string(gzipped(mailbox)[:100]), "list.mbox:2: the gzip file is damaged: it is cut off"},
		"packed, and damaged":   {string(bytes.Replace(gzipped(mailbox), gzipped(mailbox)[60:64], []byte("abcd"), 1)), "the gzip file is damaged"},
		"packed rubbish":        {"\x1f\x8b\x08rubbish and more of it", "the gzip file is damaged"},
		"a bomb":                {string(gzipped("From x\n\n" + strings.Repeat("a\n", 20<<20))), "the gzip file unpacks to more than 200 times its size"},
	} {
		t.Run(name, func(t *testing.T) {
			err := onlyError(t, mboxOf(test.text, nil))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, test.says)
		})
	}
	assert.Empty(t, tellAll(t, mboxOf("", nil)))
}

func FuzzMbox(f *testing.F) {
	f.Add([]byte(mailbox))
	f.Add(gzipped(mailbox))
	f.Add([]byte("From a\nFrom: =?x?q?=ff?= <a>\nDate: 30 Feb 2026 25:61 PM\nReceived: a; 1-Jan-70 0.0 +9900\nReferences: <a> <b> <a>\n\n\nFrom b 1:00 2020\nA:\n\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		requireSound(t, mboxOf(string(file), nil))
		requireSound(t, mboxOf(string(file), &exchange.Options{Bots: true, Subjects: true}))
	})
}

// A field may have any content, and the message survives.
func TestMboxSurvives(t *testing.T) {
	for place := range maps.Keys(map[string]bool{"From": true, "Date": true, "References": true, "Message-ID": true, "Subject": true, "Received": true}) {
		for _, value := range []string{"", "\xff\xfe", "=?", "=?utf-8?b?/?=", "<", "<>", ">>><<<", strings.Repeat("<a>", 1000), "\x00", "(((((", strings.Repeat("é", 300), "\"" + strings.Repeat("\\", 99)} {
			records, err := activity.Collect(mboxOf(letter("From: a@b", place+": "+value)+from("Bob", "b@b", "2@a", 2), nil))
			require.NoError(t, err, "%s: %q", place, value)
			require.NotEmpty(t, records)
		}
	}
}
