package exchange

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Format is a form in which histories come.
type Format struct {
	Name          string // by which it is asked for
	About         string // what it is, and in which files it comes
	Constellation bool   // its histories are of several communities; see ByCommunity

	looks func(*glimpse) bool // whether something looks like it
	read  func(dir fs.FS, name string, o *Options) activity.Stream
}

// formats are all that can be read, those first that are surest of what they
// recognise. docs/formats.md has a page on each.
var formats = []Format{
	{
		Name: "stackexchange", About: "a data dump of Stack Exchange: a folder or a zip archive with Posts.xml and Comments.xml",
		looks: func(g *glimpse) bool { return g.holds("Posts.xml") },
		read:  stackExchange,
	},
	{
		Name: "slack", About: "an export of a Slack workspace: the zip archive, or the folder that it unpacks to",
		looks: func(g *glimpse) bool { return g.holds("channels.json") },
		read:  Slack,
	},
	{
		Name: "discourse", About: "topics of a Discourse forum: a file of JSON, as at /t/ID.json, or a folder or a zip archive of them",
		looks: func(g *glimpse) bool { return g.within(".json", `"post_stream"`) },
		read:  Discourse,
	},
	{
		Name: "git", About: "the commits of a git repository: its folder, or a file of what git log prints in a format of ours",
		looks: func(g *glimpse) bool { return g.text(gitStart) },
		read:  GitLog,
	},
	{
		Name: "mbox", About: "the archive of a mailing list: a file of the form mbox, or a folder or a zip archive of them",
		looks: func(g *glimpse) bool { return g.text(looksMbox) || g.texts(isMbox, looksMbox) },
		read:  Mbox,
	},
	{
		Name: "activitystreams", About: "a collection of ActivityStreams 2.0 that praxis export wrote",
		looks: func(g *glimpse) bool { return g.begins("{") && g.mentions("https://www.w3.org/ns/activitystreams") },
		read:  ActivityStreams,
	},
	{
		Name: "jsonl", About: "a file of JSON Lines with one activity a line",
		looks: func(g *glimpse) bool { return g.begins("{") && g.line(`"t"`, `"actor"`, `"verb"`) },
		read:  JSONLines,
	},
	{
		Name: "membership", About: "a CSV file of who came to and left which group in which month, for many groups", Constellation: true,
		looks: func(g *glimpse) bool { return g.header("event") && (g.header("team") || g.header("group")) },
		read:  Membership,
	},
	{
		Name: "csv", About: "a CSV file with one activity a row",
		looks: func(g *glimpse) bool { return g.header("actor") && g.header("verb") || g.extension(".csv") },
		read:  CSVFile,
	},
}

// Formats returns all formats that can be read.
func Formats() []Format { return append([]Format(nil), formats...) }

// FormatOf returns the format of that name.
func FormatOf(name string) (Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fault.New("exchange.FormatOf", fault.NotFound, fmt.Sprintf("there is no format %.40q; there are %s", name, formatNames()))
}

// formatNames lists the names of the formats.
func formatNames() string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// nothing says of what looks like no history what it is instead, as far as that
// shows, and what to do.
func (g *glimpse) nothing() string {
	listed := slices.ContainsFunc(g.files, func(file string) bool {
		return slices.Contains([]string{".csv", ".jsonl", ".gz"}, strings.ToLower(path.Ext(file)))
	})
	switch {
	case g.empty:
		return "is empty"
	case g.begins("PAR1"):
		return "is Parquet, which is written but not read; export the record as csv or jsonl to read it again"
	case listed && g.zip:
		return "is no history as a whole; unpack it, and name one of its files"
	case listed:
		return "is no history as a whole; name one of its files"
	}
	return "looks like no history in a format that can be read: " + formatNames() + "; praxis formats tells what each is, and if it is one of them, name that"
}

// Open reads a history in this format: the file, folder or zip archive of that
// name in dir; "." is dir itself. Nothing is opened before the stream is ranged
// over, and everything is closed when it ends.
func (f Format) Open(dir fs.FS, name string, o *Options) activity.Stream { return f.read(dir, name, o) }

// Detect returns the format that the file, folder or zip archive of that name in
// dir looks like, by the names of its files and by how they begin. Its error is
// Invalid if it looks like none.
func Detect(dir fs.FS, name string) (Format, error) {
	const op = "exchange.Detect"
	g, err := look(dir, name)
	if err != nil {
		return Format{}, coded(op, err)
	}
	defer g.close()
	for _, f := range formats {
		if f.looks(g) {
			return f, nil
		}
	}
	if g.err != nil {
		return Format{}, coded(op, g.err)
	}
	return Format{}, fault.New(op, fault.Invalid, name+" "+g.nothing())
}

func stackExchange(dir fs.FS, name string, o *Options) activity.Stream {
	return stream(opStackExchange, o, func(o Options, emit func(activity.Activity) bool) error {
		return within(dir, name, func(tree fs.FS) error { return readDump(tree, o, emit) })
	})
}
