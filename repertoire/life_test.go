package repertoire_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
)

// better is another resource of the community, in use.
func better(t require.TestingT) repertoire.Resource {
	r, _, err := repertoire.Share(occasion(0, "bob"), activity.ResourceID{0xd}, draft())
	require.NoError(t, err)
	return r
}

// steps are the acts that lead a resource through its life, by verb.
var steps = map[activity.Verb]func(t require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error){
	activity.Revise: func(_ require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.Revise(o, edit(r.Current.Number))
	},
	activity.Submit: func(_ require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.Submit(o, "Is it clear?")
	},
	activity.SendBack: func(_ require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.SendBack(o, "Not yet.")
	},
	activity.Publish: func(_ require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.Publish(o, "")
	},
	activity.Vet: func(_ require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.Vet(o, r.Current.Number, "we all use it", activity.ProposalID{})
	},
	activity.Supersede: func(t require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.Supersede(o, better(t), "it says more")
	},
	activity.Retire: func(_ require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.Retire(o, "out of date")
	},
	activity.Revive: func(_ require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.Revive(o, "needed again")
	},
	activity.Reaffirm: func(_ require.TestingT, r repertoire.Resource, o activity.Occasion) (repertoire.Resource, activity.Activity, error) {
		return r.Reaffirm(o, repertoire.WasReaffirmed{Version: r.Current.Number, Days: 30})
	},
}

// led is a resource of ana's that was led along, by eve; drafted, if it begins so.
func led(t require.TestingT, as repertoire.Status, verbs ...activity.Verb) repertoire.Resource {
	d := draft()
	d.Status = as
	r, _, err := repertoire.Share(occasion(0, "ana"), sampling, d)
	require.NoError(t, err)
	for i, v := range verbs {
		r, _, err = steps[v](t, r, occasion(i+1, "eve"))
		require.NoError(t, err, v)
	}
	return r
}

// TestEveryStepFromEveryStatus: the life of a resource, as a table. What is not in
// it is refused, and changes nothing.
func TestEveryStepFromEveryStatus(t *testing.T) {
	begins := map[string]repertoire.Resource{
		"draft":                        led(t, repertoire.Drafted),
		"draft, in review":             led(t, repertoire.Drafted, activity.Submit),
		"draft, retired":               led(t, repertoire.Drafted, activity.Retire),
		"draft, in review, superseded": led(t, repertoire.Drafted, activity.Submit, activity.Supersede),
		"in use":                       led(t, ""),
		"in use, in review":            led(t, repertoire.InUse, activity.Submit),
		"endorsed":                     led(t, "", activity.Vet),
		"superseded":                   led(t, "", activity.Supersede),
		"retired":                      led(t, "", activity.Retire),
		"endorsed, retired":            led(t, "", activity.Vet, activity.Retire),
	}
	const (
		drafted, review, use, vetted, superseded, retired = repertoire.Drafted, repertoire.InReview, repertoire.InUse, repertoire.Vetted, repertoire.Superseded, repertoire.Retired
	)
	leads := map[string]map[activity.Verb]repertoire.Status{
		"draft":                        {activity.Revise: drafted, activity.Submit: review, activity.Publish: use, activity.Retire: retired},
		"draft, in review":             {activity.Revise: review, activity.SendBack: drafted, activity.Publish: use, activity.Vet: vetted, activity.Supersede: superseded, activity.Retire: retired},
		"draft, retired":               {activity.Revive: drafted},
		"draft, in review, superseded": {activity.Revive: use, activity.Retire: retired},
		"in use":                       {activity.Revise: use, activity.Submit: review, activity.Vet: vetted, activity.Supersede: superseded, activity.Retire: retired, activity.Reaffirm: use},
		"in use, in review":            {activity.Revise: review, activity.SendBack: use, activity.Publish: use, activity.Vet: vetted, activity.Supersede: superseded, activity.Retire: retired},
		"endorsed":                     {activity.Revise: use, activity.Supersede: superseded, activity.Retire: retired, activity.Reaffirm: vetted},
		"superseded":                   {activity.Revive: use, activity.Retire: retired},
		"retired":                      {activity.Revive: use},
		"endorsed, retired":            {activity.Revive: use},
	}
	for name, r := range begins {
		for verb, step := range steps {
			told := fmt.Sprintf("%s from %s", verb, name)
			next, a, err := step(t, r, occasion(9, "eve"))
			to, leads := leads[name][verb]
			if !leads {
				code := fault.Precondition
				if verb == activity.Vet && r.Status == vetted {
					code = fault.Exists
				}
				assert.ErrorIs(t, err, code, told)
				assert.Equal(t, r, next, told)
				assert.Zero(t, a, told)
				continue
			}
			require.NoError(t, err, told)
			assert.Equal(t, to, next.Status, told)
			assert.Equal(t, verb, a.Verb, told)
			assert.Equal(t, r.Rev+1, next.Rev, told)
			folded, err := r.Fold(a)
			require.NoError(t, err, told)
			assert.Equal(t, next, folded, told)
		}
	}
	assert.Len(t, repertoire.Statuses(), 6)
	assert.Equal(t, []repertoire.Transition{{Verb: activity.Revise, From: drafted, To: drafted}}, repertoire.Transitions()[:1])
}

