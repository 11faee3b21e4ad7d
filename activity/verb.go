package activity

import "slices"

// Verb says what was done. The vocabulary is small (see [Verbs]); an imported
// history may use words of its own, which are counted under their names and
// have no further meaning here.
type Verb string

// The vocabulary. Verbs tells what each one's object is.
const (
	Found  Verb = "found"
	Amend  Verb = "amend"
	Move   Verb = "move"
	Adopt  Verb = "adopt"
	Join   Verb = "join"
	Apply  Verb = "apply"
	Invite Verb = "invite"
	Admit  Verb = "admit"
	Leave  Verb = "leave"
	Remove Verb = "remove"

	Appoint Verb = "appoint"
	Relieve Verb = "relieve"
	Pair    Verb = "pair"
	Unpair  Verb = "unpair"
	Guide   Verb = "guide"
	Erase   Verb = "erase"

	OpenSpace  Verb = "open-space"
	Rearrange  Verb = "rearrange"
	LetIn      Verb = "let-in"
	LetOut     Verb = "let-out"
	CloseSpace Verb = "close-space"

	Rule     Verb = "rule"
	Repeal   Verb = "repeal"
	Propose  Verb = "propose"
	Vote     Verb = "vote"
	Withdraw Verb = "withdraw"
	Decide   Verb = "decide"

	Tie    Verb = "tie"
	Untie  Verb = "untie"
	Rate   Verb = "rate"
	HandOn Verb = "hand-on"
	End    Verb = "end"

	Survey      Verb = "survey"
	OpenSurvey  Verb = "open-survey"
	CloseSurvey Verb = "close-survey"
	Respond     Verb = "respond"
	Attest      Verb = "attest"
	Unattest    Verb = "unattest"

	Plan    Verb = "plan"
	Replan  Verb = "replan"
	Shift   Verb = "shift"
	CallOff Verb = "call-off"
	Attend  Verb = "attend"
	Minute  Verb = "minute"

	Welcome  Verb = "welcome"
	Complete Verb = "complete"
	Thank    Verb = "thank"
	Commend  Verb = "commend"

	Share   Verb = "share"
	Revise  Verb = "revise"
	Reuse   Verb = "reuse"
	Endorse Verb = "endorse"
	Retire  Verb = "retire"

	ProposeTask Verb = "propose-task"
	TakeTask    Verb = "take-task"
	HandBack    Verb = "hand-back"
	FinishTask  Verb = "finish-task"
	DropTask    Verb = "drop-task"

	Submit    Verb = "submit"
	SendBack  Verb = "send-back"
	Publish   Verb = "publish"
	Vet       Verb = "vet"
	Supersede Verb = "supersede"
	Revive    Verb = "revive"
	Reaffirm  Verb = "reaffirm"
	Steward   Verb = "steward"
	Unsteward Verb = "unsteward"

	Ask       Verb = "ask"
	Answer    Verb = "answer"
	Accept    Verb = "accept"
	Reword    Verb = "reword"
	Correct   Verb = "correct"
	Duplicate Verb = "duplicate"
	Reopen    Verb = "reopen"

	Tell    Verb = "tell"
	Retell  Verb = "retell"
	Retract Verb = "retract"

	Start   Verb = "start"
	Reply   Verb = "reply"
	Comment Verb = "comment"
	Commit  Verb = "commit"
)

// Meaning is what a verb of the vocabulary stands for.
type Meaning struct {
	Verb     Verb
	Does     string // what the actor did
	Object   string // what kind of thing the object is; the actor and "to" are people
	Upkeep   bool   // it keeps the community in order and is no contribution to its practice
	Opens    bool   // it opens a thread that waits for a response
	Imported bool   // it has no act of its own here: it comes with imported histories, and what a host records
}

// Verbs returns the vocabulary, in the order in which a community comes to use
// it. Instruments of participation count every verb but those of upkeep.
func Verbs() []Meaning { return slices.Clone(vocabulary) }

