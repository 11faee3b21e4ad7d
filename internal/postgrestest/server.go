package postgrestest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Server is a PostgreSQL server. Its URLs stay the same as long as it exists.
// Of its other methods, which end the test when they fail, one runs at a time.
type Server struct {
	folder   *folder
	programs installation
	name     string // as a standby
	port     int
	password string
	process  *process // nil if it does not run
}

// Settings are parameters of postgresql.conf.
type Settings map[string]string

// Start starts a server of the test's own. Its settings are PostgreSQL's
// defaults, with 200 connections, and the given ones.
func Start(t testing.TB, settings Settings) *Server {
	t.Helper()
	s, err := start(settings)
	must(t, err)
	s.removeAfter(t)
	return s
}

func start(settings Settings) (*Server, error) {
	programs, err := installed()
	if err != nil {
		return nil, err
	}
	s := &Server{programs: programs, password: rand.Text()}
	if s.folder, err = newFolder(); err != nil {
		return nil, err
	}
	if err = s.initialize(settings); err == nil {
		err = onFreePort(s.launch)
	}
	if err != nil {
		return nil, errors.Join(err, s.folder.remove())
	}
	return s, nil
}

// initialize makes the data folder.
func (s *Server) initialize(settings Settings) error {
	password, err := s.folder.write("password", s.password)
	if err != nil {
		return err
	}
	initdb, err := s.programs.program("initdb")
	if err != nil {
		return err
	}
	// Nobody else reaches a socket in the folder, but everybody does 127.0.0.1.
	// What initdb writes need not be on the disk yet.
	err = s.folder.run(initdb, "--pgdata="+s.data(), "--username=postgres", "--pwfile="+password,
		"--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync")
	if err != nil {
		return err
	}
	return s.configure("postgresql.conf", Settings{"max_connections": "200"}, settings)
}

// configure appends settings to a file in the data folder.
func (s *Server) configure(name string, all ...Settings) error {
	var lines strings.Builder
	for _, settings := range all {
		for parameter, value := range settings {
			fmt.Fprintf(&lines, "%s = '%s'\n", parameter, strings.ReplaceAll(value, "'", "''"))
		}
	}
	f, err := os.OpenFile(filepath.Join(s.data(), name), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(lines.String())
	return errors.Join(err, f.Close())
}

// launch starts the server and waits until it takes connections.
func (s *Server) launch(port int) error {
	postgres, err := s.programs.program("postgres")
	if err != nil {
		return err
	}
	p, err := s.folder.start(postgres, "-D", s.data(), "-k", s.folder.path, "-h", "127.0.0.1", "-p", strconv.Itoa(port))
	if err != nil {
		return err
	}
	s.port = port
	if err := p.ready(s.ping); err != nil {
		return err
	}
	s.process = p
	return nil
}

func (s *Server) ping(ctx context.Context) error { return ping(ctx, s.socket()) }

func ping(ctx context.Context, database string) error {
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func (s *Server) data() string { return filepath.Join(s.folder.path, "data") }

// socket returns connection parameters for our own use.
func (s *Server) socket() string {
	return fmt.Sprintf("host='%s' port=%d user=postgres dbname=postgres", s.folder.path, s.port)
}

// URL returns a connection URL of a database for a superuser, by TCP. A new
// server has the empty database postgres.
func (s *Server) URL(database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword("postgres", s.password),
		Host:     "127.0.0.1:" + strconv.Itoa(s.port),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

// removeAfter removes a server when a test ends.
func (s *Server) removeAfter(t testing.TB) {
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("The server %s said:\n%s", s.folder.path, s.folder.logEnd())
		}
		if s.process != nil {
			assert.NoError(t, s.process.end(immediate))
		}
		assert.NoError(t, s.folder.remove())
	})
}

// use connects to the database postgres for as long as a function runs.
func (s *Server) use(t testing.TB, fn func(ctx context.Context, conn *pgx.Conn)) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), s.socket())
	require.NoError(t, err)
	defer conn.Close(context.Background())
	fn(t.Context(), conn)
}

// exec executes statements.
func (s *Server) exec(t testing.TB, statements ...string) {
	t.Helper()
	s.use(t, func(ctx context.Context, conn *pgx.Conn) {
		for _, statement := range statements {
			_, err := conn.Exec(ctx, statement)
			require.NoError(t, err)
		}
	})
}

// eventually waits until a condition is true.
func (s *Server) eventually(t testing.TB, condition string, args ...any) {
	t.Helper()
	s.use(t, func(ctx context.Context, conn *pgx.Conn) {
		for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
			var holds bool
			require.NoError(t, conn.QueryRow(ctx, "SELECT coalesce("+condition+", false)", args...).Scan(&holds))
			if holds {
				return
			}
			require.False(t, time.Now().After(deadline), "not within %v: %s %v", patience, condition, args)
		}
	})
}
