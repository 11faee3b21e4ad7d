package simulation

// Done is what of an experiment is done: the rows that a file has of it.
type Done struct {
	Rows       int
	Point, Run int // the next to be done
	sum        Moments
}

func (d *Done) add(row Row) {
	if row.Point != d.Point {
		d.sum = Moments{}
	}
	d.Rows++
	d.Point, d.Run = row.Point, row.Run+1
	d.sum.Add(row.Measures[0])
}
