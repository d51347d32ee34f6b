package start

import (
	"errors"
	"maps"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/schema"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Joining is how somebody joins a round on this laptop by an invitation: plain data, checked as far as it can be before the package is opened.
type Joining struct {
	Package    string // path of the team's package
	Code       string // of the invitation
	Opens      string // passphrase of a package that wants one
	Laptop     string // name
	PIN        string
	Passphrase string // seals the vault; empty: whoever has the file can read it
}

// Joiner is what the form asks of the window.
type Joiner interface {
	PickPackage(then func(path string))
	// CheckCode tells at once whether a code was mistyped. Fault: invite.form.
	CheckCode(code string) error
	LaptopName() string // what the system calls this laptop; may be empty
	// Join asks where the vault is to be, and joins. What is wrong is said by Refuse.
	Join(Joining)
}

// Boxes of the form for joining, beside those of the keys.
const (
	BoxPackage Box = "package"
	BoxCode    Box = "code"
	BoxOpens   Box = "opens"
	BoxLaptop  Box = "laptop"
)

var joinNoun = locking("join", schema.Field{Name: BoxPackage}, schema.Field{Name: BoxCode}, schema.Field{Name: BoxOpens}, schema.Field{Name: BoxLaptop})

// joinTyped is what of it is typed, without what only a package may want.
var joinTyped = locking("join", schema.Field{Name: BoxCode}, schema.Field{Name: BoxLaptop})

// JoinForm asks for what a person needs to join: the team's package, the code that was read out to them, and a PIN of their own.
type JoinForm struct {
	k      *screen.Kit
	joiner Joiner
	path   string // of the package
	form   *form.Form
	keys   keys
	fresh  Draft // what stands in the boxes of a form that nobody has filled in
	file   *widget.Label
	row    *widgets.FormRow // of the package
	told   *widgets.Banner
	page   *widgets.Page
	body   *fyne.Container
}

// NewJoinForm makes an empty form.
func NewJoinForm(k *screen.Kit, j Joiner, cancel func()) *JoinForm {
	f := &JoinForm{k: k, joiner: j, told: widgets.NewBanner(theme.Refused, ""), file: widget.NewLabel("")}
	f.file.Truncation = fyne.TextTruncateEllipsis
	f.form = form.Asking(k, joinNoun, append([]*form.Field{form.Box(BoxCode).Says("join.code").Hint("join.code.hint").Refuse(f.read),
		form.Secret(BoxOpens).Says("join.opens").Note("join.opens.hint"), form.Box(BoxLaptop).Says("join.laptop").Note("join.laptop.hint")}, keyFields()...)...)
	f.keys = keys{f.form, "join.seal.says"} // who joins gets no recovery code
	f.form.Field(BoxPIN).Dress("start.pin", "join.pin.hint")
	f.form.OnDone = f.Submit
	f.form.OnChange = f.changed
	rows := widgets.NewForm(112)
	rows.AddWide(widgets.Head(widgets.Heading(k.T("join.invited")), nil))
	pick := widgets.NewButton(k.T("join.pick"), theme.IconFolder, func() { j.PickPackage(f.Take) })
	f.row = rows.Add(k.T("join.package"), container.NewBorder(nil, nil, nil, pick, f.file), k.T("join.package.hint"))
	f.form.Into(rows, BoxCode, BoxOpens)
	rows.AddWide(widgets.Head(widgets.Heading(k.T("join.here")), nil))
	f.form.Into(rows, BoxLaptop, BoxPIN, BoxAgain, BoxSeal, BoxPass, BoxPassAgain)
	f.page = widgets.NewPage(12, container.New(layout.Most{Width: 720, Centre: true}, layout.Stack(8, widgets.Paragraph(k.T("join.steps")), rows)))
	f.form.Field(BoxOpens).Show(false)
	f.form.Fill(BoxLaptop, j.LaptopName())
	f.keys.look()
	f.fresh = f.keys.draft(joinTyped)
	f.body = framed(k.T("start.join.title"), f.page, f.told, widgets.NewButton(k.T("start.cancel"), "", cancel), widgets.NewPrimary(k.T("join.go"), theme.IconCheck, f.Submit))
	f.put("")
	return f
}

// mistyped says what is wrong with a code, as far as its own characters tell.
func (f *JoinForm) mistyped(code string) string {
	if code == "" {
		return f.k.T("join.bad.code")
	}
	if err := f.joiner.CheckCode(code); err != nil {
		return f.k.Say.Explain(err).Both()
	}
	return ""
}

// read is mistyped of another code than that of which something was told.
func (f *JoinForm) read(code string) string {
	f.form.Field(BoxCode).Tell("")
	return f.mistyped(code)
}

// changed looks at what the choice of a seal asks for.
func (f *JoinForm) changed(field string) {
	if field == BoxSeal {
		f.keys.look()
		f.page.Fit()
	}
}

// Take puts a package into the form; the code is asked for next.
func (f *JoinForm) Take(path string) {
	f.put(path)
	f.form.Field(BoxOpens).Show(false)
	f.form.Focus(BoxCode)
	f.page.Fit()
}

func (f *JoinForm) put(path string) {
	f.path = path
	f.row.SetError("")
	if path == "" {
		f.file.SetText(f.k.T("join.nopackage"))
		return
	}
	f.file.SetText(filepath.Base(path))
}

// filled tells whether a person has filled in anything.
func (f *JoinForm) filled() bool {
	return f.path != "" || f.form.Secret(BoxOpens) != "" || !maps.Equal(f.keys.draft(joinTyped), f.fresh)
}

// Object is the form.
func (f *JoinForm) Object() fyne.CanvasObject { return f.body }

// Focus puts the cursor into the first box.
func (f *JoinForm) Focus() {
	f.form.Focus(BoxCode)
	f.page.Fit()
}

// check reads the form, or says what is wrong, by the boxes.
func (f *JoinForm) check() (Joining, Errors) {
	d, errs := f.keys.draft(locking("join")), Errors{}
	j := Joining{Package: f.path, Code: f.form.Field(BoxCode).Text(), Opens: f.form.Secret(BoxOpens), Laptop: strings.TrimSpace(f.form.Value(BoxLaptop))}
	if j.Laptop == "" {
		errs[BoxLaptop] = []words.Msg{words.M("join.bad.laptop")}
	}
	j.PIN, j.Passphrase = unlocks(d, errs)
	return j, errs
}

// Submit joins, or says what is wrong.
func (f *JoinForm) Submit() {
	j, errs := f.check()
	told := beside(f.k, errs)
	if wrong := f.mistyped(strings.TrimSpace(j.Code)); wrong != "" {
		told[BoxCode] = wrong
	}
	f.tell(told)
	if f.path == "" {
		f.row.SetError(f.k.T("join.bad.package"))
	}
	if len(told) > 0 || f.path == "" {
		return
	}
	f.joiner.Join(j)
}

// tell stands what is wrong beside the boxes and goes to the first.
func (f *JoinForm) tell(told map[string]string) {
	f.form.Tell(told)
	f.told.Put(theme.Refused, "")
	f.body.Refresh()
	f.page.Fit()
	f.form.FocusWrong()
	if box := f.form.Wrong(); box != nil {
		f.page.Reveal(box)
	}
}

// besideOf are the boxes that the faults of joining are about, by their codes.
var besideOf = map[string]string{"invite.form": BoxCode, "invite.wrong": BoxCode, "invite.closed": BoxCode, "invite.expired": BoxCode, "invite.spent": BoxCode,
	"invite.withdrawn": BoxCode, "invite.rank": BoxCode, "laptop.name": BoxLaptop, "text.control": BoxLaptop, "pin.short": BoxPIN, "passphrase.short": BoxPass,
	"pack.passphrase": BoxOpens, "pack.wrong": BoxOpens}

// Refuse says why somebody could not join, beside the box that it is about or else above the buttons. What was typed stays.
func (f *JoinForm) Refuse(err error) {
	told := map[string]string{}
	for code, box := range besideOf {
		if errors.Is(err, words.Refuse(code)) {
			told[box] = f.k.Say.Explain(err).Both()
		}
	}
	if told[BoxOpens] != "" {
		f.form.Field(BoxOpens).Show(true)
	}
	f.tell(told)
	if len(told) == 0 {
		f.told.Put(theme.Refused, f.k.Say.Explain(err).Both())
		f.body.Refresh()
	}
}

// Forget empties the boxes for PINs and passphrases.
func (f *JoinForm) Forget() { f.form.Forget() }
