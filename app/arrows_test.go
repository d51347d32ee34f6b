package app_test

import (
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// ban says that packages below From may not import what is below any of To, and why.
type ban struct {
	from, except string
	to           []string
	why          string
}

const module = "kaohe/"

var bans = []ban{
	{"app", "", []string{module + "ui", module + "data", module + "cmd", module + "assets"}, "app is what an assessment is; it must not know who shows, stores or prints it"},
	{"app", "", []string{"fyne.io", "go.etcd.io/bbolt", "github.com/jung-kurt/gofpdf", "github.com/xuri/excelize"}, "app is free of window, database, paper and workbooks, so that it can be tested and read alone"},
	{"ui", "", []string{module + "data", module + "cmd"}, "a screen reaches files only through interfaces that cmd fulfils"},
	{"ui", "", []string{"go.etcd.io/bbolt", "github.com/jung-kurt/gofpdf", "os/exec"}, "a screen opens no file and starts no program"},
	{"data", "", []string{module + "ui", module + "cmd", "fyne.io"}, "an adapter must work without a window"},
	{"assets", "", []string{module + "ui", module + "data", module + "cmd"}, "assets only embed"},
	{"cmd", "cmd/kaohe", []string{"fyne.io/fyne/v2/app"}, "only main may pull in the GLFW driver, so that all else builds without cgo"},
	{"app", "", []string{"fyne.io/fyne/v2/app"}, "needs cgo"},
	{"ui", "", []string{"fyne.io/fyne/v2/app"}, "needs cgo: use what main hands in"},
	{"cmd/internal/verbs", "", []string{"fyne.io"}, "verbs work without a display"},
	{"app/ledger", "", []string{module + "app/assess", module + "app/standard", module + "app/session", module + "app/report"}, "the ledger knows nothing of assessments"},
	{"app/standard", "", []string{module + "app/assess", module + "app/ledger", module + "app/session", module + "app/report"}, "the score engine stands alone"},
	{"app/assess", "", []string{module + "app/session", module + "app/report", module + "app/roundplan"}, "session and report stand on assess"},
	{"app/report", "", []string{module + "app/session", module + "app/roundplan"}, "a document is made from a view, not from a session"},
	{"app/session", "", []string{module + "app/roundplan"}, "the sample uses a session as a team would"},
	{"app/book", "", []string{module + "app/session", module + "app/report", module + "app/circular"}, "a workbook is compared with a view, whoever holds it"},
	{"app/circular", "", []string{module + "app/session", module + "app/book"}, "the circular is made from a view, as every document"},
	{"app/province", "", []string{module + "app/session", module + "app/roundplan"}, "a province's table is made from views, whoever opened them"},
	{"app/reportproof", "", []string{module + "app/session"}, "what a report proves must not need a session"},
	{"data/pagecheck", "", []string{module + "data/pdf", module + "app/report"}, "who measures a page must not know who laid it out"},
	{"data/pack", "", []string{module + "data/vault", module + "app/session", module + "app/assess"}, "a package knows records, not the file that they come from, nor what they mean"},
	{"data/evidence", "", []string{module + "data/vault", module + "app/session", module + "app/assess"}, "a store knows files by their hashes, not what they mean"},
	{"data/sheet", "", []string{module + "app/assess"}, "sheet knows cells, not what they mean"},
	{"ui", "", []string{"github.com/xuri/excelize", "github.com/klippa-app/go-pdfium"}, "a screen reads no workbook and no PDF"},
	{"ui/widgets", "", []string{module + "app/assess", module + "app/standard", module + "app/session", module + "app/ledger", module + "ui/screen"}, "widgets know nothing of assessments"},
	{"ui/form", "", []string{module + "ui/frame", module + "ui/checklist", module + "ui/settle", module + "ui/onsite"}, "forms know fields, not pages"},
	{"ui/theme", "", []string{module + "app", module + "ui"}, "theme is colours and sizes"},
	{"ui/layout", "", []string{module + "app", module + "ui"}, "layouts know no widget"},
	{"data/sfnt", "", []string{"github.com/jung-kurt/gofpdf"}, "sfnt knows nothing of PDF"},
}

type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "kaohe/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func below(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

func TestArrows(t *testing.T) {
	all := packages(t)
	for _, b := range bans {
		found := false
		for _, p := range all {
			if !below(p.ImportPath, module+b.from) || b.except != "" && below(p.ImportPath, module+b.except) {
				continue
			}
			found = true
			for _, i := range p.Imports {
				if slices.ContainsFunc(b.to, func(to string) bool { return below(i, to) && !below(p.ImportPath, to) }) {
					t.Errorf("%s imports %s: %s", p.ImportPath, i, b.why)
				}
			}
		}
		if !found {
			t.Errorf("the ban on %s guards no package any more: %s", b.from, b.why)
		}
	}
}
