package praxis_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/membership"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/storage"
	"github.com/praxis-cop/praxis/storage/memory"
)

func named(name string) cop.Charter {
	c := auditors()
	c.Name = name
	return c
}

// lossy is a store whose answer to an Update is lost after it has been kept.
type lossy struct {
	storage.Store
	lost bool
}

var errLost = fault.New("lossy", fault.Unavailable, "the connection was lost at the commit")

func (l *lossy) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	err := l.Store.Update(ctx, fn)
	if err == nil && l.lost {
		return errLost
	}
	return err
}

// Every act that is repeated under its key takes effect once, and is answered
// as the first time.
func TestOnce(t *testing.T) {
	store := &lossy{Store: memory.New(nil)}
	c := newCommunity(t, store, nil, "ana", "bob")
	draft := repertoire.Draft{Kind: repertoire.Story, Text: repertoire.Text{Title: "A payroll", Body: "It was May."}}
	ctx := t.Context()
	resource, err := c.as("ana").Share(ctx, draft)
	require.NoError(t, err)
	question, err := c.as("ana").Ask(ctx, "Why?")
	require.NoError(t, err)
	answer, err := c.as("bob").Answer(ctx, question, "So.")
	require.NoError(t, err)
	changed := named("Internal audit, again")

	for name, act := range map[string]func(praxis.Person) (any, error){
		"amend": func(p praxis.Person) (any, error) { return p.In(c.ID).Amend(ctx, changed, "a better name") },
		"share": func(p praxis.Person) (any, error) { return p.In(c.ID).Share(ctx, draft) },
		"ask":   func(p praxis.Person) (any, error) { return p.In(c.ID).Ask(ctx, "Once more: why?") },
		"answer": func(p praxis.Person) (any, error) {
			return p.In(c.ID).Answer(ctx, question, "Because.")
		},
		"accept": func(p praxis.Person) (any, error) { return nil, p.In(c.ID).Accept(ctx, question, answer) },
		"tell":   func(p praxis.Person) (any, error) { return p.In(c.ID).TellStory(ctx, telling(resource, 0)) },
		"reuse":  func(p praxis.Person) (any, error) { return p.In(c.ID).Reuse(ctx, resource, repertoire.Worked, "") },
		"appoint": func(p praxis.Person) (any, error) {
			return nil, p.In(c.ID).Appoint(ctx, "bob", membership.Mentor)
		},
		"found": func(p praxis.Person) (any, error) {
			founded, err := p.Found(ctx, named("Another one"))
			return founded.ID, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			before, err := c.as("ana").Activities(ctx, activity.ID{}, 0)
			require.NoError(t, err)
			ana := c.As("ana").Once(name)
			store.lost = true
			_, err = act(ana)
			store.lost = false
			require.ErrorIs(t, err, fault.Unavailable)
			made, err := act(ana)
			require.NoError(t, err)
			again, err := act(ana)
			require.NoError(t, err)
			assert.Equal(t, made, again)
			after, err := c.as("ana").Activities(ctx, activity.ID{}, 0)
			require.NoError(t, err)
			if name != "found" {
				assert.Len(t, after, len(before)+1)
				assert.Equal(t, activity.Verb(name), after[len(before)].Verb)
			}
		})
	}
	founded, err := c.As("ana").Communities(ctx, activity.CommunityID{}, 0)
	require.NoError(t, err)
	assert.Len(t, founded, 2)
}

func TestAKeyIsForOneAct(t *testing.T) {
	c := newCommunity(t, memory.New(nil), nil, "ana", "bob")
	ctx := t.Context()
	_, err := c.As("ana").Once("k").In(c.ID).Ask(ctx, "Why?")
	require.NoError(t, err)
	_, err = c.As("bob").Once("k").In(c.ID).Ask(ctx, "Why?")
	assert.NoError(t, err, "another's key is another one, and so tells nothing of what they did")
	assert.ErrorIs(t, c.As("ana").Once("k").In(c.ID).Leave(ctx, ""), fault.Conflict, "another kind of act")
	for _, key := range []string{"", "a\x00b", strings.Repeat("k", 256)} {
		_, err = c.As("ana").Once(key).In(c.ID).Ask(ctx, "Why?")
		assert.ErrorIs(t, err, fault.Invalid, "%q", key)
		_, err = c.As("ana").Once(key).Found(ctx, named("Keyless"))
		assert.ErrorIs(t, err, fault.Invalid, "%q", key)
	}
	_, err = c.As("ana").Once("refused").In(c.ID).Ask(ctx, "")
	assert.ErrorIs(t, err, fault.Invalid)
	_, err = c.As("ana").Once("refused").In(c.ID).Ask(ctx, "Why?")
	assert.NoError(t, err, "what had no effect takes no key")
}

// The same person and key of two tenants have nothing to do with each other.
func TestFoundingOnceInTwoTenants(t *testing.T) {
	store := memory.New(nil)
	ids := make(map[activity.CommunityID]bool)
	for _, c := range []*praxis.Constellation{
		praxis.New(store, &praxis.Options{Tenant: "mine"}), praxis.New(store, &praxis.Options{Tenant: "yours"}),
		praxis.New(store.Tenant("ours"), nil), praxis.New(store.Tenant("theirs"), nil), // of which the constellation does not know
	} {
		var founded [2]cop.Community
		for i := range founded {
			var err error
			founded[i], err = c.As("ana").Once("k").Found(t.Context(), auditors())
			require.NoError(t, err)
		}
		assert.Equal(t, founded[0], founded[1])
		ids[founded[0].ID] = true
	}
	assert.Len(t, ids, 4)
}
