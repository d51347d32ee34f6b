package schema

// Fields that many nouns have.
var order = Field{Name: "order", Kind: Order}

func text(name string) Field  { return Field{Name: name, Kind: Text} }
func prose(name string) Field { return Field{Name: name, Kind: Prose} }
func day(name string) Field   { return Field{Name: name, Kind: Day} }
func flag(name string) Field  { return Field{Name: name, Kind: Flag} }
func must(f Field) Field      { f.Required = true; return f }
func set(name string) Field   { return Field{Name: name, Kind: Flag, Set: true} }

func points(name string) Field { return Field{Name: name, Kind: Points, Unit: "unit.points"} }
func percent(name string) Field {
	return Field{Name: name, Kind: Percent, Unit: "unit.percent"}
}
func choice(name, words string, codes ...string) Field {
	return Field{Name: name, Kind: Choice, Words: words, Choices: codes}
}
func person(name string) Field { return Field{Name: name, Kind: PersonRef} }
func table(name string) Field  { return Field{Name: name, Kind: Table} }
func lines(name string) Field  { return Field{Name: name, Kind: Lines} }

var (
	findingKind = choice("kind", "finding.", "achievement", "highlight", "problem")
	verdict     = choice("verdict", "verdict.", "yes", "partly", "no", "missing")
)

// The fields of a standard, which the round's own and the draft of its next version share.
var (
	standardFields = []Field{must(text("title")), text("version"), flag("sample"), {Name: "frozen", Kind: Flag, Act: Freeze}, flag("rescale"),
		points("bonus"), table("grades"), table("ranks"), table("forces")}
	sectionFields = []Field{must(text("title")), points("bonuscap"), order}
	itemFields    = []Field{must(text("code")), {Name: "section", Kind: Ref, Required: true}, must(prose("text")), prose("basis"), order,
		must(points("points")), must(table("rule")), lines("methods"), lines("materials"), flag("key"), percent("keyfloor")}
	checkFields = []Field{must(text("text")), order}
	issueFields = []Field{text("office"), text("number"), text("addressee"), text("copyto"), day("date"), text("signer"), text("copy"),
		text("secrecy"), text("urgency"), text("copies"), choice("head", "papers.issue.head.", "red", "none"), choice("seal", "papers.issue.seal.", "yes", "no")}
	stepFields = []Field{day("day"), must(prose("text")), prose("proof"), person("person"), flag("done"), order}
	statement  = []Field{{Name: "statement", Kind: Statement}}
)

