package crashtest

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"

	"github.com/praxis-cop/praxis/storage"
)

// Life is what a process is to do with a store until it is killed.
type Life struct {
	Name    string // a word that no other life has
	Place   string // where its writers meet
	Seed    uint64 // of what they choose to do
	Writers int
	Reopens bool // closes the store and opens it again, all the time
	Early   bool // acknowledges before the commit, which a test should notice
}

// DrawLife draws a life. Half of them have a place of their own.
func DrawLife(rng *rand.Rand, name string) Life {
	l := Life{Name: name, Place: "place", Seed: rng.Uint64(), Writers: 1 + rng.IntN(12), Reopens: rng.IntN(4) == 0}
	if rng.IntN(2) == 0 {
		l.Place += "-" + name
	}
	return l
}

// Twin is the same life again, at the same place.
func (l Life) Twin() Life {
	l.Name += "b"
	l.Seed++
	return l
}

// String is how the life is described where something has gone wrong.
func (l Life) String() string {
	said := fmt.Sprintf("life %s of %d writers", l.Name, l.Writers)
	if l.Reopens {
		said += ", reopening"
	}
	return said
}

// Opened is a store that can be closed.
type Opened interface {
	storage.Store
	io.Closer
}

// Live opens a store, lets the writers work and closes it, and says what it is
// at: opening, writing, closing.
func (l Life) Live(ctx context.Context, open func(context.Context) (Opened, error), say func(Entry) error) error {
	for n := 0; ; n++ {
		if err := l.once(ctx, n, open, say); err != nil || !l.Reopens || ctx.Err() != nil {
			return err
		}
	}
}

func (l Life) once(ctx context.Context, n int, open func(context.Context) (Opened, error), say func(Entry) error) error {
	if err := say(Entry{Now: "opening"}); err != nil {
		return err
	}
	opened, err := open(ctx)
	if err != nil {
		return err
	}
	if err := say(Entry{Now: "writing"}); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var store storage.Store = opened
	if l.Early {
		store = Early(opened)
	}
	writers := Writers{Store: store, Place: l.Place, Life: fmt.Sprintf("%s-%d", l.Name, n), Seed: l.Seed + uint64(n), Count: l.Writers, Say: say}
	if l.Reopens {
		writers.Say = after(2+int(l.Seed%8)*l.Writers, stop, say)
	}
	if err := writers.Run(ctx); err != nil {
		return err
	}
	if err := say(Entry{Now: "closing"}); err != nil {
		return err
	}
	return opened.Close()
}

// after calls a function once so much has been said.
func after(left int, call func(), say func(Entry) error) func(Entry) error {
	var mu sync.Mutex
	return func(e Entry) error {
		mu.Lock()
		defer mu.Unlock()
		if left--; left == 0 {
			call()
		}
		return say(e)
	}
}
