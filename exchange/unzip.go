package exchange

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// What a zip archive may be. Files of text pack to a tenth or a hundredth; an
// archive that claims to unpack to far more is a bomb.
const (
	maxZipDirectory = 32 << 20 // bytes of its directory: some 400,000 files
	maxZipRatio     = 200      // to how many times its size it unpacks,
	zipAllowance    = 16 << 20 // beyond this many bytes
)

// unzip opens a zip archive as a file system, once it has seen that its
// directory can be trusted: no two files of one name, whatever their case, no
// path that leads out of it, no links, nothing encrypted, and no more bytes than
// such an archive can hold honestly. No file gives more bytes than the directory
// says, and what is damaged is the archive's fault.
func unzip(name string, f fs.File) (fs.FS, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, opened(name, err)
	}
	at, ok := f.(io.ReaderAt)
	if !ok {
		return nil, fmt.Errorf("%s: a zip archive must be in a file of which any part can be read", name)
	}
	budget := &directoryBudget{r: at, size: info.Size(), left: maxZipDirectory}
	z, err := zip.NewReader(budget, info.Size())
	budget.left = -1
	if err != nil {
		return nil, fmt.Errorf("%s is neither a folder nor a whole zip archive: %w", name, err)
	}
	if err := checkZip(z.File, info.Size()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return unzipped{name, z}, nil
}

// checkZip reports what is wrong with an archive's directory.
func checkZip(files []*zip.File, size int64) error {
	var unpacked uint64
	seen := make(map[string]string, len(files))
	for _, f := range files {
		path := strings.TrimSuffix(f.Name, "/")
		lower := strings.ToLower(path)
		const encrypted = 1
		switch other, twice := seen[lower]; {
		case !fs.ValidPath(path) || path == "." || strings.ContainsAny(path, "\\\x00"):
			return fmt.Errorf("the path %.80q leads out of the archive, or is none", f.Name)
		case twice && other == path:
			return fmt.Errorf("it holds %.80q twice", f.Name)
		case twice:
			return fmt.Errorf("it holds both %.80q and %.80q, which are one file where case does not count", other, path)
		case f.Mode()&fs.ModeType != 0 && !f.Mode().IsDir():
			return fmt.Errorf("%.80q is neither a file nor a folder", f.Name)
		case f.Flags&encrypted != 0:
			return fmt.Errorf("%.80q is encrypted", f.Name)
		}
		seen[lower] = path
		unpacked += min(f.UncompressedSize64, 1<<62/uint64(len(files)))
	}
	if most := uint64(size)*maxZipRatio + zipAllowance; unpacked > most {
		return fmt.Errorf("it claims to unpack to %d bytes, more than %d times its size", unpacked, maxZipRatio)
	}
	return nil
}

// directoryBudget bounds what is read of an archive for its directory, which is
// held in memory. What the world fails to give is told apart from what is wrong
// with the archive.
type directoryBudget struct {
	r    io.ReaderAt
	size int64
	left int // less than 0: the directory has been read
}

func (b *directoryBudget) ReadAt(p []byte, at int64) (int, error) {
	if at < 0 || at > b.size {
		return 0, errors.New("its directory names a place outside of it")
	}
	if b.left >= 0 {
		if b.left -= len(p); b.left < 0 {
			b.left = 0
			return 0, fmt.Errorf("its directory is longer than %d bytes", maxZipDirectory)
		}
	}
	n, err := b.r.ReadAt(p, at)
	if err != nil && err != io.EOF {
		err = &outside{err}
	}
	return n, err
}

// unzipped is an archive that can be trusted.
type unzipped struct {
	name string
	fs.FS
}

func (u unzipped) Open(name string) (fs.File, error) {
	f, err := u.FS.Open(name)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			err = damage(u.name, err)
		}
		return nil, err
	}
	if dir, ok := f.(fs.ReadDirFile); ok {
		return dir, nil
	}
	return unzippedFile{f, u.name}, nil
}

type unzippedFile struct {
	fs.File
	archive string
}

func (f unzippedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if err != nil && err != io.EOF {
		err = damage(f.archive, err)
	}
	return n, err
}

// damaged marks an error of what was read that a reader's reader met, as opposed
// to one of the world outside.
type damaged struct{ cause error }

func (e *damaged) Error() string { return e.cause.Error() }
func (e *damaged) Unwrap() error { return e.cause }

// damage marks an error of unpacking, unless the world failed.
func damage(archive string, err error) error {
	if _, ok := errors.AsType[*outside](err); ok {
		return err
	}
	return &damaged{fmt.Errorf("in %s: %w", archive, err)}
}
