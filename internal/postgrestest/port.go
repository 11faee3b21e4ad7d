package postgrestest

import (
	"fmt"
	"math/rand/v2"
	"net"
)

// onFreePort calls start with a free port, and with another one if somebody
// else was faster to take that.
func onFreePort(start func(port int) error) error {
	for range 100 {
		// Below the ports that systems give to outgoing connections, so that
		// a server that is down for a moment finds its port again.
		port := 20000 + rand.IntN(12000)
		if taken(port) {
			continue
		}
		if err := start(port); err == nil || !taken(port) {
			return err
		}
	}
	return fmt.Errorf("no port of 127.0.0.1 is free between 20000 and 32000")
}

func taken(port int) bool {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return true
	}
	l.Close()
	return false
}
