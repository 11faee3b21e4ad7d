package memory_test

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage/memory"
	"github.com/praxis-cop/praxis/storage/storagetest"
)

// BenchmarkRecord stands beside maps and a slice behind a mutex, which can
// neither roll back nor let anybody read on undisturbed.
func BenchmarkRecord(b *testing.B) {
	storagetest.BenchmarkRecord(b, memory.New(nil), func(activity.CommunityID, repertoire.Question) func(repertoire.Answer, activity.Activity) {
		type entry struct {
			activity.Activity
			detail []byte
		}
		var (
			mu      sync.Mutex
			answers = make(map[activity.AnswerID]repertoire.Answer)
			byID    = make(map[activity.ID]activity.Seq)
			journal []entry
		)
		return func(a repertoire.Answer, act activity.Activity) {
			mu.Lock()
			defer mu.Unlock()
			detail, _ := json.Marshal(act.Detail)
			answers[a.ID] = a
			act.Seq = activity.Seq(len(journal) + 1)
			act.Detail = nil
			journal = append(journal, entry{act, detail})
			byID[act.ID] = act.Seq
		}
	})
}
