// Package authority decides which records count. Every laptop judges every record by the record's own past, never by its clock: was its
// device enrolled, may its author write there, does the role allow each write, was something it writes locked by a signature? A record
// that fails is held (待核): it stays in the log with the reason and writes no register, and a leader or deputy can adopt it by itself.
//
//	j := authority.New(state, vault)   // state keeps all records, folded or not
//	j.Judge()                          // verdicts on all of them; then fold those that count
//	j.Verdict(r)                       // "" counts, otherwise why it is held
//
// How a record is judged:
//
//  1. Its past is its own chain before it and everything that the chain has stated to have seen (ledger.Past).
//  2. The cards, removals, sign-offs and freezings inside that past, as far as they count themselves, form the context.
//  3. In that context its own statements must be valid: signed with the key that the person had then, each naming what it replaces. Its
//     device must be enrolled; its author must belong to the team and either work on that device or have signed the statement; and each
//     write must be allowed for the role and not be locked.
//  4. Not having seen something gives nobody more rights. A removal of a laptop or person beats what is concurrent with it and outside the
//     frontier that it accepts; a new key beats what the old one signs concurrently; a lower role beats what the higher one signs
//     concurrently. A card or removal is beaten by a concurrent card that puts its person above the signers. If removals beat each other
//     in a ring, all of them count and nothing else of the ring does (settle).
//  5. An invitation, signed by an officer, signs the first record of one laptop, which enrols it for one person and may give that person a
//     key, and nothing else. It counts in the past of that record, up to a date by that record's stamp; a withdrawal beats the uses that have
//     not seen it and lie outside the frontier that it accepts. It works once: of two concurrent uses the one counts that some laptop of an
//     officer has stated to have seen without the other (Judge.prefers); otherwise neither does until a withdrawal accepts one.
//  6. Where a laptop has written several records of one number, all that it wrote from there on is held. A removal of the laptop that counts
//     brings back what it accepts; of removals on such branches, once others have brought them back.
//  7. An adoption lets a held record write its registers. Statements in the record stay without effect.
//
// A statement is [signer, body, signature, co-signers] over a tag of its kind, as the value of a register. A card of format 2 names what it
// replaces by the SHA-256 of its body; one of format 1 replaces what its author had seen. The signer invite/<digest> is an invitation, whose
// key is made of a code of 65 bits, the vault and its id (keys.Invitation).
//
// The verdicts are a function of the set of records: they are the same for any order of arrival and on every laptop. A statement that comes
// a second time has no effect.
//
// Caveats: a person's key is only as safe as their PIN. The owner of a laptop can leave something out of what it states to have seen, and
// so write after a signature: such a record is not held but concurrent, and shows as 签字后有变更. Two officers together can do what a leader
// can, unless one of them was entered by the other or had the PIN reset by the other. Any officer can remove any laptop from an early
// frontier on, and so hold what a leader signed on it. Any officer can state that others work on a laptop, and write daily work in their
// names. Both are shown. Whoever has a laptop's key can fork its chain from any number on, and so hold what it wrote since until an officer
// takes it out; an officer who does that for another's laptop says which of its branches counts.
package authority
