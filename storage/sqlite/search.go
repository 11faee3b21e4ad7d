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
	search.TitlePhrase: "title", search.Title: "title", search.TitleOrTopics: "{title topics}", search.Anywhere: "{title topics body}",
}

// inTier is the expression of FTS5 for what is in a tier, and in none before; empty
// if nothing can be.
func inTier(q search.Query, c activity.CommunityID, tier search.Tier) string {
	if len(q.Terms) == 0 && tier < search.Anywhere {
		return ""
	}
	also := []string{"scope : c" + strings.ReplaceAll(c.String(), "-", "")}
	for _, t := range q.Topics {
		also = append(also, "topics : "+quoted(strings.Fields(search.TopicText(t)), false))
	}
	for _, t := range q.Terms {
		also = append(also, columnsOf[tier]+" : "+quoted(t.Words, t.Prefix))
	}
	var not []string
	for _, t := range q.Not {
		not = append(not, columnsOf[search.Anywhere]+" : "+quoted(t.Words, t.Prefix))
	}
	whole, ok := q.Whole()
	row := "title : " + quoted(whole.Words, whole.Prefix)
	switch {
	case tier == search.TitlePhrase && !ok:
		return ""
	case tier == search.TitlePhrase:
		also = append(also, row)
	case tier == search.Title && ok:
		not = append(not, row)
	case tier > search.Title && len(q.Terms) > 0:
		var better []string
		for _, t := range q.Terms {
			better = append(better, columnsOf[tier-1]+" : "+quoted(t.Words, t.Prefix))
		}
		not = append(not, "("+strings.Join(better, " AND ")+")")
	}
	expression := strings.Join(also, " AND ")
	if len(not) > 0 {
		expression = "(" + expression + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	return expression
}

// quoted is a phrase of FTS5. Words have no quotation marks in them.
func quoted(words []string, prefix bool) string {
	phrase := `"` + strings.Join(words, " ") + `"`
	if prefix {
		phrase += " *"
	}
	return phrase
}
