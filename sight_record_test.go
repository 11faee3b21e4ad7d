package praxis_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/exchange"
)

// compareRecords compares what somebody is shown of the record, as a whole and
// page by page.
func compareRecords(ctx context.Context, worlds [2]*world, viewer activity.Person) *told {
	for limit := range 4 {
		var here [2]strings.Builder
		for i, w := range worlds {
			_, err := exchange.WriteCSV(&here[i], func(yield func(activity.Activity, error) bool) {
				for last := (activity.ID{}); ; {
					page, err := w.as(viewer).Activities(ctx, last, limit)
					if err != nil {
						yield(activity.Activity{}, err)
						return
					}
					for _, a := range page {
						if !yield(a, nil) {
							return
						}
						last = a.ID
					}
					if limit == 0 || len(page) < limit {
						return
					}
				}
			})
			fmt.Fprint(&here[i], err)
		}
		if here[0].String() != here[1].String() {
			return &told{string(viewer), fmt.Sprint("pages of ", limit), here[0].String(), here[1].String()}
		}
	}
	return nil
}

// compareBehind compares what somebody is shown behind entries of either record,
// of which they may have guessed the ids.
func compareBehind(ctx context.Context, worlds [2]*world, viewer activity.Person, rng *rand.Rand) *told {
	for _, w := range worlds {
		record, err := w.Activities(ctx, w.community, 0, 0)
		if err != nil {
			return &told{of: "the host's record", here: err.Error()}
		}
		for range 20 {
			behind, limit := record[rng.IntN(len(record))].ID, rng.IntN(3)
			var here [2]string
			for i, w := range worlds {
				shown, err := w.as(viewer).Activities(ctx, behind, limit)
				here[i] = fmt.Sprint(shown, err)
			}
			if here[0] != here[1] {
				return &told{string(viewer), fmt.Sprint("at most ", limit, " behind ", behind), here[0], here[1]}
			}
		}
	}
	return nil
}
