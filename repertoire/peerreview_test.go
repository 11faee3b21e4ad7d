package repertoire_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/repertoire"
)

// TestPeerReviews: who asked peers for what, and what came of it, each time.
func TestPeerReviews(t *testing.T) {
	asked := func(hour, version int) repertoire.PeerReview {
		return repertoire.PeerReview{Version: version, By: "eve", At: nine.Add(time.Duration(hour) * time.Hour), Note: "Is it clear?"}
	}
	ended := func(p repertoire.PeerReview, hour int, verb activity.Verb, version int, said string) repertoire.PeerReview {
		p.End = repertoire.PeerReviewEnd{Verb: verb, Version: version, By: "eve", At: nine.Add(time.Duration(hour) * time.Hour), Said: said}
		return p
	}
	for name, c := range map[string]struct {
		verbs []activity.Verb
		want  []repertoire.PeerReview
	}{
		"nobody was asked":        {[]activity.Verb{activity.Publish, activity.Reaffirm}, nil},
		"it goes on":              {[]activity.Verb{activity.Submit}, []repertoire.PeerReview{asked(1, 1)}},
		"it goes on, revised":     {[]activity.Verb{activity.Submit, activity.Revise}, []repertoire.PeerReview{asked(1, 1)}},
		"published, with no word": {[]activity.Verb{activity.Submit, activity.Publish}, []repertoire.PeerReview{ended(asked(1, 1), 2, activity.Publish, 1, "")}},
		"superseded meanwhile":    {[]activity.Verb{activity.Submit, activity.Supersede}, []repertoire.PeerReview{ended(asked(1, 1), 2, activity.Supersede, 1, "it says more")}},
		"retired, and revived": {[]activity.Verb{activity.Submit, activity.Retire, activity.Revive},
			[]repertoire.PeerReview{ended(asked(1, 1), 2, activity.Retire, 1, "out of date")}},
		"sent back, and endorsed in the second version": {[]activity.Verb{activity.Submit, activity.SendBack, activity.Submit, activity.Revise, activity.Vet},
			[]repertoire.PeerReview{ended(asked(1, 1), 2, activity.SendBack, 1, "Not yet."), ended(asked(3, 1), 5, activity.Vet, 2, "we all use it")}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, led(t, repertoire.Drafted, c.verbs...).PeerReviews)
		})
	}
}
