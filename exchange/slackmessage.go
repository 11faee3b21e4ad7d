package exchange

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/fault"
)

// react is the verb of a reaction, where reactions are taken in.
const react activity.Verb = "react"

// slackMessage is a message as Slack writes it, without its text.
type slackMessage struct {
	Type    string `json:"type"`
	Subtype string `json:"subtype"`
	Hidden  bool   `json:"hidden"`
	User    string `json:"user"`
	Bot     string `json:"bot_id"`
	Stamp   string `json:"ts"`
	Thread  string `json:"thread_ts"`

	Reactions []struct {
		Users []string `json:"users"`
		Count int      `json:"count"`
	} `json:"reactions"`
	Files []struct {
		ID   string `json:"id"`
		Mode string `json:"mode"` // tombstone for one that was deleted
	} `json:"files"`
	File struct {
		ID string `json:"id"`
	} `json:"file"` // in exports from before 2018
}

// deeds are what messages are, by their subtypes; no verb stands for one that
// starts a thread or replies in one. Other subtypes are what Slack notes of the
// channel itself, such as a new name: no contribution.
var deeds = map[string]activity.Verb{
	"":                 "",
	"me_message":       "",
	"thread_broadcast": "",
	"reply_broadcast":  "",
	"file_share":       "",
	"bot_message":      "",
	"channel_join":     activity.Join,
	"group_join":       activity.Join,
	"channel_leave":    activity.Leave,
	"group_leave":      activity.Leave,
}

// message takes in a message of a channel.
func (w *workspace) message(d *document, place int32) error {
	var m slackMessage
	if err := d.value(&m); err != nil {
		return err
	}
	at, ok := parseStamp(m.Stamp)
	if !ok {
		return d.fail("a message has no time as ts, as in 1355517523.000005, but %.40q", m.Stamp)
	}
	verb, known := deeds[m.Subtype]
	switch {
	case m.Subtype == "tombstone" || m.Subtype == "message_deleted":
		w.skipped.Deleted++
		return nil
	case m.Type != "message" || !known:
		w.skipped.Other++
		return nil
	}
	object := thing{place + 1, at}
	if w.seen[object] {
		return nil
	}
	w.seen[object] = true
	actor, err := w.person(d, &m)
	if err != nil || actor == 0 {
		return err
	}
	channel := w.channels[place]
	e := entry{at: at, verb: verb, actor: actor, topics: channel.topics}
	if e.verb != "" {
		e.object, e.topics = thing{place + 1, 0}, 0
		w.ledger.add(e)
		return nil
	}
	e.object, e.under, e.verb = object, object, activity.Start
	if m.Thread != "" && m.Thread != m.Stamp {
		parent, ok := parseStamp(m.Thread)
		if !ok {
			return d.fail("the message %s has no time as thread_ts, but %.40q", m.Stamp, m.Thread)
		}
		e.verb, e.on, e.under = activity.Reply, thing{place + 1, parent}, thing{place + 1, parent}
	}
	w.authors[object] = actor
	w.ledger.add(e)
	if err := w.share(d, &m, e); err != nil {
		return err
	}
	return w.reactions(d, &m, e)
}

// person returns who wrote a message; 0 if that is left out.
func (w *workspace) person(d *document, m *slackMessage) (int32, error) {
	id := m.User
	bot := m.Subtype == "bot_message" || m.Bot != "" || w.bots[id]
	if id == "" {
		id = m.Bot
	}
	switch {
	case bot && !w.options.Bots:
		w.skipped.Bots++
		return 0, nil
	case id == "" && bot:
		id = "unknown"
	case id == "":
		w.skipped.Deleted++
		return 0, nil
	}
	if bot {
		id = botPrefix + id
	}
	return w.user(d, m, id)
}

func (w *workspace) user(d *document, m *slackMessage, id string) (int32, error) {
	if !fault.IsPerson(id) {
		return 0, d.fail("the message %s names a bad user: it must be at most 255 bytes without control characters", m.Stamp)
	}
	return w.ledger.word(id), nil
}

// share notes the files of a message, each where it was shared first.
func (w *workspace) share(d *document, m *slackMessage, e entry) error {
	var ids []string
	for _, f := range m.Files {
		if f.Mode != "tombstone" && f.Mode != "hidden_by_limit" {
			ids = append(ids, f.ID)
		}
	}
	if m.File.ID != "" {
		ids = append(ids, m.File.ID)
	}
	for _, id := range ids {
		if !fault.IsPerson(id) {
			return d.fail("the message %s has a file without an id of at most 255 bytes", m.Stamp)
		}
		file := w.ledger.word(id)
		if w.files[file] {
			continue
		}
		w.files[file] = true
		w.ledger.add(entry{
			at: e.at, verb: activity.Share, actor: e.actor, topics: e.topics, object: thing{fileThing, int64(file)}, under: e.under,
		})
	}
	return nil
}

// reactions notes who reacted to a message, or counts them.
func (w *workspace) reactions(d *document, m *slackMessage, e entry) error {
	who := map[string]bool{}
	for _, r := range m.Reactions {
		if !w.options.Reactions {
			w.skipped.Reactions += max(r.Count, len(r.Users))
			continue
		}
		for _, id := range r.Users {
			if who[id] {
				continue
			}
			who[id] = true
			if w.bots[id] && !w.options.Bots {
				w.skipped.Bots++
				continue
			}
			if w.bots[id] {
				id = botPrefix + id
			}
			user, err := w.user(d, m, id)
			if err != nil {
				return err
			}
			w.ledger.add(entry{at: e.at, verb: react, actor: user, to: e.actor, topics: e.topics, object: e.object})
		}
	}
	return nil
}
