package postgres

import (
	"encoding/json"
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// Index implements sqlstore.Dialect: words are looked up in a GIN index of all
// that are in an entry, and of its community. Which of them stand where is then
// compared in the entry itself, since positions in a tsvector end early.
func (dialect) Index() *sqlstore.Index { return index }

var index = sqlstore.NewIndex(false, tier,
	"FROM praxis_search s WHERE s.words @@ CAST(CAST($2 AS text) AS tsquery)"+
		" AND NOT EXISTS (SELECT 1 FROM ("+each("$3")+") one WHERE strpos(s.title, one.value) = 0 AND strpos(s.topics, one.value) = 0 AND strpos(s.body, one.value) = 0)"+
		" AND NOT EXISTS (SELECT 1 FROM ("+each("$4")+") one WHERE strpos(s.title, one.value) > 0 OR strpos(s.topics, one.value) > 0 OR strpos(s.body, one.value) > 0)"+
		" AND NOT EXISTS (SELECT 1 FROM ("+each("$5")+") one WHERE strpos(s.topics, one.value) = 0)",
	6, lookUp, each)

// tier is the expression of the tier.
const tier = `CASE WHEN strpos(s.title, CAST($6 AS text)) > 0 THEN 1
	WHEN NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(CAST(CAST($7 AS text) AS jsonb)) AS one(value) WHERE strpos(s.title, one.value) = 0) THEN 2
	WHEN NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(CAST(CAST($7 AS text) AS jsonb)) AS one(value) WHERE strpos(s.title, one.value) = 0 AND strpos(s.topics, one.value) = 0) THEN 3
	ELSE 4 END`

func each(array string) string {
	return "SELECT value FROM jsonb_array_elements_text(CAST(CAST(" + array + " AS text) AS jsonb))"
}

// nowhere is in no entry.
const nowhere = "\n"

// lookUp are the parameters by which entries are found, whatever their tier.
func lookUp(q search.Query, c activity.CommunityID, _ search.Tier) []sqlstore.Value {
	all := []string{lexeme("@"+c.String(), false)}
	var phrases, not, topics []string
	terms := []string{}
	for _, t := range q.Terms {
		for i, w := range t.Words {
			all = append(all, lexeme(w, t.Prefix && i == len(t.Words)-1))
		}
		if len(t.Words) > 1 {
			phrases = append(phrases, t.Text())
		}
		terms = append(terms, t.Text())
	}
	for _, t := range q.Topics {
		topics = append(topics, search.TopicText(t))
		for _, w := range strings.Fields(search.TopicText(t)) {
			all = append(all, lexeme(w, false))
		}
	}
	for _, t := range q.Not {
		if len(t.Words) > 1 {
			not = append(not, t.Text())
		} else {
			all = append(all, "!"+lexeme(t.Words[0], t.Prefix))
		}
	}
	if len(terms) == 0 {
		terms = []string{nowhere}
	}
	row := nowhere
	if whole, ok := q.Whole(); ok {
		row = whole.Text()
	}
	return []sqlstore.Value{
		textOf(strings.Join(all, " & ")), arrayOf(phrases), arrayOf(not), arrayOf(topics), textOf(row), arrayOf(terms),
	}
}

func textOf(s string) sqlstore.Value { return sqlstore.Value{Kind: sqlstore.Text, Text: s} }

func arrayOf(all []string) sqlstore.Value {
	if len(all) == 0 {
		return textOf("[]")
	}
	array, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts all have a form in JSON
	}
	return textOf(string(array))
}

// lexeme is a word in a tsquery. Words have no quotation marks or backslashes in
// them.
func lexeme(word string, prefix bool) string {
	if prefix {
		return "'" + word + "':*"
	}
	return "'" + word + "'"
}
