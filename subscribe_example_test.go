package praxis_test

import (
	"context"
	"fmt"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/memory"
)

// board is a table of the host's own: how often each topic was asked about, and
// how much of the record went into that.
type board struct {
	seen  activity.Seq
	asked map[string]int
}

// A subscriber keeps its cursor in its own table, in the transaction of what it
// does, so that every activity takes effect once, whenever it is stopped and
// started again.
func ExampleConstellation_Subscribe() {
	ctx := context.Background()
	communities := praxis.New(memory.New(nil), nil)
	gardeners, err := communities.As("ana").Found(ctx, cop.Charter{
		Name: "School gardens", Domain: cop.Domain{Concern: "gardens that children tend"},
	})
	check(err)
	ana := communities.As("ana").In(gardeners.ID)
	for _, topics := range [][]string{{"slugs"}, {"summer", "water"}, {"slugs", "frogs"}} {
		_, err := ana.Ask(ctx, "What do you do about it?", topics...)
		check(err)
	}

	var table board
	transaction := func(change func(*board)) { // the host's: all of a change, or nothing
		next := board{seen: table.seen, asked: make(map[string]int)}
		for topic, n := range table.asked {
			next.asked[topic] = n
		}
		change(&next)
		table = next
	}
	run := func(until activity.Seq) {
		for a, err := range communities.Subscribe(ctx, gardeners.ID, table.seen, nil) {
			check(err)
			transaction(func(b *board) {
				if a.Verb == activity.Ask {
					for _, topic := range a.Topics {
						b.asked[topic]++
					}
				}
				b.seen = a.Seq
			})
			if a.Seq == until {
				return // a host goes on until its context ends
			}
		}
	}
	run(3)
	fmt.Println(table.seen, table.asked)
	run(5) // started again, it goes on where it was
	fmt.Println(table.seen, table.asked)
	// Output:
	// 3 map[slugs:1]
	// 5 map[frogs:1 slugs:2 summer:1 water:1]
}

// A subscriber that acts in Praxis itself keeps its cursor there, together with
// each act.
func ExampleConstellation_SetCursor() {
	ctx := context.Background()
	communities := praxis.New(memory.New(nil), nil)
	gardeners, err := communities.As("ana").Found(ctx, cop.Charter{
		Name: "School gardens", Domain: cop.Domain{Concern: "gardens that children tend"},
	})
	check(err)
	check(communities.As("librarian").In(gardeners.ID).Join(ctx))
	_, err = communities.As("ana").In(gardeners.ID).Share(ctx, repertoire.Draft{
		Kind: repertoire.Story, Text: repertoire.Text{Title: "A toad came to stay", Body: "And the slugs went."},
	})
	check(err)

	// The librarian endorses every story.
	const subscriber = "librarian"
	seen, err := communities.Cursor(ctx, gardeners.ID, subscriber)
	check(err)
	for a, err := range communities.Subscribe(ctx, gardeners.ID, seen, nil) {
		check(err)
		check(communities.Together(ctx, func(ctx context.Context, all *praxis.Constellation) error {
			if a.Verb == activity.Share {
				if err := all.As("librarian").In(gardeners.ID).Endorse(ctx, activity.ResourceID(a.Object)); err != nil {
					return err
				}
			}
			return all.SetCursor(ctx, gardeners.ID, subscriber, a.Seq)
		}))
		fmt.Println(a.Seq, a.Actor, a.Verb)
		if a.Verb == activity.Endorse {
			break // a host goes on until its context ends
		}
	}
	// Output:
	// 1 ana found
	// 2 ana join
	// 3 librarian join
	// 4 ana share
	// 5 librarian endorse
}