func TestARefusalSaysWhatIsPossible(t *testing.T) {
	for want, err := range map[string]error{
		"repertoire.Revise: precondition: the resource is retired; to revise is for one that is draft or in-review or in-use or endorsed: revive it, or share a new one": third(led(t, "", activity.Retire).Revise(occasion(9, "bob"), edit(1))),
		"repertoire.SendBack: precondition: the resource is in-use; to send-back is for one that is in-review":                                                           third(led(t, "").SendBack(occasion(9, "bob"), "no")),
	} {
		assert.EqualError(t, err, want)
	}
}

func third[A, B any](_ A, _ B, err error) error { return err }

// TestAnEndorsementIsOfAVersion: a revision of what the community has endorsed is
// nothing that it has endorsed, and which version that was stays known.
func TestAnEndorsementIsOfAVersion(t *testing.T) {
	r := led(t, "", activity.Vet)
	want := repertoire.Vetting{Version: 1, By: "eve", At: nine.Add(time.Hour)}
	assert.Equal(t, want, r.Endorsed)
	r, _, err := r.Revise(occasion(2, "bob"), edit(1))
	require.NoError(t, err)
	assert.Equal(t, repertoire.InUse, r.Status)
	assert.Equal(t, want, r.Endorsed)
	r, _, err = r.Revise(occasion(3, "bob"), edit(2))
	require.NoError(t, err)

	late, _, err := r.Vet(occasion(4, "eve"), 2, "decided before the third", activity.ProposalID{3})
	require.NoError(t, err)
	assert.Equal(t, repertoire.InUse, late.Status, "nobody has vetted the third version")
	assert.Equal(t, repertoire.Vetting{Version: 2, By: "eve", At: nine.Add(4 * time.Hour), Proposal: activity.ProposalID{3}}, late.Endorsed)
	for version, code := range map[int]fault.Code{0: fault.Invalid, 1: fault.Exists, 2: fault.Exists, 4: fault.Invalid} {
		_, _, err = late.Vet(occasion(5, "eve"), version, "so", activity.ProposalID{})
		assert.ErrorIs(t, err, code, version)
	}
	_, _, err = late.Vet(occasion(5, "ana"), 3, "so", activity.ProposalID{})
	assert.ErrorIs(t, err, fault.Precondition, "whoever shared it does not speak for the community")
	now, _, err := late.Vet(occasion(5, "ana"), 3, "so", activity.ProposalID{4})
	require.NoError(t, err, "unless the community has decided")
	assert.Equal(t, repertoire.Vetted, now.Status)

	back := led(t, "", activity.Vet, activity.Retire, activity.Revive)
	again, _, err := back.Vet(occasion(9, "eve"), 1, "it is good again", activity.ProposalID{})
	require.NoError(t, err, "what was endorsed before it went out of use can be again")
	assert.Equal(t, repertoire.Vetted, again.Status)
}

