package main

import (
	"github.com/praxis-cop/praxis/activity"
	"github.com/praxis-cop/praxis/cop"
	"github.com/praxis-cop/praxis/repertoire"
)

// atTheTable are the technicians of the harbour, who have breakfast together. The
// south is a day's drive away.
var (
	atTheTable = []activity.Person{"marta", "iggy", "ruth", "sven", "pia", "omar"}
	inTheSouth = []activity.Person{"lucia", "hamid", "jo", "teo", "noor"}
)

// uses are those that the south makes of the tip.
var uses = []struct {
	by      activity.Person
	where   string
	outcome repertoire.Outcome
	note    string
}{
	{"lucia", "a bank in Belmonte", repertoire.Worked, "The paper stood beside the dishwasher. The fuser stays."},
	{"hamid", "a school in Sant'Elia", repertoire.Worked, "They keep it in the cellar."},
	{"jo", "a law firm in Belmonte", repertoire.DidNotWork, "Dry as a bone. It was the fuser."},
	{"teo", "a town hall by the lake", repertoire.WorkedInPart, "Better, but a roller was worn as well."},
	{"lucia", "the bank's other branch", repertoire.Worked, "Another kettle."},
}

func charter() cop.Charter {
	return cop.Charter{
		Name: "The breakfast table",
		Domain: cop.Domain{
			Concern: "getting copiers to run again that do not do what their manual says",
			Topics:  []string{"paper", "error codes", "customers", "scanners", "ozone"},
		},
		Kind:     cop.Helping,
		Purpose:  "that what one of us found out on a machine is there for all of us",
		Audience: "everybody who repairs our copiers, whichever depot they drive from",
		Goals:    []cop.Goal{{Goal: "fewer second visits for the same fault", Measure: "second visits a month, from the call centre"}},
		Form:     cop.Form{Medium: cop.Hybrid, Boundary: cop.Within, Formality: cop.Recognised, Origin: cop.Emerged, Size: cop.Small},
	}
}

// talk is something that somebody is stuck with, and what another one says to it.
type talk struct {
	asker   activity.Person
	purpose activity.Purpose
	text    string
	topic   string
	by      activity.Person
	says    string
}

// smallTalk is what comes up over coffee.
var smallTalk = []talk{
	{"omar", activity.SeekExperience, "Has anybody had a machine that only misfeeds envelopes?", "paper", "iggy", "Turn the flaps the other way, and tell them why."},
	{"ruth", activity.SeekInformation, "Where did they hide the reset switch on the new finisher?", "error codes", "sven", "Behind the staple tray, upside down."},
	{"sven", activity.GrowConfidence, "I am about to tell a customer that it is their wiring. Would you?", "customers", "marta", "Bring a lamp. Let them see it flicker."},
	{"pia", activity.SolveProblem, "Stripes on every third copy, and the drum is new?", "paper", "ruth", "Look at the cleaning blade, not at the drum."},
	{"iggy", activity.SeekExperience, "Who has talked a receptionist out of recycling used labels?", "customers", "omar", "I showed her the bill for the roller."},
	{"marta", activity.Discuss, "The maker wants us to swap boards and to stop repairing them. What do you think?", "customers", "sven", "Then nobody learns what was wrong."},
	{"ruth", activity.SolveProblem, "The sorter counts to nine and thinks it is done.", "error codes", "sven", "A switch that bounces. Clean it twice."},
	{"omar", activity.SeekExperience, "Transparencies that stick to each other in summer?", "paper", "pia", "Fan them, and leave the tray half full."},
}