var vocabulary = []Meaning{
	{Verb: Found, Does: "brought the community into being", Object: "community", Upkeep: true},
	{Verb: Amend, Does: "changed the charter", Object: "community", Upkeep: true},
	{Verb: Move, Does: "moved the community to another phase of its life", Object: "community", Upkeep: true},
	{Verb: Adopt, Does: "chose a playbook for the community's life", Object: "community", Upkeep: true},
	{Verb: Join, Does: "became a member", Object: "community", Upkeep: true},
	{Verb: Apply, Does: "asked to be let in", Object: "community", Upkeep: true},
	{Verb: Invite, Does: "invited a person to join", Object: "community", Upkeep: true},
	{Verb: Admit, Does: "let a person in", Object: "community", Upkeep: true},
	{Verb: Leave, Does: "ended their own membership", Object: "community", Upkeep: true},
	{Verb: Remove, Does: "ended a person's membership", Object: "community", Upkeep: true},
	{Verb: Appoint, Does: "gave a member a role", Object: "community", Upkeep: true},
	{Verb: Relieve, Does: "took a role from a member", Object: "community", Upkeep: true},
	{Verb: Pair, Does: "paired a newcomer with a mentor", Object: "community", Upkeep: true},
	{Verb: Unpair, Does: "ended a pairing", Object: "community", Upkeep: true},
	{Verb: Guide, Does: "wrote the welcome and the first steps", Object: "community", Upkeep: true},
	{Verb: Erase, Does: "had what is held about them erased", Object: "community", Upkeep: true},
	{Verb: OpenSpace, Does: "opened a space", Object: "space", Upkeep: true},
	{Verb: Rearrange, Does: "changed a space", Object: "space", Upkeep: true},
	{Verb: LetIn, Does: "let a person into a space", Object: "space", Upkeep: true},
	{Verb: LetOut, Does: "ended a person's access to a space", Object: "space", Upkeep: true},
	{Verb: CloseSpace, Does: "closed a space", Object: "space", Upkeep: true},
	{Verb: Rule, Does: "wrote a version of a ground rule", Object: "rule", Upkeep: true},
	{Verb: Repeal, Does: "repealed a ground rule", Object: "rule", Upkeep: true},
	{Verb: Propose, Does: "put a proposal to the community", Object: "proposal"},
	{Verb: Vote, Does: "took a position on a proposal", Object: "proposal"},
	{Verb: Withdraw, Does: "withdrew a proposal", Object: "proposal", Upkeep: true},
	{Verb: Decide, Does: "established what was decided", Object: "proposal", Upkeep: true},
	{Verb: Tie, Does: "noted a tie across the boundary", Object: "tie", Upkeep: true},
	{Verb: Untie, Does: "ended a tie across the boundary", Object: "tie", Upkeep: true},
	{Verb: Rate, Does: "answered an item of a review", Object: "community", Upkeep: true},
	{Verb: HandOn, Does: "handed the repertoire on", Object: "community", Upkeep: true},
	{Verb: End, Does: "ended the community", Object: "community", Upkeep: true},
	{Verb: Survey, Does: "wrote a survey", Object: "survey", Upkeep: true},
	{Verb: OpenSurvey, Does: "opened a survey", Object: "survey", Upkeep: true},
	{Verb: CloseSurvey, Does: "closed a survey", Object: "survey", Upkeep: true},
	{Verb: Respond, Does: "answered a survey", Object: "survey", Upkeep: true},
	{Verb: Attest, Does: "attested what a phase has left behind", Object: "community", Upkeep: true},
	{Verb: Unattest, Does: "withdrew what they or others had attested", Object: "community", Upkeep: true},
	{Verb: Plan, Does: "planned a gathering", Object: "gathering", Upkeep: true},
	{Verb: Replan, Does: "changed the plan of a gathering", Object: "gathering", Upkeep: true},
	{Verb: Shift, Does: "moved one meeting of a gathering", Object: "gathering", Upkeep: true},
	{Verb: CallOff, Does: "called off a gathering, or one meeting of it", Object: "gathering", Upkeep: true},
	{Verb: Attend, Does: "took part in a meeting", Object: "gathering"},
	{Verb: Minute, Does: "filed the notes of a meeting", Object: "gathering"},
	{Verb: Welcome, Does: "welcomed a newcomer", Object: "community"},
	{Verb: Complete, Does: "took one of the first steps", Object: "community"},
	{Verb: Thank, Does: "thanked a member", Object: "community"},
	{Verb: Commend, Does: "commended a member for what they know", Object: "community"},
	{Verb: Share, Does: "added a resource to the repertoire", Object: "resource"},
	{Verb: Revise, Does: "wrote a new version of a resource", Object: "resource"},
	{Verb: Reuse, Does: "used a resource and told what came of it", Object: "resource"},
	{Verb: Endorse, Does: "stood up for a resource", Object: "resource"},
	{Verb: Retire, Does: "took a resource out of use", Object: "resource"},
	{Verb: Submit, Does: "asked peers to review a resource", Object: "resource", Upkeep: true},
	{Verb: SendBack, Does: "reviewed a resource and told what it wants", Object: "resource"},
	{Verb: Publish, Does: "brought a resource into use", Object: "resource", Upkeep: true},
	{Verb: Vet, Does: "endorsed a resource for the community", Object: "resource"},
	{Verb: Supersede, Does: "put another resource in the place of one", Object: "resource"},
	{Verb: Revive, Does: "brought a resource back", Object: "resource"},
	{Verb: Reaffirm, Does: "reviewed a resource and found it still good", Object: "resource"},
	{Verb: Steward, Does: "gave a resource into somebody's care", Object: "resource", Upkeep: true},
	{Verb: Unsteward, Does: "ended somebody's care of a resource", Object: "resource", Upkeep: true},
	{Verb: ProposeTask, Does: "proposed to write something down", Object: "task"},
	{Verb: TakeTask, Does: "took on to write something down", Object: "task", Upkeep: true},
	{Verb: HandBack, Does: "handed a task back", Object: "task", Upkeep: true},
	{Verb: FinishTask, Does: "finished a task with a resource", Object: "task", Upkeep: true},
	{Verb: DropTask, Does: "dropped a task", Object: "task", Upkeep: true},
	{Verb: Ask, Does: "asked the community", Object: "question", Opens: true},
	{Verb: Answer, Does: "answered a question", Object: "answer"},
	{Verb: Accept, Does: "accepted an answer to their question", Object: "answer"},
	{Verb: Reword, Does: "put a question in other words", Object: "question"},
	{Verb: Correct, Does: "corrected an answer", Object: "answer"},
	{Verb: Duplicate, Does: "closed a question that had been asked before", Object: "question", Upkeep: true},
	{Verb: Reopen, Does: "opened a question that had been closed", Object: "question", Upkeep: true},
	{Verb: Tell, Does: "told what value came of something", Object: "story"},
	{Verb: Retell, Does: "told a value story anew", Object: "story"},
	{Verb: Retract, Does: "took a value story back", Object: "story", Upkeep: true},
	{Verb: Start, Does: "started a thread", Object: "post", Opens: true, Imported: true},
	{Verb: Reply, Does: "replied in a thread", Object: "post", Imported: true},
	{Verb: Comment, Does: "commented on something", Object: "comment", Imported: true},
	{Verb: Commit, Does: "committed a change", Object: "commit", Imported: true},
}

var meanings = func() map[Verb]Meaning {
	m := make(map[Verb]Meaning, len(vocabulary))
	for _, v := range vocabulary {
		m[v.Verb] = v
	}
	return m
}()

// Meaning returns what the verb stands for; ok is false for a word that an
// imported history brought along.
func (v Verb) Meaning() (m Meaning, ok bool) {
	m, ok = meanings[v]
	return m, ok
}

// Upkeep reports whether the verb keeps the community in order rather than
// contributing to its practice.
func (v Verb) Upkeep() bool { return meanings[v].Upkeep }

// Opens reports whether the verb opens a thread that waits for a response.
func (v Verb) Opens() bool { return meanings[v].Opens }

// WellFormed reports whether the verb is a word that a record may hold: a
// lower-case ASCII letter, then at most 31 letters, digits or hyphens.
func (v Verb) WellFormed() bool {
	for i, r := range []byte(v) {
		letter := r >= 'a' && r <= 'z'
		if !letter && (i == 0 || !(r >= '0' && r <= '9') && r != '-') {
			return false
		}
	}
	return v != "" && len(v) <= 32
}
