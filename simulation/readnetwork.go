package simulation

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/praxis-cop/praxis/fault"
)

// mostFileAgents is how large an adjacency matrix or an edge list may be.
const mostFileAgents = 10_000_000

// ReadNetwork reads a network from text, of either form, with what separates its
// fields being space, tabs, commas or semicolons, and lines that begin with '#' left out:
//
//   - an edge list: two fields a line, the names of those who are tied; further
//     fields, such as weights, are left out. A first line that says "from to",
//     "source target" or "a b" is a heading, unless one of these is named again. Agents are numbered in the order in which
//     they are first named.
//   - an adjacency matrix: as many lines as fields, three or more, all 0 or 1; a 1 in
//     row i and column j lets agent i observe agent j.
//
// Ties of an edge list are mutual unless directed: then the first observes the second.
// A tie to oneself is left out. The error is Invalid with the line, or Unavailable if r
// fails.
func ReadNetwork(r io.Reader, directed bool) (*Network, error) {
	const op = "simulation.ReadNetwork"
	var rows [][]string
	var lines []int
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<24)
	for number := 1; in.Scan(); number++ {
		line := in.Text()
		fields := strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(" \t\r,;", c) })
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		rows, lines = append(rows, fields), append(lines, number)
	}
	if err := in.Err(); err != nil {
		if err == bufio.ErrTooLong {
			return nil, fault.New(op, fault.Invalid, "a line is longer than 16 MB: write it as an edge list")
		}
		return nil, fault.Wrap(op, fault.Unavailable, err)
	}
	if len(rows) == 0 {
		return nil, fault.New(op, fault.Invalid, "there is no tie: write the names of two who are tied on each line")
	}
	if len(rows[0]) >= 3 && len(rows) == len(rows[0]) && isBits(rows[0]) {
		return readMatrix(op, rows, lines)
	}
	return readEdges(op, rows, lines, directed)
}

func isBits(fields []string) bool {
	for _, f := range fields {
		if f != "0" && f != "1" {
			return false
		}
	}
	return true
}

func readMatrix(op string, rows [][]string, lines []int) (*Network, error) {
	var arcs []arc
	for i, row := range rows {
		if len(row) != len(rows) || !isBits(row) {
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("line %d: a row of the matrix must have %d fields, each 0 or 1", lines[i], len(rows)))
		}
		for j, field := range row {
			if field == "1" && i != j {
				arcs = append(arcs, arc{int32(i), int32(j)})
			}
		}
	}
	return networkOf(len(rows), arcs), nil
}

// headings are first lines of edge lists.
var headings = map[string]string{"from": "to", "source": "target", "a": "b"}

func readEdges(op string, rows [][]string, lines []int, directed bool) (*Network, error) {
	numbers := map[string]int{}
	number := func(name string) int {
		i, known := numbers[name]
		if !known {
			i = len(numbers)
			numbers[name] = i
		}
		return i
	}
	var arcs []arc
	if isHeading(rows) {
		rows, lines = rows[1:], lines[1:]
	}
	for i, row := range rows {
		if len(row) < 2 {
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("line %d: there must be the names of two who are tied; there is %s", lines[i], strconv.Quote(row[0])))
		}
		a, b := number(row[0]), number(row[1])
		switch {
		case len(numbers) > mostFileAgents:
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("line %d: there are more than %d agents", lines[i], mostFileAgents))
		case a == b:
		case directed:
			arcs = append(arcs, arc{int32(a), int32(b)})
		default:
			arcs = both(arcs, a, b)
		}
	}
	return networkOf(len(numbers), arcs), nil
}

// isHeading reports whether the first line names columns, and nobody.
func isHeading(rows [][]string) bool {
	first := rows[0]
	if len(first) < 2 || len(rows) < 2 || headings[strings.ToLower(first[0])] != strings.ToLower(first[1]) {
		return false
	}
	for _, row := range rows[1:] {
		for _, name := range row[:min(2, len(row))] {
			if name == first[0] || name == first[1] {
				return false
			}
		}
	}
	return true
}
