package praxis_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/praxis-cop/praxis"
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/repertoire"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage/memory"
)

// workshop is a community whose members have written down what they know.
func workshop(t *testing.T) (of func(activity.Person) praxis.Participant, share func(p praxis.Participant, title, body string, topics ...string) activity.ResourceID) {
	t.Helper()
	now := june
	c := praxis.New(memory.New(nil), &praxis.Options{Clock: func() time.Time { now = now.Add(time.Hour); return now }})
	made, err := c.As("ana").Found(t.Context(), auditors())
	require.NoError(t, err)
	of = func(p activity.Person) praxis.Participant { return c.As(p).In(made.ID) }
	require.NoError(t, of("bob").Join(t.Context()))
	share = func(p praxis.Participant, title, body string, topics ...string) activity.ResourceID {
		id, err := p.Share(t.Context(), repertoire.Draft{Kind: repertoire.Guideline, Text: repertoire.Text{Title: title, Body: body, Topics: topics}})
		require.NoError(t, err)
		return id
	}
	return of, share
}

// A result says where what was looked for is, and why it comes where it comes.
func TestSearchExplainsItself(t *testing.T) {
	of, share := workshop(t)
	ana := of("ana")
	long := strings.Repeat("Nothing of interest stands here. ", 40)
	body := share(ana, "Notes", long+"Dress the Größe of a grinding wheel with care. "+long, "tools")
	title := share(ana, "The grinding wheel", "It hums.", "wheel safety")

	page, err := ana.Search(t.Context(), `"grinding wheel"`, search.Cursor{}, 0)
	require.NoError(t, err)
	require.Len(t, page.Results, 2)
	assert.True(t, page.Next.IsZero())
	first, second := page.Results[0], page.Results[1]
	assert.Equal(t, []activity.ResourceID{title, body}, []activity.ResourceID{first.Resource, second.Resource})
	assert.Equal(t, search.TitlePhrase, first.Tier)
	assert.Equal(t, "the title has these words in a row", first.Tier.String())
	assert.Equal(t, []search.Mark{{Start: 4, End: 18}}, first.Title.Marks)
	assert.Equal(t, search.Marked{Text: "It hums."}, first.Snippet)
	assert.Equal(t, search.Anywhere, second.Tier)
	assert.Equal(t, []search.Found{{Term: search.Term{Words: []string{"grinding", "wheel"}}, Body: true}}, second.Found)
	require.Len(t, second.Snippet.Marks, 1)
	m := second.Snippet.Marks[0]
	assert.Equal(t, "grinding wheel", second.Snippet.Text[m.Start:m.End])
	assert.True(t, second.Snippet.Before && second.Snippet.After)
	assert.Less(t, len(second.Snippet.Text), 300)

	require.NoError(t, ana.Steward(t.Context(), body, "ana", ""))
	page, err = ana.Find(t.Context(), search.Query{Filters: search.Filters{Topics: []string{"Tools"}, Stewards: []activity.Person{"ana"}}}, search.Cursor{}, 0)
	require.NoError(t, err)
	require.Len(t, page.Results, 1)
	assert.Equal(t, body, page.Results[0].Resource)
}

