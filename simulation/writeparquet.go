package simulation

import (
	"fmt"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"

	"github.com/praxis-cop/praxis/fault"
)

// ParquetSettings is the key under which a Parquet file keeps in its metadata what the
// header of a CSV file says: the settings of its experiment, in JSON.
const ParquetSettings = "praxis.simulation"

// rowsPerGroup is how many rows are held before they are written.
const rowsPerGroup = 1 << 16

// WriteParquet does the experiment, and writes its rows as one Parquet file, with the
// columns of WriteCSV: words are strings, whole numbers integers of 64 bits, and all
// others doubles. The settings are in the file's metadata, under [ParquetSettings]. The
// same experiment gives the same bytes. A file that was interrupted is of no use, so
// there is no resuming. Errors are as for WriteCSV.
func (e Experiment) WriteParquet(w io.Writer, see func(Row) error) (err error) {
	const op = "simulation.WriteParquet"
	p, err := e.check()
	if err != nil {
		return err
	}
	out := parquet.NewWriter(w, p.schema(),
		parquet.CreatedBy("github.com/praxis-cop/praxis", "1", ""),
		parquet.DataPageVersion(1), // which older readers know as well
		parquet.Compression(&parquet.Snappy),
		parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.KeyValueMetadata(ParquetSettings, p.settings()),
	)
	defer func() {
		if err != nil {
			_ = out.Close() // what it wrote is of no use
		}
	}()
	rows := make([]parquet.Row, 0, 256)
	flush := func() error {
		_, err := out.WriteRows(rows)
		rows = rows[:0]
		return fault.Wrap(op, fault.Unavailable, err)
	}
	err = p.each(nil, see, func(row Row) error {
		if rows = append(rows, p.parquetRow(row)); len(rows) == cap(rows) {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := flush(); err != nil {
		return err
	}
	return fault.Wrap(op, fault.Unavailable, out.Close())
}

// schema is that of a struct with a field for each column, which keeps their order.
func (p *plan) schema() *parquet.Schema {
	var fields []reflect.StructField
	for i, name := range p.columns() {
		kind, tag := reflect.TypeFor[float64](), name
		switch parameter := i - 2; {
		case parameter < 0 || parameter == len(p.about.Parameters):
			kind = reflect.TypeFor[int64]()
		case parameter > len(p.about.Parameters):
		case p.about.Parameters[parameter].Words != nil:
			kind, tag = reflect.TypeFor[string](), name+",dict"
		case p.about.Parameters[parameter].Whole:
			kind = reflect.TypeFor[int64]()
		}
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("Column%d", i), Type: kind, Tag: reflect.StructTag(fmt.Sprintf("parquet:%q", tag))})
	}
	return parquet.NewSchema("run", parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface()))
}

func (p *plan) parquetRow(row Row) parquet.Row {
	values := []parquet.Value{parquet.Int64Value(int64(row.Point)), parquet.Int64Value(int64(row.Run))}
	for _, parameter := range p.about.Parameters {
		v := row.Values[parameter.Name]
		switch {
		case parameter.Words != nil:
			values = append(values, parquet.ByteArrayValue([]byte(v.Word)))
		case parameter.Whole:
			values = append(values, parquet.Int64Value(int64(v.Number)))
		default:
			values = append(values, parquet.DoubleValue(v.Number))
		}
	}
	values = append(values, parquet.Int64Value(int64(row.Steps)))
	for _, x := range row.Measures {
		values = append(values, parquet.DoubleValue(x))
	}
	for i := range values {
		values[i] = values[i].Level(0, 0, i)
	}
	return values
}
