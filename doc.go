// Package praxis is the front door to communities of practice: people who
// share a concern or a passion for something they do, and learn to do it
// better as they interact regularly.
//
// [New] makes a [Constellation] of the communities in a store. [Constellation.As]
// names the person whom the host has logged in, [Person.In] the community they
// act in, and the methods of [Participant] are what they can do there. Each is
// one transaction, in which the rules are checked, the new state is written,
// and an activity that records it is appended to the community's record.
//
// # Who may do what
//
// By default (see [Rules]; [Options.Authority] replaces them):
//
//	to           is for
//	found        anyone
//	amend        convener
//	move         convener, facilitator
//	adopt        convener, facilitator
//	join         anyone
//	apply        anyone
//	invite       every member
//	admit        convener, facilitator
//	leave        anyone
//	remove       convener
//	appoint      convener, every member to convene while nobody does
//	relieve      the member whose it is, convener
//	pair         convener, facilitator, mentor
//	unpair       the member whose it is, convener, facilitator, mentor
//	guide        convener, facilitator
//	erase        anyone
//	open-space   every member
//	rearrange    the member whose it is, convener, facilitator
//	let-in       every member
//	let-out      the member whose it is, convener, facilitator
//	close-space  the member whose it is, convener, facilitator
//	rule         convener, facilitator
//	repeal       convener, facilitator
//	propose      every member
//	vote         every member
//	withdraw     the member whose it is
//	decide       every member
//	tie          convener, facilitator, broker
//	untie        convener, facilitator, broker
//	rate         every member
//	hand-on      convener, knowledge-steward
//	end          convener
//	survey       convener, facilitator
//	open-survey  convener, facilitator
//	close-survey convener, facilitator
//	respond      anyone
//	attest       every member
//	unattest     the member whose it is, convener, facilitator
//	plan         every member
//	replan       the member whose it is, convener, facilitator
//	shift        the member whose it is, convener, facilitator
//	call-off     the member whose it is, convener, facilitator
//	attend       every member
//	minute       every member
//	welcome      every member
//	complete     every member
//	thank        every member
//	commend      every member
//	share        every member
//	revise       the member whose it is, convener, facilitator, knowledge-steward
//	reuse        every member
//	endorse      every member
//	retire       the member whose it is, convener, knowledge-steward
//	submit       the member whose it is, convener, facilitator, knowledge-steward
//	send-back    the member whose it is, convener, facilitator, knowledge-steward, expert
//	publish      the member whose it is, convener, facilitator, knowledge-steward, expert
//	vet          convener, knowledge-steward, expert
//	supersede    the member whose it is, convener, knowledge-steward
//	revive       the member whose it is, convener, knowledge-steward
//	reaffirm     the member whose it is, convener, facilitator, knowledge-steward, expert
//	steward      the member whose it is, convener, facilitator, knowledge-steward
//	unsteward    the member whose it is, convener, knowledge-steward
//	propose-task every member
//	take-task    every member
//	hand-back    the member whose it is, convener, facilitator, knowledge-steward
//	finish-task  the member whose it is, convener, facilitator, knowledge-steward
//	drop-task    the member whose it is, convener, facilitator, knowledge-steward
//	ask          every member
//	answer       every member
//	accept       the member whose it is
//	reword       the member whose it is
//	correct      the member whose it is
//	duplicate    the member whose it is, convener, facilitator, knowledge-steward
//	reopen       the member whose it is, convener, facilitator, knowledge-steward
//	tell         every member
//	retell       the member whose it is
//	retract      the member whose it is, convener, facilitator
//	record       every member
//	see          anyone
//	read         every member
//	measure      convener, facilitator, sponsor
//	import       convener, technology-steward
//	enter        whoever the space admits
//	note         the member whose it is, convener, facilitator
//	export       anyone
//
// A resource is its author's, and so is it everybody's who stewards it; a
// stewardship is the steward's.
//
// To see a community is to see that it is there, its charter and its phase,
// which is what it takes to find it and to join it. Everybody may see their own
// memberships, and read and answer a survey that is open. Who attests something
// does so in a role that they hold, and that may attest it.
//
// # Recommendations
//
// [Participant.Recommend] tells somebody what to read, what to answer and whom to meet,
// and [Person.RecommendCommunities] where else to look, by what they see and no more.
// [Options.Recommendable] keeps people from being named who do not want that.
//
// # In a host's own transaction
//
// The adapters' Join functions make a store of a transaction that the host has
// begun, and a Constellation of it costs nothing:
//
//	tx, err := db.BeginTx(ctx, nil)
//	// … the host's own writes …
//	err = praxis.New(sqlite.Join(tx), nil).As("ana").In(id).Join(ctx)
//	// … and both are there, or neither, by tx.Commit or tx.Rollback
//
// # Subscribers
//
// [Constellation.Subscribe] hands every activity of a community to a subscriber:
// to keep an index of the host's own, to send mail, to award a badge. It begins behind a
// cursor, which the subscriber keeps in its own transaction, or in Praxis's store
// by [Constellation.SetCursor]. Package relay hands the records of all
// communities to a message broker.
package praxis
