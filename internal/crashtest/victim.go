package crashtest

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"syscall"
	"time"
)

// victim is a process that is to be killed.
type victim struct {
	cmd    *exec.Cmd
	hear   func(Entry) error
	moment Moment
	due    chan<- bool // hears whether the moment has come, or never will; nil if nobody waits
	said   int         // of what the moment waits for
	now    string
	moans  bytes.Buffer
}

// ended is how a process has ended.
type ended struct {
	now string
	err error
}

func (v *victim) start(ends chan<- ended) error {
	v.now, v.cmd.Stderr = "starting", &v.moans
	says, err := v.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := v.cmd.Start(); err != nil {
		return err
	}
	go func() {
		hung := time.AfterFunc(patience, func() { _ = v.cmd.Process.Signal(syscall.SIGQUIT) }) // to complain with its stacks
		defer hung.Stop()
		err := listen(says, v.heed)
		if v.due != nil && v.said < v.moment.N {
			v.due <- false
		}
		if waited := v.cmd.Wait(); waited == nil || v.moans.Len() > 0 { // who is killed does not complain
			err = errors.Join(err, fmt.Errorf("it has ended by itself while %s: %v\n%s", v.now, waited, v.moans.String()))
		}
		ends <- ended{v.now, err}
	}()
	return nil
}

// heed hears an entry.
func (v *victim) heed(e Entry) error {
	if e.Now != "" {
		v.now = e.Now
	}
	if v.moment.What == "" || v.moment.What == e.Now {
		if v.said++; v.due != nil && v.said == v.moment.N {
			v.due <- true
		}
	}
	return v.hear(e)
}