func TestSupersedeRefuses(t *testing.T) {
	r := led(t, "")
	elsewhere := better(t)
	elsewhere.Community = activity.CommunityID{0xb}
	gone, _, err := better(t).Retire(occasion(3, "bob"), "old")
	require.NoError(t, err)
	for name, test := range map[string]struct {
		with repertoire.Resource
		code fault.Code
	}{
		"itself": {r, fault.Invalid}, "another community's": {elsewhere, fault.Invalid}, "what is retired": {gone, fault.Precondition}, "nothing": {repertoire.Resource{Community: auditors}, fault.Invalid},
	} {
		next, a, err := r.Supersede(occasion(4, "ana"), test.with, "better")
		assert.ErrorIs(t, err, test.code, name)
		assert.Equal(t, r, next, name)
		assert.Zero(t, a, name)
	}
	next, _, err := r.Supersede(occasion(4, "ana"), better(t), "better")
	require.NoError(t, err)
	assert.Equal(t, better(t).ID, next.SupersededBy)
	next, _, err = next.Revive(occasion(5, "ana"), "both are good")
	require.NoError(t, err)
	assert.Zero(t, next.SupersededBy)
}

func TestStewards(t *testing.T) {
	r := led(t, "")
	r, a, err := r.Entrust(occasion(1, "ana"), "eve", "she knows it best")
	require.NoError(t, err)
	assert.Equal(t, activity.Person("eve"), a.To)
	before := r
	r, a, err = r.Entrust(occasion(2, "bob"), "bob", "")
	require.NoError(t, err)
	assert.Equal(t, []activity.Person{"bob", "eve"}, r.Stewards)
	assert.Equal(t, []activity.Person{"eve"}, before.Stewards, "the given resource stays as it was")
	folded, err := before.Fold(a)
	require.NoError(t, err)
	assert.Equal(t, r, folded)
	_, a, err = r.Entrust(occasion(3, "ana"), "eve", "")
	assert.ErrorIs(t, err, fault.Exists)
	assert.Zero(t, a)
	_, _, err = r.Entrust(occasion(3, "ana"), "", "")
	assert.ErrorIs(t, err, fault.Invalid)
	_, _, err = r.GiveUp(occasion(3, "ana"), "ana", "")
	assert.ErrorIs(t, err, fault.Precondition)
	r, _, err = r.GiveUp(occasion(4, "ana"), "bob", "on leave")
	require.NoError(t, err)
	assert.Equal(t, []activity.Person{"eve"}, r.Stewards)
	r, _, err = r.GiveUp(occasion(5, "eve"), "eve", "")
	require.NoError(t, err)
	assert.Nil(t, r.Stewards)
}

// TestWhatATextNeeds: a body, or files, or an address for a link; and each of them
// well formed.
func TestWhatATextNeeds(t *testing.T) {
	for says, spoil := range map[string]func(*repertoire.Draft){
		"body is required, or an attachment in its place": func(d *repertoire.Draft) { d.Body = "" },
		"url is for a resource of the kind link":          func(d *repertoire.Draft) { d.URL = "https://example.org" },
		"url is required of a link":                       func(d *repertoire.Draft) { d.Kind = repertoire.Link },
		"url must be an address":                          func(d *repertoire.Draft) { d.Kind, d.URL = repertoire.Link, "javascript:alert(1)" },
		"attachments[0].url must be an address":           func(d *repertoire.Draft) { d.Attachments[0].URL = "data:text/html,<script>" },
		"attachments[0].file is required":                 func(d *repertoire.Draft) { d.Attachments[0].File = "" },
		"attachments[0].media_type must be a type":        func(d *repertoire.Draft) { d.Attachments[0].MediaType = "video" },
		"attachments[0].sha256 must be 64":                func(d *repertoire.Draft) { d.Attachments[0].SHA256 = strings.Repeat("0A", 32) },
		"attachments[0].size must be at least 0":          func(d *repertoire.Draft) { d.Attachments[0].Size = -1 },
		"attachments[1].url is attached already":          func(d *repertoire.Draft) { d.Attachments = append(d.Attachments, d.Attachments[0]) },
		"licence must be one line":                        func(d *repertoire.Draft) { d.Licence = "MIT\nor not" },
		"status must be one of: draft, in-use":            func(d *repertoire.Draft) { d.Status = repertoire.Vetted },
		"adapted_from.resource must name another":         func(d *repertoire.Draft) { d.Adapted = repertoire.Source{Resource: sampling, Version: 1} },
		"adapted_from.version must be at least 1":         func(d *repertoire.Draft) { d.Adapted.Resource = activity.ResourceID{9} },
		"review_days must be at least 0":                  func(d *repertoire.Draft) { d.ReviewDays = -1 },
	} {
		d := draft()
		if !strings.HasPrefix(says, "body") {
			d.Attachments = []repertoire.Attachment{film()}
		}
		spoil(&d)
		_, _, err := repertoire.Share(occasion(0, "ana"), sampling, d)
		assert.ErrorIs(t, err, fault.Invalid, says)
		assert.ErrorContains(t, err, says)
	}
	d := draft()
	d.Kind, d.Body, d.URL = repertoire.Link, "", "https://example.org/a?b=c#d"
	link, _, err := repertoire.Share(occasion(0, "ana"), sampling, d)
	require.NoError(t, err)
	e := repertoire.Edit{Base: 1, Text: repertoire.Text{Title: "T", Body: "B"}, Note: "why"}
	_, _, err = link.Revise(occasion(1, "ana"), e)
	assert.ErrorContains(t, err, "url is required of a link", "an edit is of the resource's kind")
	d = draft()
	d.Body, d.Attachments = "", []repertoire.Attachment{film()}
	_, a, err := repertoire.Share(occasion(0, "ana"), sampling, d)
	require.NoError(t, err)
	d.Attachments[0].File = "spoiled"
	assert.Equal(t, "sampling.mp4", a.Detail.(repertoire.Shared).Attachments[0].File, "nothing is shared with the caller")
}

