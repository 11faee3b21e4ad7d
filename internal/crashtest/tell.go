package crashtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// Teller returns what writes entries to a pipe, line by line and each
// at once.
func Teller(to io.Writer) func(Entry) error {
	var mu sync.Mutex
	return func(e Entry) error {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		_, err = to.Write(append(line, '\n'))
		return err
	}
}

// listen hears what a teller says until it ends. What is no whole line has not
// been said.
func listen(says io.Reader, hear func(Entry) error) error {
	lines := bufio.NewReader(says)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return nil
		}
		var e Entry
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("%w: %s", err, line)
		}
		if err := hear(e); err != nil {
			return err
		}
	}
}
