package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis/exchange"
	"github.com/praxis-cop/praxis/fault"
)

// zipOf packs files, in the order of their names.
func zipOf(t testing.TB, files map[string]string) []byte {
	t.Helper()
	return pack(t, func(z *zip.Writer) {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			w, err := z.Create(name)
			require.NoError(t, err)
			_, err = io.WriteString(w, files[name])
			require.NoError(t, err)
		}
	})
}

func pack(t testing.TB, fill func(*zip.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	fill(z)
	require.NoError(t, z.Close())
	return b.Bytes()
}

var dumpFiles = map[string]string{"Posts.xml": posts, "Comments.xml": comments}

func TestZippedDump(t *testing.T) {
	format, err := exchange.FormatOf("stackexchange")
	require.NoError(t, err)
	for name, files := range map[string]map[string]string{
		"in its root":           dumpFiles,
		"in a folder":           {"dump/Posts.xml": posts, "dump/Comments.xml": comments},
		"in a folder, by a Mac": {"dump/Posts.xml": posts, "dump/Comments.xml": comments, "__MACOSX/dump/._Posts.xml": "?", ".DS_Store": "?"},
	} {
		dir := fstest.MapFS{"d.zip": {Data: zipOf(t, files)}}
		detected, err := exchange.Detect(dir, "d.zip")
		require.NoError(t, err, name)
		assert.Equal(t, "stackexchange", detected.Name, name)
		assert.Equal(t, dumpTold, tellAll(t, format.Open(dir, "d.zip", nil)), name)
	}
}

// What an archive's directory claims is not believed.
func TestZipRefuses(t *testing.T) {
	entry := func(h *zip.FileHeader) func(*zip.Writer) {
		return func(z *zip.Writer) {
			_, err := z.CreateHeader(h)
			require.NoError(t, err)
		}
	}
	named := func(names ...string) []byte {
		return pack(t, func(z *zip.Writer) {
			for _, name := range names {
				entry(&zip.FileHeader{Name: name})(z)
			}
		})
	}
	link := &zip.FileHeader{Name: "Posts.xml"}
	link.SetMode(0o777 | fs.ModeSymlink)
	bomb := pack(t, func(z *zip.Writer) {
		w, err := z.Create("Posts.xml")
		require.NoError(t, err)
		for range 64 {
			_, err = w.Write(make([]byte, 1<<20))
			require.NoError(t, err)
		}
	})
	for name, test := range map[string]struct {
		archive []byte
		says    string
	}{
		"empty":               {nil, "d.zip is neither a folder nor a whole zip archive"},
		"text":                {[]byte("hello"), "d.zip is neither a folder nor a whole zip archive"},
		"a way out":           {named("Posts.xml", "../Posts.xml"), `the path "../Posts.xml" leads out of the archive`},
		"a way out further":   {named("a/../../Posts.xml"), "leads out of the archive"},
		"an absolute path":    {named("/etc/Posts.xml"), "leads out of the archive"},
		"a backslash":         {named(`a\Posts.xml`), "leads out of the archive"},
		"a NUL":               {named("Posts.xml\x00"), "leads out of the archive"},
		"nothing for a name":  {named(""), "leads out of the archive"},
		"a file twice":        {named("Posts.xml", "Posts.xml"), `it holds "Posts.xml" twice`},
		"a file and a folder": {named("Posts.xml", "Posts.xml/"), `it holds "Posts.xml/" twice`},
		"another case":        {named("Posts.xml", "posts.XML"), `it holds both "Posts.xml" and "posts.XML", which are one file where case does not count`},
		"a link":              {pack(t, entry(link)), `"Posts.xml" is neither a file nor a folder`},
		"encrypted":           {pack(t, entry(&zip.FileHeader{Name: "Posts.xml", Flags: 1})), `"Posts.xml" is encrypted`},
		"a bomb":              {bomb, "it claims to unpack to 67108864 bytes, more than 200 times its size"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := fstest.MapFS{"d.zip": {Data: test.archive}}
			format, err := exchange.FormatOf("stackexchange")
			require.NoError(t, err)
			err = onlyError(t, format.Open(dir, "d.zip", nil))
			assert.ErrorIs(t, err, fault.Invalid)
			assert.ErrorContains(t, err, test.says)
		})
	}
}

// A directory that claims less than a file unpacks to is not believed either.
func TestZipThatUnpacksToMoreThanItSays(t *testing.T) {
	archive := zipOf(t, dumpFiles)
	at := bytes.LastIndex(archive, []byte("PK\x01\x02"))
	require.Positive(t, at)
	binary.LittleEndian.PutUint32(archive[at+24:], 10)
	format, err := exchange.FormatOf("stackexchange")
	require.NoError(t, err)
	err = onlyError(t, format.Open(fstest.MapFS{"d.zip": {Data: archive}}, "d.zip", nil))
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "in d.zip: ")
}

// Wherever an archive is cut or spoilt, it is whole or refused, and it is the
// archive's fault.
func TestZipSpoiltAnywhere(t *testing.T) {
	archive := zipOf(t, dumpFiles)
	format, err := exchange.FormatOf("stackexchange")
	require.NoError(t, err)
	for at := range archive {
		spoilt := bytes.Clone(archive)
		spoilt[at] ^= 0x55
		for _, bytes := range [][]byte{archive[:at], spoilt} {
			n := 0
			for _, err := range format.Open(fstest.MapFS{"d.zip": {Data: bytes}}, "d.zip", nil) {
				if err != nil {
					require.ErrorIs(t, err, fault.Invalid, at)
					break
				}
				n++
			}
			require.Contains(t, []int{0, len(dumpTold)}, n)
		}
	}
}

// An archive that the world fails to give is not a bad archive.
func TestZipThatCannotBeRead(t *testing.T) {
	broken := errors.New("broken cable")
	archive := zipOf(t, dumpFiles)
	format, err := exchange.FormatOf("stackexchange")
	require.NoError(t, err)
	for fails := range 4 {
		dir := brokenFS{archive, fails, broken}
		err := onlyError(t, format.Open(dir, "d.zip", nil))
		assert.ErrorIs(t, err, fault.Unavailable)
		assert.ErrorIs(t, err, broken)
		assert.ErrorContains(t, err, "broken cable")
	}
	err = onlyError(t, format.Open(made{"d.zip": func() io.Reader { return strings.NewReader("PK") }}, "d.zip", nil))
	assert.ErrorIs(t, err, fault.Invalid)
	assert.ErrorContains(t, err, "of which any part can be read")
}

// brokenFS holds one file, of which some reads succeed.
type brokenFS struct {
	content []byte
	reads   int
	err     error
}

func (b brokenFS) Open(string) (fs.File, error) { return &brokenFile{brokenFS: b}, nil }

type brokenFile struct {
	madeFile
	brokenFS
}

func (b *brokenFile) Stat() (fs.FileInfo, error) {
	return fs.Stat(fstest.MapFS{"d.zip": {Data: b.content, ModTime: time.Time{}}}, "d.zip")
}

func (b *brokenFile) ReadAt(p []byte, at int64) (int, error) {
	if b.reads--; b.reads < 0 {
		return 0, b.err
	}
	return bytes.NewReader(b.content).ReadAt(p, at)
}
