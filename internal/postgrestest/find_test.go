package postgrestest

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestChoose(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	install := func(name, version string, but ...string) string {
		for _, program := range []string{"initdb", "postgres", "pg_basebackup"} {
			script(t, filepath.Join(dir, name, program), "echo 'postgres (PostgreSQL) "+version+"'")
		}
		for _, program := range but {
			require.NoError(t, os.Remove(filepath.Join(dir, name, program)))
		}
		return filepath.Join(dir, name)
	}
	v12, v13, v15, v17 := install("12", "12.22"), install("13", "13.4 (Debian 13.4-1)"), install("15", "15.18"), install("17", "17beta1")
	clients, nonsense := install("clients", "18.0", "postgres"), install("nonsense", "")
	links := filepath.Join(dir, "links")
	require.NoError(t, os.Mkdir(links, 0o755))
	require.NoError(t, os.Symlink(filepath.Join(v15, "initdb"), filepath.Join(links, "initdb")))
	config := filepath.Join(dir, "config")
	script(t, filepath.Join(config, "pg_config"), "[ $1 = --bindir ] && echo "+v15)

	for _, test := range []struct {
		name         string
		path, places []string
		want         string
		version      int
	}{
		{"in PATH", []string{config, v13}, []string{v17}, v13, 13},
		{"linked to from PATH", []string{dir, links}, []string{v17}, v15, 15},
		{"too old in PATH", []string{v12, v13}, []string{v17}, v13, 13},
		{"known to pg_config", []string{dir, config}, []string{v17}, v15, 15},
		{"the newest", []string{dir}, []string{v13, v17, v15}, v17, 17},
		{"no servers", []string{clients}, []string{clients, nonsense, v13}, v13, 13},
		{"too old", nil, []string{v12}, "", 0},
		{"nowhere", []string{dir}, nil, "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := choose(test.path, test.places)
			if test.want == "" {
				assert.ErrorIs(t, err, errMissing)
				assert.ErrorContains(t, err, "PostgreSQL 13 or later")
				return
			}
			require.NoError(t, err)
			assert.Equal(t, installation{test.want, test.version}, got)
		})
	}

	_, err := installation{v13, 13}.program("pg_amcheck")
	assert.ErrorIs(t, err, errMissing)
	path, err := installation{v13, 13}.program("initdb")
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(v13, "initdb"), path)
}

func TestMissing(t *testing.T) {
	missing := fmt.Errorf("PgBouncer is %w", errMissing)
	for _, test := range []struct {
		name            string
		ci              string
		err             error
		skipped, failed string
	}{
		{name: "nothing", err: nil},
		{name: "a program", err: missing, skipped: "PgBouncer is not installed"},
		{name: "a program in CI", ci: "true", err: missing, failed: "PgBouncer is not installed"},
		{name: "something else", err: os.ErrPermission, failed: "permission denied"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("CI", test.ci)
			v := &verdict{TB: t}
			done := make(chan struct{})
			go func() {
				defer close(done)
				must(v, test.err)
			}()
			<-done
			assert.Contains(t, v.skipped, test.skipped)
			assert.Contains(t, v.failed, test.failed)
			assert.Equal(t, test.skipped == "", v.skipped == "")
			assert.Equal(t, test.failed == "", v.failed == "")
		})
	}
}

// verdict notes how a test was ended.
type verdict struct {
	testing.TB
	skipped, failed string
}

func (v *verdict) Skipf(format string, args ...any) {
	v.skipped = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func (v *verdict) Fatal(args ...any) {
	v.failed = fmt.Sprint(args...)
	runtime.Goexit()
}

func (v *verdict) Fatalf(format string, args ...any) { v.Fatal(fmt.Sprintf(format, args...)) }

// script writes a program in sh.
func script(t testing.TB, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte("#!/bin/sh\n"+text+"\n"), 0o755))
}
