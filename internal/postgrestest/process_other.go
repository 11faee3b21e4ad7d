//go:build !unix

package postgrestest

import (
	"fmt"
	"os"
	"os/exec"
)

var stop, resume, fast, immediate = os.Kill, os.Kill, os.Kill, os.Kill

func detach(*exec.Cmd) error {
	return fmt.Errorf("PostgreSQL for tests is %w where there is no Unix", errMissing)
}
