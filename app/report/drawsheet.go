package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// DrawSheet is the data of a draw that a printed paper carries, so that anyone can repeat it. In a PDF or an OFD file it is in the
// keywords, as JSON in base64 behind a mark. The plain text file beside that (UTF-8, one field a line) has the same, for people and for ReadDrawSheet.
//
// Caveat: only the file is checked. Whoever holds the paper has to compare the hash, the seed and the result on it with the file's.
type DrawSheet struct {
	Round    string   `json:"round"`
	District string   `json:"district"`
	Title    string   `json:"title"`
	Day      string   `json:"day"`
	Person   string   `json:"person"`
	Phrase   string   `json:"phrase"`
	Count    int      `json:"count"`
	Strata   bool     `json:"strata"`
	List     []string `json:"list"`
	ListHash string   `json:"listHash"`
	Seed     string   `json:"seed"`
	Result   []string `json:"result"`
}

const (
	drawMark = "kaohe-draw-1:" // before the base64
	drawHead = "抽签记录 kaohe-draw-1"
)

// Limits on a sheet from an unknown source. A vault keeps a list in one value (ledger.MaxValue), so real sheets are far below them.
const (
	maxDrawData  = 4 << 20 // bytes of a text, or of base64
	maxDrawLines = 65_536  // of the list, and what may be drawn
)

// NewDrawSheet returns the sheet of a draw.
func NewDrawSheet(a *assess.Assessment, d *assess.District, x *assess.Draw) *DrawSheet {
	return &DrawSheet{Round: a.Title, District: d.Name, Title: x.Title, Day: string(x.Day), Person: a.Name(x.Person), Phrase: strings.TrimSpace(x.Phrase),
		Count: x.Count, Strata: x.Strata, List: x.List, ListHash: x.ListHash(), Seed: x.Seed(), Result: x.Result}
}

// Keywords returns the sheet in the form for a document's metadata.
func (s *DrawSheet) Keywords() string {
	b, err := json.Marshal(s)
	if err != nil {
		return "" // strings and numbers always marshal
	}
	return drawMark + base64.StdEncoding.EncodeToString(b)
}

// textFields lists the fields that are one line each in a text sheet, in order.
func (s *DrawSheet) textFields() []struct {
	name string
	at   *string
} {
	return []struct {
		name string
		at   *string
	}{{"考核", &s.Round}, {"单位", &s.District}, {"事项", &s.Title}, {"日期", &s.Day}, {"主持", &s.Person}, {"短语", &s.Phrase},
		{"名单校验码", &s.ListHash}, {"种子", &s.Seed}}
}

// Text returns the sheet as plain text.
func (s *DrawSheet) Text() []byte {
	var b bytes.Buffer
	b.WriteString(drawHead + "\n")
	for _, f := range s.textFields() {
		fmt.Fprintf(&b, "%s：%s\n", f.name, strings.NewReplacer("\n", " ", "\r", " ").Replace(*f.at))
	}
	fmt.Fprintf(&b, "抽取：%d\n分层：%s\n名单：%d\n", s.Count, map[bool]string{true: "是", false: "否"}[s.Strata], len(s.List))
	for i, l := range s.List {
		fmt.Fprintf(&b, "%d. %s\n", i+1, l)
	}
	fmt.Fprintf(&b, "结果：%d\n", len(s.Result))
	for i, l := range s.Result {
		fmt.Fprintf(&b, "%d. %s\n", i+1, l)
	}
	return b.Bytes()
}

// IsDrawSheet tells by the first bytes of a file whether it can be a draw sheet for ReadDrawSheet: a PDF or a text sheet.
func IsDrawSheet(head []byte) bool {
	return bytes.HasPrefix(head, []byte("%PDF-")) || bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("抽签记录"))
}

// ReadDrawSheet reads a PDF or a text sheet. Faults: drawsheet.none (a PDF without a draw), drawsheet.damaged.
func ReadDrawSheet(b []byte) (*DrawSheet, error) {
	if !bytes.HasPrefix(b, []byte("%PDF-")) {
		return readDrawText(b)
	}
	return KeptDraw(b)
}

