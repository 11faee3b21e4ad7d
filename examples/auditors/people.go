package main

import (
	"slices"

	"github.com/praxis-cop/praxis/activity"
)

// auditor is a member, from a first meeting to a last one (0: still with them).
// Zeal is how much they take part once they are at home, from 1 (comes to a
// meeting now and then) to 5 (drives the community).
type auditor struct {
	id          activity.Person
	city        string // where they would host a meeting
	first, last int
	zeal        int
	treasurer   bool // belongs to the community of the treasuries, too
}

// auditors are those who ever belonged: the ten founders, and who came later.
var auditors = []auditor{
	{id: "ana", city: "Yerevan", first: 1, last: 12, zeal: 4},
	{id: "bek", city: "Bishkek", first: 1, last: 7, zeal: 2},
	{id: "cvetka", city: "Ljubljana", first: 1, last: 16, zeal: 3},
	{id: "dumitru", city: "Chisinau", first: 1, last: 10, zeal: 3},
	{id: "edina", city: "Budapest", first: 1, zeal: 4},
	{id: "farhod", city: "Dushanbe", first: 1, last: 5, zeal: 1},
	{id: "gordana", city: "Skopje", first: 1, last: 22, zeal: 3},
	{id: "hristo", city: "Sofia", first: 1, zeal: 1},
	{id: "ion", city: "Bucharest", first: 1, last: 26, zeal: 4},
	{id: "jasna", city: "Zagreb", first: 1, last: 14, zeal: 2},

	{id: "ketevan", city: "Tbilisi", first: 4, last: 20, zeal: 3},
	{id: "ljubomir", city: "Belgrade", first: 5, zeal: 2},
	{id: "marat", city: "Astana", first: 6, last: 18, zeal: 4},
	{id: "natalia", city: "Kyiv", first: 7, last: 24, zeal: 2},
	{id: "olena", city: "Kyiv", first: 8, zeal: 4},
	{id: "petrit", city: "Tirana", first: 9, last: 15, zeal: 2},
	{id: "rusudan", city: "Tbilisi", first: 10, zeal: 3},
	{id: "samir", city: "Baku", first: 11, last: 27, zeal: 2},
	{id: "tatjana", city: "Podgorica", first: 12, zeal: 2},
	{id: "umed", city: "Dushanbe", first: 13, zeal: 3},
	{id: "vesna", city: "Sarajevo", first: 14, last: 32, zeal: 4},
	{id: "yerlan", city: "Astana", first: 16, zeal: 2},
	{id: "zorica", city: "Belgrade", first: 17, last: 29, zeal: 2},
	{id: "arman", city: "Yerevan", first: 18, zeal: 3},
	{id: "bakyt", city: "Bishkek", first: 19, zeal: 2},
	{id: "carmen", city: "Bucharest", first: 21, zeal: 2},
	{id: "dinara", city: "Astana", first: 22, last: 31, zeal: 1},
	{id: "elvira", city: "Baku", first: 23, zeal: 2},
	{id: "lela", city: "Tbilisi", first: 24, zeal: 3, treasurer: true},
	{id: "maxim", city: "Minsk", first: 25, zeal: 1},
	{id: "otabek", city: "Tashkent", first: 27, zeal: 2},
	{id: "pavel", city: "Sofia", first: 28, zeal: 1},
	{id: "radu", city: "Chisinau", first: 29, zeal: 2},
	{id: "sofija", city: "Skopje", first: 30, zeal: 2},
	{id: "nino", city: "Tbilisi", first: 31, zeal: 5},
	{id: "temur", city: "Tashkent", first: 33, zeal: 1},
	{id: "valbona", city: "Tirana", first: 34, zeal: 1},
}

// treasurers are the neighbours.
var treasurers = []activity.Person{"tamar", "goran", "ilir", "zhanna", "mihai"}

// drive is how much somebody takes part around a meeting, by its number: 0 if
// they do not belong then. Newcomers find their way in from the edge, and who
// is about to leave does less from one meeting to the next.
func (a auditor) drive(meeting int) int {
	if meeting < a.first || a.last > 0 && meeting > a.last {
		return 0
	}
	drive := a.zeal
	if a.first > 1 {
		drive = min(drive, 1+2*(meeting-a.first))
	}
	if a.last > 0 {
		drive = min(drive, 1+(a.last-meeting))
	}
	return drive
}

// members are those who belong around a meeting.
func members(meeting int) []auditor {
	return slices.DeleteFunc(slices.Clone(auditors), func(a auditor) bool { return a.drive(meeting) == 0 })
}
