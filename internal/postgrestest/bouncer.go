package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
)

// Bouncer returns another URL of a database, by which it is reached through a
// PgBouncer in transaction mode. That goes at the end of the test.
//
// A connection's transactions take turns on several connections to the server,
// so that whatever relies on a session fails, prepared statements included.
func Bouncer(t testing.TB, database string) string {
	t.Helper()
	b, err := startBouncer(t.Context(), database)
	must(t, err)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("PgBouncer said:\n%s", b.folder.logEnd())
		}
		assert.NoError(t, b.remove())
	})
	return b.url
}

type bouncer struct {
	folder  *folder
	process *process // nil if it does not run
	url     string
}

func startBouncer(ctx context.Context, database string) (*bouncer, error) {
	program, err := findBouncer()
	if err != nil {
		return nil, err
	}
	server, err := url.Parse(database)
	if err != nil {
		return nil, err
	}
	b := new(bouncer)
	if b.folder, err = newFolder(); err != nil {
		return nil, err
	}
	err = onFreePort(func(port int) error { return b.launch(program, server, port) })
	if err == nil {
		err = b.fill(ctx, 4)
	}
	if err != nil {
		return nil, errors.Join(err, b.remove())
	}
	return b, nil
}

func (b *bouncer) launch(program string, server *url.URL, port int) error {
	ini, err := b.configure(program, server, port)
	if err != nil {
		return err
	}
	p, err := b.folder.start(program, ini)
	if err != nil {
		return err
	}
	pooled := *server
	pooled.Host = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	b.url = pooled.String()
	if err := p.ready(func(ctx context.Context) error { return ping(ctx, b.url) }); err != nil {
		return err
	}
	b.process = p
	return nil
}

// configure writes the files that PgBouncer reads.
func (b *bouncer) configure(program string, server *url.URL, port int) (ini string, err error) {
	version, err := exec.Command(program, "--version").Output()
	if err != nil {
		return "", fmt.Errorf("%s --version: %w", program, err)
	}
	password, _ := server.User.Password()
	users, err := b.folder.write("users", fmt.Sprintf("%q %q\n", server.User.Username(), password))
	if err != nil {
		return "", err
	}
	lines := []string{
		"[databases]",
		fmt.Sprintf("* = host=%s port=%s", server.Hostname(), server.Port()),
		"[pgbouncer]",
		"listen_addr = 127.0.0.1",
		fmt.Sprintf("listen_port = %d", port),
		"unix_socket_dir =",
		"auth_type = scram-sha-256",
		"auth_file = " + users,
		"pool_mode = transaction",
		"max_client_conn = 1000",
		"server_round_robin = 1",
	}
	if keepsPrepared(string(version)) {
		lines = append(lines, "max_prepared_statements = 0")
	}
	return b.folder.write("pgbouncer.ini", strings.Join(lines, "\n")+"\n")
}

var minor = regexp.MustCompile(`^PgBouncer 1\.(\d+)`)

// keepsPrepared reports whether a version of PgBouncer can keep statements
// prepared from one transaction to the next. Older ones do not know the setting.
func keepsPrepared(version string) bool {
	match := minor.FindStringSubmatch(version)
	if match == nil {
		return true
	}
	n, _ := strconv.Atoi(match[1]) // digits
	return n >= 21
}

// fill lets PgBouncer open some connections to the server, by as many
// transactions at once.
func (b *bouncer) fill(ctx context.Context, connections int) error {
	for range connections {
		conn, err := pgx.Connect(ctx, b.url)
		if err != nil {
			return err
		}
		defer conn.Close(ctx)
		tx, err := conn.Begin(ctx)
		if err != nil {
			return err
		}
		defer tx.Rollback(ctx)
	}
	return nil
}

// remove stops PgBouncer, if it runs, and removes its folder.
func (b *bouncer) remove() error {
	var err error
	if b.process != nil {
		err = b.process.end(immediate)
	}
	return errors.Join(err, b.folder.remove())
}

// findBouncer returns the path of PgBouncer, which may be out of PATH in
// /usr/sbin.
func findBouncer() (string, error) {
	if path, err := exec.LookPath("pgbouncer"); err == nil {
		return path, nil
	}
	for _, dir := range places() {
		if path := filepath.Join(dir, "pgbouncer"); executable(path) {
			return path, nil
		}
	}
	return "", fmt.Errorf("PgBouncer is %w", errMissing)
}
