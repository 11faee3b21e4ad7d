package simulation

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/fault"
)

func TestJSONLines(t *testing.T) {
	e := small()["barkoczi"]
	e.Points, e.Runs = e.Points[:1], 1
	var b bytes.Buffer
	require.NoError(t, e.WriteJSONLines(&b, nil, nil))
	lines := strings.Split(b.String(), "\n")
	require.Len(t, lines, 3)
	assert.Contains(t, lines[0], `{"model":"barkoczi2016","seed":0,"points":1,`)
	assert.Contains(t, lines[1], `{"point":0,"run":0,"network":"full","strategy":"best","sample":3,"steps":9,"agents":100,"n":6,"k":3,"steps_taken":8,"payoff":`)
}

// A Parquet file says what a CSV file does, in the same order, and its settings too.
func TestParquet(t *testing.T) {
	for name, e := range small() {
		e.Runs = 40
		var b, again bytes.Buffer
		var all []Row
		require.NoError(t, e.WriteParquet(&b, func(r Row) error { all = append(all, r); return nil }))
		e.Workers = 5
		require.NoError(t, e.WriteParquet(&again, nil))
		require.Equal(t, b.Bytes(), again.Bytes(), name)

		file, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
		require.NoError(t, err)
		p, err := e.check()
		require.NoError(t, err)
		settings, ok := file.Lookup(ParquetSettings)
		assert.True(t, ok)
		assert.Equal(t, p.settings(), settings)
		var columns []string
		for _, field := range file.Schema().Fields() {
			columns = append(columns, field.Name())
		}
		assert.Equal(t, p.columns(), columns)

		r := parquet.NewReader(file)
		rows := make([]parquet.Row, len(all)+1)
		n, err := r.ReadRows(rows)
		require.ErrorIs(t, err, io.EOF)
		require.Equal(t, len(all), n)
		for i, row := range rows[:n] {
			var cells []string
			for c, v := range row {
				cell := v.String()
				if v.Kind() == parquet.Double {
					cell = Number(v.Double()).String()
				}
				if want := p.cells(all[i])[c]; v.Kind() == parquet.Int64 && want != cell {
					cell = Number(float64(v.Int64())).String() // as 1e+06
				}
				cells = append(cells, cell)
			}
			require.Equal(t, p.cells(all[i]), cells, name)
		}
	}
	assert.ErrorIs(t, small()["bass"].WriteParquet(new(bytes.Buffer), nil), fault.Invalid)
	e := small()["bass"]
	e.Runs = 1
	assert.ErrorIs(t, e.WriteParquet(broken{}, nil), fault.Unavailable)
}

// A group of rows is held, and no more.
func TestParquetOfManyRows(t *testing.T) {
	e := Experiment{Model: Bass1969{}, Points: []Values{{"n": Number(1)}}, Runs: rowsPerGroup + 1}
	var b bytes.Buffer
	require.NoError(t, e.WriteParquet(&b, nil))
	file, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	require.Len(t, file.RowGroups(), 2)
	assert.EqualValues(t, 1, file.RowGroups()[1].NumRows())
}
