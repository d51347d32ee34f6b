package schema

// order is the field that many nouns have.
var order = Field{Name: "order", Kind: Order}

// The words of choices that several nouns have.
var (
	verdicts = []string{"yes", "partly", "no", "missing"}
	findings = []string{"achievement", "highlight", "problem"}
	forms    = []string{"briefing", "interview", "document", "subdistrict", "symposium"}
	rulings  = []string{"accept", "partly", "reject"}
)

func text(name string) Field  { return Field{Name: name, Kind: Text} }
func prose(name string) Field { return Field{Name: name, Kind: Prose} }
func day(name string) Field   { return Field{Name: name, Kind: Day} }
func flag(name string) Field  { return Field{Name: name, Kind: Flag} }
func must(f Field) Field      { f.Required = true; return f }

// ruled is for what two laptops write of one file without knowing of each other, and no person needs to settle.
func ruled(f Field) Field { f.Ruled = true; return f }

// named gives a field a label that differs from its name.
func named(label string, f Field) Field { f.Says = label; return f }

// ref declares a field that holds an id of a kind; set declares a set of such ids.
func ref(name, of string) Field { return Field{Name: name, Kind: Ref, Of: of} }
func set(name, label string) Field {
	return Field{Name: name, Kind: Flag, Set: true, Of: name, Says: label}
}
func person(name string) Field { return ref(name, "person") }

func points(name string) Field { return Field{Name: name, Kind: Points, Unit: "unit.points"} }
func percent(name string) Field {
	return Field{Name: name, Kind: Percent, Unit: "unit.percent"}
}
func choice(name, words string, one ...string) Field {
	return Field{Name: name, Kind: Choice, Words: words, One: one}
}
func number(name, unit string) Field { return Field{Name: name, Kind: Number, Unit: unit} }
func table(name string) Field        { return Field{Name: name, Kind: Table} }
func lines(name string) Field        { return Field{Name: name, Kind: Lines} }

// The fields of a standard. The round's own standard and the draft of its next version have the same.
var (
	standardFields = []Field{
		must(text("title")), text("version"), flag("sample"), {Name: "frozen", Kind: Flag, Act: Freeze}, flag("rescale"), points("bonus"),
		table("grades"), table("ranks"), table("forces")}
	sectionFields = []Field{must(text("title")), points("bonuscap"), order}
	itemFields    = []Field{
		text("code"), must(ref("section", "section")), must(prose("text")), prose("basis"), order, must(points("points")),
		must(table("rule")), {Name: "methods", Kind: Lines, Of: "method"}, lines("materials"), flag("key"),
		percent("keyfloor")}
	checkFields = []Field{must(text("text")), order}
	issueFields = []Field{
		text("office"), named("issued", text("number")), text("addressee"), text("copyto"), day("date"), text("signer"), text("copy"),
		text("secrecy"), text("urgency"), text("copies"), choice("head", "papers.issue.head.", "red", "none"),
		choice("seal", "papers.issue.seal.", "yes", "no"), text("inquiries"),
		choice("pictures", "papers.issue.pictures.", "none", "2", "6"), choice("drawing", "papers.issue.drawing.", "no")}
	stepFields = []Field{day("day"), must(prose("text")), prose("proof"), named("enteredby", person("person")), flag("done"), order}
	statement  = []Field{{Name: "statement", Kind: Statement}}
)