// KeptDraw reads a sheet in the form of Keywords, whatever stands around it. Faults: drawsheet.none, drawsheet.damaged.
func KeptDraw(b []byte) (*DrawSheet, error) {
	i := bytes.LastIndex(b, []byte(drawMark))
	if i < 0 {
		return nil, words.Refuse("drawsheet.none")
	}
	data := append(bytes.Clone(b[i+len(drawMark):min(len(b), i+len(drawMark)+maxDrawData)]), '\n')
	end := bytes.IndexFunc(data, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '+' || r == '/' || r == '=')
	})
	if end < 0 {
		return nil, words.Refuse("drawsheet.damaged")
	}
	raw, err := base64.StdEncoding.DecodeString(string(data[:end]))
	if err != nil {
		return nil, words.Refuse("drawsheet.damaged").Because(err)
	}
	var s DrawSheet
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, words.Refuse("drawsheet.damaged").Because(err)
	}
	return s.whole()
}

// whole refuses values that no draw can have. Fault: drawsheet.damaged.
func (s *DrawSheet) whole() (*DrawSheet, error) {
	if len(s.List) == 0 || len(s.List) > maxDrawLines || len(s.Result) > len(s.List) || s.Count < 0 || s.Count > maxDrawLines || s.Phrase == "" {
		return nil, words.Refuse("drawsheet.damaged")
	}
	return s, nil
}

func readDrawText(b []byte) (*DrawSheet, error) {
	damaged := words.Refuse("drawsheet.damaged")
	const most = 2*maxDrawLines + 100 // list, result and the fields
	if len(b) > maxDrawData || !utf8.Valid(b) || bytes.Count(b, []byte("\n")) > most {
		return nil, damaged
	}
	// Text editors add line ends and a byte order mark; spaces at the end of a line may belong to a name.
	text := strings.ReplaceAll(strings.TrimPrefix(string(b), "\ufeff"), "\r\n", "\n")
	r := &drawText{lines: strings.Split(text, "\n")}
	if strings.TrimSpace(r.next()) != drawHead {
		return nil, damaged
	}
	var s DrawSheet
	for _, f := range s.textFields() {
		*f.at = r.field(f.name, formerly[f.name]...)
	}
	s.Phrase = strings.TrimSpace(s.Phrase)
	s.Count = r.number("抽取")
	strata := r.field("分层")
	s.Strata = strata == "是"
	s.List = r.list("名单")
	s.Result = r.list("结果")
	if r.bad || strata != "是" && strata != "否" || strings.TrimSpace(strings.Join(r.lines, "")) != "" {
		return nil, damaged
	}
	return s.whole()
}

// formerly are the names of fields in sheets of earlier versions.
var formerly = map[string][]string{"短语": {"口令"}}

// drawText reads a text sheet line by line; bad becomes true at the first line that is not as expected.
type drawText struct {
	lines []string
	bad   bool
}

func (r *drawText) next() string {
	if len(r.lines) == 0 {
		r.bad = true
		return ""
	}
	l := r.lines[0]
	r.lines = r.lines[1:]
	return l
}

// field is the next line, which begins with a name or with one that it had.
func (r *drawText) field(name string, formerly ...string) string {
	line := r.next()
	for _, name := range append(formerly, name) {
		if value, ok := strings.CutPrefix(line, name+"："); ok {
			return value
		}
	}
	r.bad = true
	return ""
}

func (r *drawText) number(name string) int {
	n, err := strconv.Atoi(strings.TrimSpace(r.field(name)))
	r.bad = r.bad || err != nil || n < 0 || n > maxDrawLines
	return n
}

func (r *drawText) list(name string) []string {
	n := r.number(name)
	if r.bad || n > len(r.lines) {
		r.bad = true
		return nil
	}
	out := make([]string, 0, n)
	for i := range n {
		l, ok := strings.CutPrefix(r.next(), strconv.Itoa(i+1)+". ")
		r.bad = r.bad || !ok
		out = append(out, l)
	}
	return out
}

// Differs repeats the draw and returns in words what differs from the sheet; nothing if it can be repeated.
func (s *DrawSheet) Differs() []words.Msg {
	x := assess.Draw{List: s.List, Count: s.Count, Strata: s.Strata, Phrase: s.Phrase}
	var out []words.Msg
	if err := x.Check(); err != nil {
		out = append(out, words.M("prepare.verify.check", err))
	}
	if h := x.ListHash(); h != s.ListHash {
		out = append(out, words.M("prepare.verify.hash", s.ListHash, h))
	}
	if h := x.Seed(); h != s.Seed {
		out = append(out, words.M("prepare.verify.seed", s.Seed, h))
	}
	if got := x.Drawn(); !slices.Equal(got, s.Result) {
		out = append(out, words.M("prepare.verify.result", oneLine(s.Result), oneLine(got)))
	}
	return out
}

func oneLine(list []string) string { return strings.ReplaceAll(strings.Join(list, "、"), "\t", "·") }
