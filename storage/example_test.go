package storage_test

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/lifecycle"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

// State and activity are written in one transaction, so that the history
// accounts for the present.
func Example() {
	var store storage.Store = memory.New(nil)
	auditors := activity.CommunityID{1}
	founding := activity.Occasion{
		ID: activity.ID{1}, Community: auditors, Actor: "ana", At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
	}
	err := store.Update(context.Background(), func(ctx context.Context, tx storage.Tx) error {
		community, a, err := cop.Found(founding, cop.Charter{
			Name: "Auditors", Domain: cop.Domain{Concern: "auditing public money well"},
		})
		if err != nil {
			return err
		}
		if err := storage.RecordCommunity(ctx, tx, community, a); err != nil {
			return err
		}
		life, err := lifecycle.State{}.Fold(a)
		if err != nil {
			return err
		}
		return tx.PutLifecycle(ctx, life)
	})
	check(err)

	err = store.View(context.Background(), func(ctx context.Context, r storage.Reader) error {
		present, err := storage.Take(ctx, r, auditors)
		if err != nil {
			return err
		}
		history, err := storage.Fold(r.Activities(ctx, auditors, 0, 0))
		if err != nil {
			return err
		}
		fmt.Println(present.Community.Charter.Name, present.Lifecycle.Phase)
		fmt.Println(reflect.DeepEqual(present, history))
		return nil
	})
	check(err)
	// Output:
	// Auditors inquire
	// true
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