// Pages are full and meet, whatever comes between that the reader may not see.
func TestSearchPages(t *testing.T) {
	of, share := workshop(t)
	room, err := of("ana").OpenSpace(t.Context(), cop.Room{Name: "Stewards", Access: cop.Private})
	require.NoError(t, err)
	for i := range 25 {
		share(of("bob"), fmt.Sprint("Wheel ", i), "Ours.")
		for range 3 {
			share(of("ana").Within(room), "Wheel secret", "The wheel of ana.")
		}
	}
	read := func(p praxis.Participant, limit int) (all []string, pages []int) {
		for after := (search.Cursor{}); ; {
			page, err := p.Search(t.Context(), "wheel", after, limit)
			require.NoError(t, err)
			pages = append(pages, len(page.Results))
			for _, r := range page.Results {
				all = append(all, r.Title.Text)
			}
			if page.Next.IsZero() {
				return all, pages
			}
			after, err = search.ParseCursor(page.Next.String())
			require.NoError(t, err)
		}
	}
	all, pages := read(of("bob"), 10)
	assert.Equal(t, []int{10, 10, 5}, pages)
	assert.Equal(t, "Wheel 24", all[0], "the newest")
	assert.NotContains(t, all, "Wheel secret")
	_, pages = read(of("bob"), 0)
	assert.Equal(t, []int{20, 5}, pages)
	_, pages = read(of("bob"), 25)
	assert.Equal(t, []int{25}, pages, "nothing follows that bob could see")
	all, pages = read(of("ana"), 1000)
	assert.Equal(t, []int{100}, pages)
	assert.Contains(t, all, "Wheel secret")

	page, err := of("bob").Search(t.Context(), "secret", search.Cursor{}, 0)
	require.NoError(t, err)
	assert.Equal(t, search.Page{}, page)
	page, err = of("bob").Search(t.Context(), "wheel space:"+room.String(), search.Cursor{}, 0)
	require.NoError(t, err)
	assert.Equal(t, search.Page{}, page)
}

// Whatever somebody types, they are told what to do about it.
func TestSearchOfAnything(t *testing.T) {
	of, share := workshop(t)
	share(of("ana"), "AND", "OR NOT NEAR")
	for query, says := range map[string]string{
		"":                                "has no word in it; name something to look for",
		`((( "" * - ^ : "`:                "has no word in it",
		"-wheel":                          "only says what not to find",
		strings.Repeat("wheel ", 2000):    "has 12000 bytes; ask with at most 1000",
		strings.Repeat(`" * AND - `, 100): "33",
		strings.Repeat("a ", 33):          "33 words, phrases and filters; ask for at most 32",
		"a\x00b":                          "no text in UTF-8",
		"a\xff":                           "no text in UTF-8",
		"after:yesterday a":               "after:yesterday is no day; write it as 2026-01-31",
		"space:here":                      "space:here is no id of a space",
		"status:good":                     "status:good is none of",
		"kind:":                           "kind: lacks what it should be",
		"-kind:tool a":                    "kind: cannot be excluded",
		`topic:"!"`:                       `the topic "!" has no word in it`,
	} {
		_, err := of("ana").Search(t.Context(), query, search.Cursor{}, 0)
		assert.ErrorIs(t, err, fault.Invalid, query)
		if says != "33" {
			assert.ErrorContains(t, err, says)
		}
	}
	for _, query := range []string{"AND", "OR NOT", "NEAR(or, 2)", `"or not"`, "not*", `{title}:and OR ^near`, "'and; --"} {
		_, err := of("ana").Search(t.Context(), query, search.Cursor{}, 0)
		assert.NoError(t, err, query)
	}
	_, err := of("eve").Search(t.Context(), "and", search.Cursor{}, 0)
	assert.ErrorIs(t, err, fault.Denied)
	_, err = search.ParseCursor("rubbish")
	assert.ErrorIs(t, err, fault.Invalid)
}

// compareSearches compares what somebody finds in two worlds, page by page.
func compareSearches(ctx context.Context, worlds [2]*world, viewer activity.Person) *told {
	for _, query := range []string{"payroll", "pay*", `"our payroll" was`, "june -may", "after:1970-01-01", "kind:tool author:cem", "topic:payroll a"} {
		for limit := range 3 {
			var here [2]string
			for i, w := range worlds {
				for after := (search.Cursor{}); ; {
					page, err := w.as(viewer).Search(ctx, query, after, limit)
					here[i] += fmt.Sprintf("%+v %v\n", page, err)
					if after = page.Next; after.IsZero() {
						break
					}
				}
			}
			if here[0] != here[1] {
				return &told{string(viewer), fmt.Sprintf("%s in pages of %d", query, limit), here[0], here[1]}
			}
		}
	}
	return nil
}