// Nouns lists all nouns, in the order in which people see them.
var Nouns = []Noun{
	{Key: "round", Act: Plan, Named: "title", Fields: []Field{
		named("name", must(text("title"))), named("organiser", text("city")), named("leadagency", text("lead")), prose("purpose"), text("year"), day("from"), day("to"),
		named("reportby", day("reply")), day("asof"), flag("sample"), lines("bases")}},
	{Key: "std", Act: Plan, Named: "title", Fields: standardFields},
	{Key: "std/sec", IDs: []string{"section"}, Act: Plan, Named: "title", Fields: sectionFields},
	{Key: "std/item", IDs: []string{"item"}, Act: Plan, Named: "code", Fields: itemFields},
	{Key: "std/visit", IDs: []string{"check"}, Act: Plan, Named: "text", Fields: checkFields},
	{Key: "std/method", IDs: []string{"method"}, Act: Plan, Named: "name", Fields: []Field{must(text("name")), must(choice("form", "form.", forms...)), order}},
	{Key: "std/sign", IDs: []string{"statement"}, Act: Version, Fields: statement},
	{Key: "nstd", Act: Plan, Named: "title", Fields: append([]Field{flag("begun")}, standardFields...)},
	{Key: "nstd/sec", IDs: []string{"section"}, Act: Plan, Named: "title", Fields: sectionFields},
	{Key: "nstd/item", IDs: []string{"item"}, Act: Plan, Named: "code", Fields: itemFields},

	{Key: "person", IDs: []string{"person"}, Act: Enrol, Fields: []Field{{Name: "card", Kind: Statement}}},
	{Key: "seat", IDs: []string{"person"}, Act: Plan, Fields: []Field{text("post"), order}},
	{Key: "device", IDs: []string{"device"}, Act: Enrol, Fields: []Field{{Name: "card", Kind: Statement}}},
	{Key: "revoke", IDs: []string{"statement"}, Act: Enrol, Fields: statement},
	{Key: "adopt", IDs: []string{"record"}, Act: Adopt, Fields: statement},
	{Key: "invite", IDs: []string{"invitation"}, Act: Enrol, Fields: statement},
	{Key: "withdraw", IDs: []string{"statement"}, Act: Enrol, Fields: statement},
	{Key: "ask", IDs: []string{"device"}, Act: Note, Fields: statement},
	{Key: "hold", IDs: []string{"device"}, Act: Note, Fields: []Field{ruled(set("file", "files"))}},
	{Key: "recovery", Act: Enrol, Fields: []Field{{Name: "key", Kind: Table, Says: "recoverykey"}}},

	{Key: "issue", IDs: []string{"kind"}, Act: Plan, Fields: issueFields},
	{Key: "circ/theme", IDs: []string{"theme"}, Act: Plan, Named: "title", Fields: []Field{
		text("title"), prose("requirement"), choice("kind", "finding.", findings...), order}},
	{Key: "circ/group", IDs: []string{"group"}, Act: Plan, Named: "text", Fields: []Field{
		named("together", prose("text")), choice("kind", "finding.", findings...), ref("theme", "theme"), order}},
	{Key: "circ/place", IDs: []string{"district", "finding"}, Act: Plan, Fields: []Field{
		ref("theme", "theme"), ref("group", "group"), ref("with", "finding")}},
	{Key: "circ/text", IDs: []string{"section"}, Act: Plan, Fields: []Field{prose("text"), table("ground")}},
	{Key: "circ/rule", Act: Plan, Fields: []Field{percent("over"), number("least", ""),
		choice("highlights", "circular.highlights.", "paragraph", "section"), choice("scores", "circular.scores.", "yes", "no")}},

	{Key: "", District: true, Phase: Preparation, Act: Plan, Named: "name", Fields: []Field{must(text("name")), text("government"), text("contact"), order}},
	{Key: "sub", District: true, IDs: []string{"subdistrict"}, Phase: Preparation, Act: Plan, Named: "name", Fields: []Field{
		must(text("name")), flag("drawn"), order}},
	{Key: "assign", District: true, IDs: []string{"section"}, Phase: Preparation, Act: Plan, Fields: []Field{set("person", "assessors"),
		{Name: "ranked", Kind: Lines, Of: "person", Says: "assessors.order"}}},
	{Key: "task", District: true, IDs: []string{"phase", "task"}, PhaseID: true, Act: Note, Named: "what", Fields: []Field{
		must(text("what")), person("who"), {Name: "due", Kind: Day}, flag("done"), text("waived"), order}},
	{Key: "claim", District: true, IDs: []string{"item"}, Phase: Preparation, Act: Note, Fields: []Field{
		named("claim", points("points")), prose("note")}},
	{Key: "mat", District: true, IDs: []string{"item", "material"}, Phase: Preparation, Act: Note, Fields: []Field{
		named("material", text("name")), choice("state", "material.", "got", "part", "none"), text("note")}},
	{Key: "plan", District: true, IDs: []string{"visit"}, Phase: Preparation, Act: Note, Named: "what", Fields: []Field{
		day("day"), {Name: "time", Kind: Clock}, named("text", text("what")), text("where"), named("goers", text("who")), order}},
	{Key: "draw", District: true, IDs: []string{"draw"}, Phase: Preparation, Act: Plan, Named: "title", Fields: []Field{
		named("name", text("title")), lines("list"), named("quota", number("count", "")), flag("strata"), text("phrase"), lines("result"),
		day("day"), person("person"), text("why"), order}},
	{Key: "last", District: true, IDs: []string{"item"}, Phase: Preparation, Act: Plan, Fields: []Field{
		text("mark"), text("reason"), text("hash")}},

	{Key: "score", District: true, IDs: []string{"item"}, Phase: Onsite, Act: Mark, Fields: []Field{
		points("mark"), {Name: "count", Kind: Measure}, flag("na"), text("nareason"), flag("veto"), prose("remark")}},
	{Key: "ded", District: true, IDs: []string{"item", "deduction"}, Phase: Onsite, Act: Mark, Named: "reason", Fields: []Field{
		must(points("amount")), text("reason"), set("record", "records"), order}},
	{Key: "rec", District: true, IDs: []string{"record"}, Phase: Onsite, Act: Note, Named: "title", Fields: []Field{
		must(ref("method", "method")), day("date"), {Name: "time", Kind: Clock}, text("place"), text("title"),
		prose("present"), person("recorder"), ref("sub", "subdistrict"), number("invited", "unit.people"),
		number("attended", "unit.people"), prose("text"), set("item", "items"), named("recordno", text("no")), order}},
	{Key: "qa", District: true, IDs: []string{"record", "question"}, Phase: Onsite, Act: Note, Named: "q", Fields: []Field{
		must(prose("q")), prose("a"), named("questionno", text("no")), order}},
	{Key: "doc", District: true, IDs: []string{"record", "document"}, Phase: Onsite, Act: Note, Named: "title", Fields: []Field{
		must(text("title")), text("number"), text("issuer"), day("date"), text("wanted"), choice("verdict", "verdict.", verdicts...),
		text("remark"), order}},
	{Key: "find", District: true, IDs: []string{"finding"}, Phase: Onsite, Act: Raise, Named: "named", Fields: []Field{
		must(choice("kind", "finding.", findings...)), must(prose("named")), prose("city"), set("item", "items"),
		set("record", "records"), named("findingno", text("no")), order}},
	{Key: "look", District: true, IDs: []string{"subdistrict", "check"}, Phase: Onsite, Act: Note, Fields: []Field{
		choice("verdict", "verdict.", verdicts...), text("note")}},
	{Key: "back", District: true, IDs: []string{"carried"}, Phase: Onsite, Act: Note, Named: "text", Fields: []Field{
		prose("text"), prose("requirement"), choice("state", "onsite.back.", "fixed", "part", "open"), prose("answer")}},

	{Key: "draft", District: true, IDs: []string{"draft"}, Phase: Consultation, Act: Raise, Fields: []Field{
		day("sent"), day("reply"), named("sender", person("person")), table("problems"), table("marks"), order}},
	{Key: "resp", District: true, IDs: []string{"finding"}, Phase: Consultation, Act: Raise, Fields: []Field{
		choice("stance", "stance.", "none", "partly", "full", "late"), prose("grounds"), day("day"), text("proof"),
		choice("ruling", "ruling.", rulings...), prose("reasons"), ref("effectitem", "item")}},
	{Key: "objection", District: true, IDs: []string{"item"}, Phase: Consultation, Act: Raise, Fields: []Field{
		choice("stance", "stance.", "partly", "full"), prose("grounds"), day("day"), text("proof"), choice("ruling", "ruling.", rulings...),
		prose("reasons")}},

	{Key: "final", District: true, IDs: []string{"finding"}, Phase: Summary, Act: Raise, Fields: []Field{
		prose("named"), prose("city"), flag("withdrawn"), named("ruledby", ref("why", "finding"))}},
	{Key: "finalmark", District: true, IDs: []string{"item"}, Phase: Summary, Act: Mark, Fields: []Field{
		points("mark"), named("ruledby", ref("why", "finding"))}},
	{Key: "req", District: true, IDs: []string{"finding"}, Phase: Summary, Act: Raise, Fields: []Field{
		prose("requirement"), day("deadline"), text("responsible")}},
	{Key: "sum", District: true, IDs: []string{"sum"}, Phase: Summary, Act: Raise, Fields: []Field{
		text("forced"), text("forcedwhy"), text("nohighlight"), day("printed"), flag("circulated")}},

	{Key: "rect", District: true, IDs: []string{"finding"}, Phase: Rectification, Act: Raise, Fields: []Field{
		choice("mode", "rect.", "now", "term", "long"), prose("measures"),
		choice("state", "rectstate.", "open", "reported", "closed", "carried"), person("reported"), person("checker"), prose("checked"),
		named("returned", text("reason"))}},
	{Key: "prog", District: true, IDs: []string{"finding", "step"}, Phase: Rectification, Act: Note, Named: "text", Fields: stepFields},
	{Key: "mile", District: true, IDs: []string{"finding", "step"}, Phase: Rectification, Act: Note, Named: "text", Fields: stepFields},

	{Key: "return", District: true, IDs: []string{"phase", "return"}, PhaseID: true, Since: 4, Act: SendBack, Named: "reason", Fields: []Field{
		ref("item", "item"), must(named("returnreason", prose("reason"))), {Name: "answer", Kind: Prose, Says: "returnanswer", Act: Note},
		named("cleared", flag("cleared"))}},
	{Key: "comment", District: true, IDs: []string{"person", "comment"}, Since: 4, Act: Talk, Own: true, Named: "text", Fields: []Field{
		text("on"), named("replyto", ref("to", "comment")), must(named("comment", prose("text"))), set("person", "mentions"),
		{Name: "done", Kind: Flag, Says: "commentdone", Act: Plan}},
		Free: "what the team says to one another is no part of what was found"},
	{Key: "evid", District: true, IDs: []string{"phase", "file"}, PhaseID: true, Since: 5, Act: Note, Named: "caption", Fields: []Field{
		ruled(must(named("filename", text("name")))), ruled(text("media")), ruled(number("size", "unit.bytes")), ruled(text("taken")), text("caption"),
		ruled(named("evidenceno", text("no"))), set("item", "items"), set("deduction", "deductions"), set("record", "records"),
		set("document", "documents"), set("finding", "findings"), set("step", "steps"), ruled(number("turn", "unit.degrees")),
		table("layer"), ref("before", "file"), ruled(order)}},
	{Key: "sign", District: true, IDs: []string{"phase", "statement"}, PhaseID: true, Act: Sign, Fields: statement,
		Free: "statements prove themselves, and a reopening is written while the signature stands"},
	{Key: "issue", District: true, IDs: []string{"kind"}, Act: Plan, Fields: issueFields,
		Free: "how a document is issued (number, date, copies) is known when it goes out, which is after the signature"},
}
