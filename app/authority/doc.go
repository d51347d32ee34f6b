// Package authority decides what counts. Every reader judges every record, inside the record's own past and never by its clock: was its
// device enrolled, may its author write there, does the role allow each write, was what it writes locked by a signature? What fails is
// held (待核): it stays in the log with its reason, writes no register, and can be adopted one by one by a leader or deputy.
//
//	j := authority.New(state, vault)   // state keeps all records, folded or not
//	j.Judge()                          // verdicts on all of them; then fold those that count
//	j.Verdict(r)                       // "" counts, otherwise why it is held
//
// The way of a record:
//
//  1. its past is its own chain before it and what that chain has stated to have seen (ledger.Past)
//  2. the cards, removals, sign-offs and freezings inside that past, as far as they count themselves, make a context
//  3. in that context its own statements must hold (a signature by the person's key of then, each naming what it replaces), its device
//     must be enrolled, its author must belong to the team and work there or prove the statement, and each write must be the role's
//     to make and not locked
//  4. what a record had not seen gives nobody more than what it had: a removal (of a laptop, a person) beats what is concurrent with it
//     and outside the frontier that it accepts, a new key what the old one signs, a lower role what the higher one signs; a card or
//     removal falls to a concurrent card that puts its person above the signers. Removals that beat each other in a ring all hold,
//     and nothing else of the ring does (settle)
//  5. an adoption lets a held record write its registers; statements in it are never adopted
//
// The verdicts are a function of the set of records: the same for any order of arrival and on every laptop. A card, a statement or a
// removal that comes a second time is nothing.
//
// Caveats: a person's key is as good as their PIN; a laptop's owner may leave out of what it states to have seen, and so write past a
// signature: that is not held, but concurrent, and shows as 签字后有变更. Two officers together can do what a leader can, unless one
// of them was entered, or their PIN reset, by the other. Any officer can take out any laptop, from an early frontier on, and so hold what a
// leader signed on it; any officer can say of a laptop that others work there, and write daily work in their name. Both are shown.
package authority
