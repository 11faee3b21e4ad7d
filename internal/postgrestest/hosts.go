package postgrestest

import (
	"strconv"
	"strings"
)

// Hosts returns a connection string that names a database on several servers,
// as libpq takes it, with further parameters such as
// "target_session_attrs=read-write", by which the driver finds the right one.
func Hosts(database string, servers []*Server, parameters ...string) string {
	hosts, ports := make([]string, len(servers)), make([]string, len(servers))
	for i, s := range servers {
		hosts[i], ports[i] = "127.0.0.1", strconv.Itoa(s.port)
	}
	return strings.Join(append([]string{
		"host=" + strings.Join(hosts, ","), "port=" + strings.Join(ports, ","),
		"user=postgres", "password=" + servers[0].password, "dbname=" + database, "sslmode=disable",
	}, parameters...), " ")
}