// Nouns are all of them.
var Nouns = []Noun{
	{Key: "round", Act: Plan, Named: "title", Fields: []Field{must(text("title")), text("city"), text("year"), day("from"), day("to"),
		day("reply"), day("asof"), flag("sample"), lines("bases")}},
	{Key: "std", Act: Plan, Named: "title", Fields: standardFields},
	{Key: "std/sec", IDs: []string{"section"}, Act: Plan, Named: "title", Fields: sectionFields},
	{Key: "std/item", IDs: []string{"item"}, Act: Plan, Named: "code", Fields: itemFields},
	{Key: "std/visit", IDs: []string{"check"}, Act: Plan, Named: "text", Fields: checkFields},
	{Key: "std/sign", IDs: []string{"statement"}, Act: Version, Fields: statement},
	{Key: "nstd", Act: Plan, Named: "title", Fields: append([]Field{flag("begun")}, standardFields...)},
	{Key: "nstd/sec", IDs: []string{"section"}, Act: Plan, Named: "title", Fields: sectionFields},
	{Key: "nstd/item", IDs: []string{"item"}, Act: Plan, Named: "code", Fields: itemFields},

	{Key: "person", IDs: []string{"person"}, Act: Enrol, Fields: []Field{{Name: "card", Kind: Statement}}},
	{Key: "device", IDs: []string{"device"}, Act: Enrol, Fields: []Field{{Name: "card", Kind: Statement}}},
	{Key: "revoke", IDs: []string{"statement"}, Act: Enrol, Fields: statement},
	{Key: "adopt", IDs: []string{"record"}, Act: Adopt, Fields: statement},
	{Key: "recovery", Act: Enrol, Fields: []Field{{Name: "key", Kind: Table}}},

	{Key: "issue", IDs: []string{"kind"}, Act: Plan, Fields: issueFields},
	{Key: "circ/theme", IDs: []string{"theme"}, Act: Plan, Named: "title", Fields: []Field{text("title"), findingKind, order}},
	{Key: "circ/place", IDs: []string{"district", "finding"}, Act: Plan, Fields: []Field{{Name: "theme", Kind: Ref}, {Name: "with", Kind: Ref}}},
	{Key: "circ/text", IDs: []string{"section"}, Act: Plan, Fields: []Field{prose("text"), table("ground")}},
	{Key: "circ/rule", Act: Plan, Fields: []Field{percent("over"), {Name: "least", Kind: Number}}},

	{Key: "", District: true, Phase: Preparation, Act: Plan, Named: "name", Fields: []Field{must(text("name")), text("contact"), order}},
	{Key: "sub", District: true, IDs: []string{"subdistrict"}, Phase: Preparation, Act: Plan, Named: "name",
		Fields: []Field{must(text("name")), flag("drawn"), order}},
	{Key: "assign", District: true, IDs: []string{"section"}, Phase: Preparation, Act: Plan, Fields: []Field{set("person")}},
	{Key: "task", District: true, IDs: []string{"phase", "task"}, PhaseID: true, Act: Note, Named: "what", Fields: []Field{must(text("what")), person("who"),
		{Name: "due", Kind: Day}, flag("done"), text("waived"), order}},
	{Key: "claim", District: true, IDs: []string{"item"}, Phase: Preparation, Act: Note, Fields: []Field{points("points"), prose("note")}},
	{Key: "mat", District: true, IDs: []string{"item", "material"}, Phase: Preparation, Act: Note,
		Fields: []Field{choice("state", "material.", "got", "part", "none"), text("note")}},
	{Key: "plan", District: true, IDs: []string{"visit"}, Phase: Preparation, Act: Note, Named: "what", Fields: []Field{day("day"),
		{Name: "time", Kind: Clock}, text("what"), text("where"), text("who"), order}},
	{Key: "draw", District: true, IDs: []string{"draw"}, Phase: Preparation, Act: Plan, Named: "title", Fields: []Field{text("title"),
		lines("list"), {Name: "count", Kind: Number}, flag("strata"), text("phrase"), lines("result"), day("day"), person("person"), text("why"), order}},
	{Key: "last", District: true, IDs: []string{"item"}, Phase: Preparation, Act: Plan, Fields: []Field{text("mark"), text("reason"),
		{Name: "hash", Kind: Ref}}},

	{Key: "score", District: true, IDs: []string{"item"}, Phase: Onsite, Act: Mark, Fields: []Field{points("mark"), {Name: "count", Kind: Measure},
		flag("na"), text("nareason"), flag("veto"), prose("remark")}},
	{Key: "ded", District: true, IDs: []string{"item", "deduction"}, Phase: Onsite, Act: Mark, Named: "reason", Fields: []Field{must(points("amount")),
		text("reason"), set("record"), order}},
	{Key: "rec", District: true, IDs: []string{"record"}, Phase: Onsite, Act: Note, Named: "title", Fields: []Field{must(choice("method", "method.", "briefing", "interview", "document", "subdistrict", "symposium")),
		day("date"), {Name: "time", Kind: Clock}, text("place"), text("title"), prose("present"), person("recorder"), {Name: "sub", Kind: Ref},
		{Name: "invited", Kind: Number}, {Name: "attended", Kind: Number}, prose("text"), set("item"), order}},
	{Key: "qa", District: true, IDs: []string{"record", "question"}, Phase: Onsite, Act: Note, Named: "q", Fields: []Field{must(prose("q")), prose("a"), order}},
	{Key: "doc", District: true, IDs: []string{"record", "document"}, Phase: Onsite, Act: Note, Named: "title", Fields: []Field{must(text("title")),
		text("number"), text("issuer"), day("date"), text("wanted"), verdict, text("remark"), order}},
	{Key: "find", District: true, IDs: []string{"finding"}, Phase: Onsite, Act: Raise, Named: "named", Fields: []Field{must(findingKind),
		must(prose("named")), prose("city"), set("item"), set("record"), order}},
	{Key: "look", District: true, IDs: []string{"subdistrict", "check"}, Phase: Onsite, Act: Note,
		Fields: []Field{verdict, text("note")}},
	{Key: "back", District: true, IDs: []string{"carried"}, Phase: Onsite, Act: Note, Named: "text", Fields: []Field{prose("text"), prose("requirement"),
		choice("state", "onsite.back.", "fixed", "part", "open"), prose("answer")}},

	{Key: "draft", District: true, IDs: []string{"draft"}, Phase: Consultation, Act: Raise, Fields: []Field{day("sent"), day("reply"), person("person"),
		table("problems"), table("marks"), order}},
	{Key: "resp", District: true, IDs: []string{"finding"}, Phase: Consultation, Act: Raise, Fields: []Field{choice("stance", "stance.", "none", "partly", "full", "late"), prose("grounds"),
		day("day"), text("proof"), choice("ruling", "ruling.", "accept", "partly", "reject"), prose("reasons"), {Name: "effectitem", Kind: ItemRef}}},

	{Key: "final", District: true, IDs: []string{"finding"}, Phase: Summary, Act: Raise, Fields: []Field{prose("named"), prose("city"),
		flag("withdrawn"), {Name: "why", Kind: Ref}}},
	{Key: "finalmark", District: true, IDs: []string{"item"}, Phase: Summary, Act: Mark, Fields: []Field{points("mark"), {Name: "why", Kind: Ref}}},
	{Key: "req", District: true, IDs: []string{"finding"}, Phase: Summary, Act: Raise, Fields: []Field{prose("requirement"), day("deadline"),
		text("responsible")}},
	{Key: "sum", District: true, IDs: []string{"sum"}, Phase: Summary, Act: Raise, Fields: []Field{text("forced"), text("forcedwhy"), text("nohighlight"),
		day("printed"), flag("circulated")}},

	{Key: "rect", District: true, IDs: []string{"finding"}, Phase: Rectification, Act: Raise, Fields: []Field{choice("mode", "rect.", "now", "term", "long"), prose("measures"),
		choice("state", "rectstate.", "open", "reported", "closed", "carried"), text("reported"), person("checker"), text("reason")}},
	{Key: "prog", District: true, IDs: []string{"finding", "step"}, Phase: Rectification, Act: Note, Named: "text", Fields: stepFields},
	{Key: "mile", District: true, IDs: []string{"finding", "step"}, Phase: Rectification, Act: Note, Named: "text", Fields: stepFields},

	// Statements prove themselves, and a reopening is written while the signature stands.
	{Key: "sign", District: true, IDs: []string{"phase", "statement"}, PhaseID: true, Free: true, Act: Sign, Fields: statement},
	// How a document is issued (number, date, copies) is known when it goes out, which is after the signature.
	{Key: "issue", District: true, IDs: []string{"kind"}, Free: true, Act: Plan, Fields: issueFields},
}
