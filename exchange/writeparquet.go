package exchange

import (
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/praxis-cop/praxis/activity"
)

// parquetRow is a row of a Parquet file. Its columns are those of the JSON Lines;
// what is empty is null.
type parquetRow struct {
	T            int64    `parquet:"t,timestamp(microsecond)"`
	Actor        string   `parquet:"actor,dict"`
	Verb         string   `parquet:"verb,dict"`
	Object       string   `parquet:"object,optional"`
	InReplyTo    string   `parquet:"in_reply_to,optional"`
	ReplyToActor string   `parquet:"reply_to_actor,optional,dict"`
	Thread       string   `parquet:"thread,optional,dict"`
	Tags         []string `parquet:"tags,list"`
	Accepted     bool     `parquet:"accepted"`
	ID           string   `parquet:"id"`
	Community    string   `parquet:"community,optional,dict"`
	Space        string   `parquet:"space,optional,dict"`
	Mode         string   `parquet:"mode,optional,dict"`
	Purpose      string   `parquet:"purpose,optional,dict"`
	Source       string   `parquet:"source,optional,dict"`
}

// rowsPerGroup is how many rows are held before they are written.
const rowsPerGroup = 1 << 16

// WriteParquet writes a stream as one Parquet file, with the columns that the
// package comment describes, and returns how many rows it holds. The same records
// give the same bytes.
//
// The error is Invalid for an activity that does not pass its Check or that
// [JSONLines] would refuse, Unavailable if w fails, and otherwise the stream's
// own; then the file is not whole.
func WriteParquet(w io.Writer, s activity.Stream) (n int, err error) {
	const op = "exchange.WriteParquet"
	out := parquet.NewGenericWriter[parquetRow](w,
		parquet.CreatedBy("github.com/praxis-cop/praxis", "1", ""),
		parquet.DataPageVersion(1), // which older readers know as well
		parquet.Compression(&parquet.Snappy),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
	)
	defer func() {
		if err != nil {
			_ = out.Close() // what it wrote is of no use
		}
	}()
	rows := make([]parquetRow, 0, 256)
	flush := func() error {
		_, err := out.Write(rows)
		rows = rows[:0]
		return unavailable(op, err)
	}
	n, err = eachRecord(op, s, func(a activity.Activity, names activity.Imported) error {
		if rows = append(rows, parquetRowOf(a, names)); len(rows) == cap(rows) {
			return flush()
		}
		return nil
	})
	if err != nil {
		return n, err
	}
	if err := flush(); err != nil {
		return n, err
	}
	return n, unavailable(op, out.Close())
}

func parquetRowOf(a activity.Activity, names activity.Imported) parquetRow {
	o := outlineOf(a, names)
	return parquetRow{
		T: a.At.UnixMicro(), Actor: o.Actor, Verb: o.Verb, Object: o.Object, InReplyTo: o.InReplyTo, ReplyToActor: o.ReplyToActor,
		Thread: o.Thread, Tags: o.Tags, Accepted: o.Accepted, ID: o.ID, Community: o.Community, Space: o.Space, Mode: o.Mode,
		Purpose: o.Purpose, Source: o.Source,
	}
}
