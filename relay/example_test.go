package relay_test

import (
	"context"
	"fmt"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/relay"
	"github.com/praxis-cop/praxis/storage/memory"
)

func Example() {
	ctx, stop := context.WithCancel(context.Background())
	communities := praxis.New(memory.New(nil), nil)

	// A broker in this process; others have publishers and subscribers alike. It
	// keeps an order only if a publisher waits for the consumer.
	broker := gochannel.NewGoChannel(gochannel.Config{BlockPublishUntilSubscriberAck: true}, watermill.NopLogger{})
	messages, err := broker.Subscribe(ctx, "praxis")
	check(err)
	stopped := make(chan error)
	go func() { stopped <- relay.New(communities, broker, nil).Run(ctx) }()

	gardeners, err := communities.As("ana").Found(ctx, cop.Charter{
		Name: "School gardens", Domain: cop.Domain{Concern: "gardens that children tend"},
	})
	check(err)
	_, err = communities.As("ana").In(gardeners.ID).Ask(ctx, "What do you do about slugs?", "slugs")
	check(err)
	for range 3 {
		m := <-messages
		a, err := relay.Decode(m)
		check(err)
		fmt.Println(m.Metadata.Get(relay.Seq), a.Actor, a.Verb, a.Topics)
		m.Ack()
	}

	stop()
	check(<-stopped)
	check(broker.Close())
	// Output:
	// 1 ana found []
	// 2 ana join []
	// 3 ana ask [slugs]
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
