package exchange

import (
	"fmt"
	"io"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// Writer is a form in which histories are written for other programs.
type Writer struct {
	Name  string // by which it is asked for
	About string // what it is

	write func(w io.Writer, s activity.Stream) (int, error)
}

var writers = []Writer{
	{"csv", "a CSV file with one activity a row", WriteCSV},
	{"jsonl", "a file of JSON Lines with one activity a line", WriteJSONLines},
	{"parquet", "a Parquet file with one activity a row, as DuckDB and pandas read it", WriteParquet},
	{"activitystreams", "a collection of ActivityStreams 2.0", WriteActivityStreams},
}

// Writers returns all forms in which histories can be written.
func Writers() []Writer { return append([]Writer(nil), writers...) }

// WriterOf returns the writer of that name.
func WriterOf(name string) (Writer, error) {
	names := make([]string, len(writers))
	for i, w := range writers {
		if w.Name == name {
			return w, nil
		}
		names[i] = w.Name
	}
	return Writer{}, fault.New("exchange.WriterOf", fault.NotFound, fmt.Sprintf("nothing can be written as %.40q; there are %s", name, strings.Join(names, ", ")))
}

// Write writes a stream and returns how many activities it wrote, as [WriteCSV]
// does.
func (f Writer) Write(w io.Writer, s activity.Stream) (int, error) { return f.write(w, s) }
