// Package verbs is Kaohe without its window: each verb of the command line, for batch printing, scripts and tests. A verb calls
// the same session as the window does. What is said here is for who writes scripts; the manual's last chapter is for people.
//
// Caveat: nothing here may import Fyne, so that verbs work, build and test without a display and without cgo.
//
// # Verbs
//
//	kaohe [VAULT]                                    open the window
//	kaohe demo [--dir DIR]                           window on a copy of the sample
//	kaohe new VAULT --from BOOK.xlsx (--pin-file F [--person NAME] [--passphrase-file F] [--recovery-sheet FILE.pdf] | --dry-run)
//	                                                 vault from a filled workbook; its first leader founds it, or NAME; the recovery code
//	                                                 goes onto the sheet, or is printed this once; with a passphrase it is sealed
//	kaohe sample VAULT                               write the sample, no window
//	kaohe status VAULT [--person NAME] [--json]      districts x phases, scores, blockers, each conflict; what comes next for a person
//	kaohe import VAULT BOOK.xlsx --person NAME [--pin-file F] [--dry-run] [--partial] [--allow-clearing]
//	                                                 all of a workbook or, with --partial, what is neither refused nor in conflict
//	kaohe import VAULT TABLE.xlsx --person NAME --table [--sheet S] [--map head=3,A=section,C=text,D=points] [--dry-run]
//	                                                 [--allow-clearing]
//	                                                 a department's own scoring table as the standard, all sheets of one together; lists what
//	                                                 is left out, what goes, and the rules to check with their texts
//	kaohe export VAULT -o BOOK.xlsx [--district D --person NAME] [--force]
//	kaohe export --template -o BOOK.xlsx [--force]
//	                                                 everything; one person's field sheet; an empty template
//	kaohe report VAULT --kind KIND|all [--district D | --all] -o FILE|DIR [--format pdf|ofd|docx] [--embedded-fonts] [--pictures none|2|6]
//	             [--force]                           documents to print; as OFD files, which have the PDF's pages and proof; as Word files
//	                                                 (docx) for editing, which prove nothing: the PDF counts
//	kaohe circular VAULT --from FILE.docx --person NAME [--dry-run] [--over]
//	                                                 takes the text of a circular back that report --format docx wrote and that was edited,
//	                                                 section by section; --over: also where it was changed here too since. Tracked changes
//	                                                 are accepted, comments and tables left out
//	kaohe gather DIR -o BOOK.xlsx|FILE.pdf [--package-passphrase-file F] [--force]
//	                                                 the rounds of many cities below a folder, vaults and packages, as one table: places
//	                                                 among those of one year and standard, grades, what is signed, problems by theme,
//	                                                 rectification; what is not in it, and why, stands in it and on the screen
//	kaohe undo VAULT --person NAME [--dry-run]       take back the last action of a person, an import included; done again, the one before
//	kaohe sign VAULT --district D --phase P --person NAME --pin-file F
//	kaohe comments VAULT [--open] [--json]           comments and replies, and what was returned, each with its number; --open: what is not settled
//	kaohe comment VAULT --person NAME ([--district D] --on WHAT --text TEXT | --reply ID --text TEXT | --resolve ID | --reopen ID)
//	                                                 on the item, record, phase or document of a district that WHAT names (1.3, 现场考核), or on
//	                                                 a path of the log; @NAME in it stands in that person's agenda. ID may be a number's beginning
//	kaohe return VAULT --person NAME (--district D (--phase P | --item CODE) --reason TEXT | --answer ID --text TEXT | --again ID
//	             --reason TEXT | --clear ID)         a leader or deputy returns a phase or item, which blocks its signature until it is answered
//	                                                 and cleared
//	kaohe held VAULT [--json]                        records that do not count: who, when, why, what they write
//	kaohe adopt VAULT --record HASH --reason TEXT --person NAME --pin-file F
//	                                                 let one of them count; HASH may be its beginning, PIN a leader's or deputy's
//	kaohe team VAULT [--json]                        the team, roles, PINs, the laptops, the invitations and what became of them, and who asks
//	kaohe invite VAULT --person NAME (--by NAME --pin-file F [--with NAME --with-pin-file F | --recovery-file F] | --recovery-file F)
//	             [--days N] [-o FILE.kpack [--force]]
//	                                                 the code by which a person joins on a laptop of their own, once, within 7 days or N; and
//	                                                 the package to join with. Tell the code apart from the package
//	kaohe withdraw VAULT --person NAME [--keep LAPTOP] [--reason TEXT] --by NAME --pin-file F
//	                                                 ends the invitations of a person; of several laptops that used one, --keep goes on
//	kaohe join FILE.kpack -o VAULT --code-file F [--person NAME] [--pin-file F] [--name LAPTOP] [--package-passphrase-file F]
//	                                                 makes a vault of the package, or takes it into an older copy, enrols this laptop and sets
//	                                                 the person's PIN; without --pin-file they keep the one of another laptop
//	kaohe ask VAULT --person NAME [--name LAPTOP] [--pin-file F]
//	                                                 asks for this laptop to be enrolled; what is written before that is held
//	kaohe admit VAULT --laptop NAME [--person NAME] [--adopt REASON] (--by NAME --pin-file F [...] | --recovery-file F)
//	                                                 enrols a laptop that asked; --adopt lets what it wrote count (a leader or deputy)
//	kaohe person VAULT --person NAME [--role ROLE] [--agency TEXT] [--new-pin-file F] (--by NAME --pin-file F [...] | --recovery-file F)
//	                                                 enters a person, changes their role, or sets a PIN here; with the recovery code alone
//	                                                 it names a new leader where no officer is left
//	kaohe remove VAULT (--person NAME | --laptop NAME [--branch NUMBER]) [--before 2006-11-20] --reason TEXT --by NAME --pin-file F
//	             [--with NAME --with-pin-file F | --recovery-file F] [--dry-run]
//	                                                 take out a person or a laptop: what is here counts, or with --before only what was
//	                                                 written before that day; of a laptop whose file was copied and that goes on in two places, what both
//	                                                 wrote, or with --branch (status tells the numbers) one of them;
//	                                                 --dry-run tells how many records would no longer count
//	kaohe pack VAULT -o FILE.kpack [--since FILE.kpack] [--for PERSON] [--district D] [--evidence all|small|none]
//	             [--package-passphrase-file F] [--force]
//	                                                 a package for colleagues: everything; or without what the maker of an earlier package had,
//	                                                 or what the person's laptops are known to have; or each laptop's records only as far as
//	                                                 they concern a district or the round. It says what was left out, or why nothing was, and of
//	                                                 a stick, once it was read back, that it can be pulled. Ctrl+C leaves nothing.
//	                                                 Of evidence it has the originals that the receivers are not known to have; all: each
//	                                                 that is here; small: smaller copies of pictures, none: only names. Programs from before
//	                                                 evidence can't open a package with files, and take one without
//	kaohe merge VAULT FILE.kpack... [--dry-run] [--package-passphrase-file F]
//	                                                 says what colleagues' packages would change, then takes all of them or none; in any order.
//	                                                 Files of evidence come in first; what of them is damaged, cut off, or has no room is said,
//	                                                 ends with status 1 where it has none, and keeps no record back; an original that a package
//	                                                 has and that is damaged here is mended
//	kaohe relay VAULT (--dir DIR | --s3 https://host/bucket/prefix | --webdav https://host/path) [--watch] [--anew]
//	                                                 exchanges with the team through a place that all reach: sends what is new here, takes
//	                                                 in what is new there, says what is still missing, and from whom; once, or with --watch
//	                                                 whenever something changes; --anew where the place was emptied on purpose
//	kaohe evidence add VAULT --district D --phase P --person NAME [--item CODE] [--record N] [--finding N] [--deduction CODE/N]
//	             [--caption TEXT] FILE|DIR...        files become evidence, those in folders too, each kept once; flags of what they support
//	                                                 may be repeated. What can't be taken is named with its reason, and the exit status is 1
//	kaohe evidence list VAULT [--district D] [--json]
//	                                                 number, name, size, caption of each, and whether this laptop has the original
//	kaohe evidence extract VAULT NUMBER -o FILE [--district D] [--force]
//	                                                 the original, by its number or the beginning of its SHA-256; checked on its way
//	kaohe evidence export VAULT (--district D -o DIR|FILE.zip | --all -o DIR) [--without-position] [--force]
//	                                                 a district's evidence as files called by number and caption, an index (佐证目录.xlsx), sums
//	                                                 (SHA256SUMS), and copies with marks drawn; --all makes a folder for each district;
//	                                                 --without-position leaves out of pictures what the camera noted, and pictures and videos of
//	                                                 which that can't be done; what is not written is told, and the exit status is 1
//	kaohe evidence thin VAULT [--before DATE] [--dry-run]
//	                                                 makes room: removes originals that another laptop, which ranks before this one, has said
//	                                                 to hold, and keeps smaller copies; --before: those taken, or else added, before that day
//	kaohe verify FILE|DIR [--vault VAULT] [--json]   a vault: every record, each laptop's signature, every file of evidence; a draw sheet: drawn again, and whether the
//	                                                 vault holds it; a report (PDF or OFD): made again from what it carries, what of it is signed,
//	                                                 its pages; with --vault also against what stood there, and what was lifted since
//	kaohe verify FILE.kpack [--vault VAULT] [--package-passphrase-file F] [--json]
//	                                                 a package: whole, from which laptop, what is in it; with --vault also whose laptop that
//	                                                 is and what would be new. One that can't be opened here is not verified: exit status 1
//	kaohe verify --layout FILE.pdf [--json]          anyone's PDF: each rule of GB/T 9704 with the measured millimetres
//	kaohe log VAULT [--json]                         who, when, what, old -> new
//	kaohe backup VAULT [-o DIR] [--list]             a backup in the folder 备份 beside it, or in a folder that is there; none where the
//	                                                 newest holds the same; which backups are there, each read through; files of
//	                                                 evidence go along, each once for all backups of a folder, and how many were new is said
//	kaohe restore VAULT --from BACKUP.kaohe [--dry-run]
//	                                                 says what would be lost, by whom and where, then puts the backup in the vault's
//	                                                 place; the file that was there is kept under a new name, and all files of evidence stay
//	kaohe salvage BAD.kaohe -o GOOD.kaohe            takes every record that verifies out of a damaged file, says what is missing; never
//	                                                 touches the source, writes no file that is there; which files of evidence lie beside it
//	kaohe seal VAULT --passphrase-file F [--recovery-sheet FILE.pdf]
//	                                                 writes the vault anew, sealed, and verifies it before it takes the old one's place; the
//	                                                 new recovery code opens the file, that of the founding goes on setting PINs; then seals
//	                                                 its files of evidence, and says if some could not be
//	kaohe unseal VAULT --passphrase-file F           and back
//	kaohe passphrase VAULT (--passphrase-file OLD | --recovery-file F) --new-passphrase-file NEW
//	                                                 another passphrase; copies made before keep the old one
//
// # What holds for all
//
// A sealed vault is opened by --passphrase-file F (密码, not the PIN 口令), which every verb on a vault takes, by the file that
// KAOHE_PASSPHRASE_FILE names, or by the system's keychain where the window was told to remember it.
//
// A package is opened by the laptops that were enrolled when it was made, by which a lost one that was taken out is none; with
// --package-passphrase-file by whoever knows that passphrase, and only so. PIN boxes do not travel. Taken a second time it changes nothing.
// status says how many records are only here, and what each other laptop lacks, as far as what came back from it tells.
//
// KIND: scheme standard materials draw score records documents attendance lookback consultation opinions findings summary signoffs circular
// upward notice ledger closing urging, or all, which also says what no document prints. Exit status: 0 done; 1 refused or failed, one line on
// standard error that says what and what to do; 2 wrong usage. Districts, phases and people are named as on screen, or by id
// (nanshan, onsite, gu). KAOHE_LANG=en or an English locale speaks English; KAOHE_HOME puts this laptop's keys elsewhere than the user's
// configuration folder. Each line that a verb prints is one line whatever names hold: line breaks, escape codes and what turns text round
// are shown as signs (␊, ␛, \u{202E}), in JSON escaped.
//
// # gather, relay, verify
//
// In a passphrase file for gather each line is a passphrase, and all are tried, because each city has its own. It writes nothing but the
// table, which goes by Excel or paper and proves nothing. Packages are added to their round's vault, or stand for it. Of two copies of a
// round the one with more counts; one that has something of its own is not in the table, and neither is what can't be opened: then it ends
// with status 1 after the table is written. Districts that two rounds mark for one office, year and standard have no place until a person
// takes one of the files away; nor have those that are not marked whole, or on which assessors disagree.
//
// A relay's place is a folder that is shared or synchronised, a bucket on any S3 server that honours If-None-Match, or a WebDAV folder,
// empty at first and the same for all. What a server asks for stands in the environment: KAOHE_S3_ACCESS_KEY, KAOHE_S3_SECRET_KEY,
// KAOHE_S3_REGION; KAOHE_WEBDAV_USER, KAOHE_WEBDAV_PASSWORD. Nothing that lies there may be changed or removed: what goes is put there
// again, and told. --watch opens the vault only while it exchanges; where the window has it, that is said, and tried again.
//
// A draw sheet proves that its list and its phrase give its result; not that this was the list, nor when the phrase was said. With --vault,
// verify also says whether the vault holds just this draw, who wrote it down and when, and whether the same names were drawn from before.
//
// # Outputs
//
// No output is ever a vault, nor leads to one by a link. A file that is there, also the text beside a draw, is replaced only with --force;
// the window asks. Without it a batch says how many there are before it prints any.
//
// # JSON
//
// JSON, all stable (fields may be added, none renamed): status --json prints one Status, verify --json one Verification (of a draw sheet
// one DrawCheck, of a report one ReportCheck, of a package one PackageVerdict, of exported evidence one ExhibitVerdict, with --layout one pagecheck.Check), log --json one LogLine a
// line, team --json one Team, held --json one HeldRecord, comments --json one CommentLine and evidence list --json one EvidenceLine
// a line. While assessors disagree on a mark, a
// district of status has low and high beside score. Scores are strings with two digits; in the log points are hundredths.
package verbs
