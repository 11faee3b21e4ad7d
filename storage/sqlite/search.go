package sqlite

import (
	"strings"

	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/search"
	"github.com/praxis-cop/praxis/storage/internal/sqlstore"
)

// Index implements sqlstore.Dialect: words are looked up in an FTS5 table, whose
// columns are those of praxis_search. What is in it has been cut into words already,
// so that its tokenizer has nothing to decide but where there is a space; and each
// tier is a query of its own, which FTS5 answers exactly.
func (dialect) Index() *sqlstore.Index { return index }

var index = sqlstore.NewIndex(true, "CAST($3 AS bigint)",
	"FROM praxis_search_words w CROSS JOIN praxis_search s ON s.number = w.rowid WHERE w.praxis_search_words MATCH $2",
	2, lookUp, func(array string) string { return "SELECT value FROM json_each(" + array + ")" })

// lookUp are the parameters by which a tier is found; none if it cannot be.
func lookUp(q search.Query, c activity.CommunityID, tier search.Tier) []sqlstore.Value {
	expression := inTier(q, c, tier)
	if expression == "" {
		return nil
	}
	return []sqlstore.Value{{Kind: sqlstore.Text, Text: expression}, {Kind: sqlstore.Number, Number: int64(tier)}}
}

// The columns in which a term can be found, by tier.
var columnsOf = map[search.Tier]string{
	search.TitlePhrase: "in_title : ", search.Title: "in_title : ", search.TitleOrTopics: "{in_title in_topics} : ", search.Anywhere: "",
}

// mark is what a community's words begin with.
func mark(c activity.CommunityID) string {
	id := c.String()
	return id[strings.LastIndexByte(id, '-')+1:]
}

// inTier is the expression of FTS5 for what is in a tier, and in none before; empty
// if nothing can be.
func inTier(q search.Query, c activity.CommunityID, tier search.Tier) string {
	if len(q.Terms) == 0 && tier < search.Anywhere {
		return ""
	}
	in := func(tier search.Tier, t search.Term) string { return columnsOf[tier] + quoted(c, t.Words, t.Prefix) }
	var also, not, better []string
	for _, t := range q.Topics {
		also = append(also, "in_topics : "+quoted(c, strings.Fields(search.TopicText(t)), false))
	}
	for _, t := range q.Terms {
		also = append(also, in(tier, t))
		better = append(better, in(tier-1, t))
	}
	for _, t := range q.Not {
		not = append(not, in(search.Anywhere, t))
	}
	whole, ok := q.Whole()
	switch {
	case tier == search.TitlePhrase && !ok, tier == search.Title && len(q.Terms) == 1:
		return "" // one term is a row of them
	case tier == search.TitlePhrase:
		also = append(also, in(tier, whole))
	case tier == search.Title && ok:
		not = append(not, in(tier, whole))
	case tier > search.Title && len(better) > 0:
		not = append(not, "("+strings.Join(better, " AND ")+")")
	}
	if len(also) == 0 {
		also = []string{quoted(c, []string{""}, false)} // which is behind all that a community has
	}
	expression := strings.Join(also, " AND ")
	if len(not) > 0 {
		expression = "(" + expression + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	return expression
}

// quoted is a phrase of FTS5. Words have no quotation marks in them.
func quoted(c activity.CommunityID, words []string, prefix bool) string {
	phrase := `"` + mark(c) + strings.Join(words, " "+mark(c)) + `"`
	if prefix {
		phrase += " *"
	}
	return phrase
}
