package exchange

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

var gzipStart = []byte("\x1f\x8b\x08")

// gunzip reads what a file holds, which may be packed by gzip (RFC 1952). What
// unpacks to more than an honest file can is refused, as with zip archives.
func gunzip(f io.Reader) (io.Reader, error) {
	packed := &tally{r: f}
	in := bufio.NewReader(packed)
	start, err := in.Peek(len(gzipStart))
	if err != nil && err != io.EOF {
		return nil, &outside{err}
	}
	if !bytes.Equal(start, gzipStart) {
		return in, nil
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, packed.blame(err)
	}
	return &unpacked{z: z, packed: packed}, nil
}

// tally counts what is read, and keeps the error of the world.
type tally struct {
	r   io.Reader
	n   int64
	err error
}

func (t *tally) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.n += int64(n)
	if err != nil && err != io.EOF {
		t.err = err
	}
	return n, err
}

// blame tells whose fault an error of unpacking is: the world's, if it did not
// give all that there is, else the file's.
func (t *tally) blame(err error) error {
	if t.err != nil {
		return &outside{t.err}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("it is cut off")
	}
	return &damaged{fmt.Errorf("the gzip file is damaged: %w", err)}
}

type unpacked struct {
	z      *gzip.Reader
	packed *tally
	n      int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	u.n += int64(n)
	if u.n > u.packed.n*maxZipRatio+zipAllowance {
		return n, &damaged{fmt.Errorf("the gzip file unpacks to more than %d times its size", maxZipRatio)}
	}
	if err != nil && err != io.EOF {
		err = u.packed.blame(err)
	}
	return n, err
}