// TestFoldingTheRecordGivesTheLife: any life of a resource folds to where it is.
func TestFoldingTheRecordGivesTheLife(t *testing.T) {
	verbs := rapid.SampledFrom([]activity.Verb{
		activity.Revise, activity.Submit, activity.SendBack, activity.Publish, activity.Vet, activity.Supersede, activity.Retire, activity.Revive, activity.Reaffirm,
	})
	rapid.Check(t, func(t *rapid.T) {
		d := draft()
		d.Status = rapid.SampledFrom([]repertoire.Status{"", repertoire.Drafted, repertoire.InUse}).Draw(t, "as")
		r, a, err := repertoire.Share(occasion(0, "ana"), sampling, d)
		require.NoError(t, err)
		folded, err := repertoire.Resource{}.Fold(a)
		require.NoError(t, err)
		versions := []repertoire.Version{r.Current}
		for n := range rapid.IntRange(1, 25).Draw(t, "acts") {
			o := occasion(n+1, people.Draw(t, "actor"))
			given, shown := r, fmt.Sprintf("%+v", r)
			var next repertoire.Resource
			switch rapid.IntRange(0, 4).Draw(t, "act") {
			case 0:
				next, a, err = r.Entrust(o, people.Draw(t, "steward"), "")
			case 1:
				next, a, err = r.GiveUp(o, people.Draw(t, "steward"), "")
			case 2:
				base := rapid.SampledFrom(versions).Draw(t, "base")
				e := repertoire.Edit{Base: base.Number, Text: base.Text, Note: "why"}
				e.Body, e.Topics = some.Draw(t, "body"), topics.Draw(t, "topics")
				next, a, err = r.Merge(o, base, e)
			default:
				next, a, err = steps[verbs.Draw(t, "verb")](t, r, o)
			}
			require.Equal(t, shown, fmt.Sprintf("%+v", given), "the given state stays as it was")
			if err != nil {
				require.Equal(t, r, next)
				_, refused := r.Fold(a)
				require.NoError(t, refused, "nothing was recorded")
				continue
			}
			require.NoError(t, a.Check())
			folded, err = folded.Fold(a)
			require.NoError(t, err)
			require.Equal(t, next, folded)
			if r = next; r.Current.Number > len(versions) {
				versions = append(versions, r.Current)
			}
			require.Equal(t, r.Status == repertoire.Vetted, r.Status == repertoire.Vetted && r.Endorsed.Version == r.Current.Number, "endorsed is of the current version")
			require.Equal(t, r.Status == repertoire.Superseded, r.Status == repertoire.Superseded && !r.SupersededBy.IsZero())
			require.IsIncreasing(t, append([]activity.Person{""}, r.Stewards...))
			for i, p := range r.PeerReviews {
				require.Equal(t, i == len(r.PeerReviews)-1 && r.Status == repertoire.InReview, p.Open(), "only the last can go on")
			}
			require.False(t, r.Status == repertoire.InReview && len(r.PeerReviews) == 0)
		}
	})
}
