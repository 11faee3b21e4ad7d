package simulation

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// form is a form of text in which rows are written, a line each.
type form struct {
	header []string // the lines before the rows
	line   func(Row) ([]byte, error)
	// parse reads a line's point, run, steps and measures. What else it says is left to
	// be compared with what line makes of these.
	parse func(line string) (Row, error)
}

func (p *plan) csv() form {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	return form{
		header: []string{"# " + p.settings() + "\n", strings.Join(p.columns(), ",") + "\n"},
		line: func(row Row) ([]byte, error) {
			b.Reset()
			_ = out.Write(p.cells(row)) // a buffer takes all
			out.Flush()
			return b.Bytes(), out.Error()
		},
		parse: func(line string) (Row, error) {
			cells, err := csv.NewReader(strings.NewReader(line)).Read()
			if err != nil || len(cells) != len(p.columns()) {
				return Row{}, errors.New("it is no row of this experiment")
			}
			return p.rowOf(func(column int) string { return cells[column] })
		},
	}
}

func (p *plan) jsonLines() form {
	names := p.columns()
	var b bytes.Buffer
	return form{
		header: []string{p.settings() + "\n"},
		line: func(row Row) ([]byte, error) {
			b.Reset()
			for i, value := range p.values(row) {
				lead := byte(',')
				if i == 0 {
					lead = '{'
				}
				text, err := json.Marshal(value)
				if err != nil {
					return nil, err
				}
				fmt.Fprintf(&b, "%c%q:%s", lead, names[i], text)
			}
			b.WriteString("}\n")
			return b.Bytes(), nil
		},
		parse: func(line string) (Row, error) {
			var object map[string]json.RawMessage
			if err := json.Unmarshal([]byte(line), &object); err != nil {
				return Row{}, errors.New("it is no row of this experiment")
			}
			return p.rowOf(func(column int) string {
				if text := string(object[names[column]]); text != "null" {
					return text
				}
				return "NaN"
			})
		},
	}
}

// cells are a row as text.
func (p *plan) cells(row Row) []string {
	cells := []string{strconv.Itoa(row.Point), strconv.Itoa(row.Run)}
	for _, parameter := range p.about.Parameters {
		cells = append(cells, row.Values[parameter.Name].String())
	}
	cells = append(cells, strconv.Itoa(row.Steps))
	for _, x := range row.Measures {
		cells = append(cells, Number(x).String())
	}
	return cells
}

// values are a row in values of JSON.
func (p *plan) values(row Row) []any {
	values := []any{row.Point, row.Run}
	for _, parameter := range p.about.Parameters {
		values = append(values, row.Values[parameter.Name])
	}
	values = append(values, row.Steps)
	for _, x := range row.Measures {
		values = append(values, finite(x))
	}
	return values
}

// rowOf reads a row of its columns.
func (p *plan) rowOf(cell func(column int) string) (Row, error) {
	var numbers [3]int
	steps := 2 + len(p.about.Parameters)
	for i, column := range []int{0, 1, steps} {
		var err error
		if numbers[i], err = strconv.Atoi(cell(column)); err != nil {
			return Row{}, fmt.Errorf("%q is no whole number", cell(column))
		}
	}
	row := Row{Point: numbers[0], Run: numbers[1], Steps: numbers[2]}
	for i := range p.about.Measures {
		text := cell(steps + 1 + i)
		x, err := strconv.ParseFloat(text, 64)
		if err != nil && !math.IsInf(x, 0) {
			return Row{}, fmt.Errorf("%q is no number", text)
		}
		row.Measures = append(row.Measures, x)
	}
	return row, nil
}
