package workspace_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/book"
	"kaohe/app/report"
	"kaohe/cmd/internal/workspace"
)

// Verbs' outputs.txt has links, pipes, permissions and a full disk.

func TestAVaultIsNoOutputWhileItIsOpenNorAfterwards(t *testing.T) {
	env, dir := cheap(t), t.TempDir()
	path, other := filepath.Join(dir, "a.kaohe"), filepath.Join(dir, "a.xlsx")
	d := found(t, path, env)
	must(t, os.Link(path, other))
	before, err := os.ReadFile(path)
	must(t, err)
	for _, p := range []string{path, other} {
		refused(t, "output.source", workspace.Output{Path: p, Replace: true}.Write(nil))
		refused(t, "output.source", workspace.SaveBook(workspace.Output{Path: p, Replace: true}, book.Template()))
		refused(t, "output.source", printer(t).Save(context.Background(), d, report.Job{Kind: "score", District: "ns"}, workspace.Output{Path: p, Replace: true}, nil).Err)
	}
	must(t, d.Close())
	for _, p := range []string{path, other} {
		refused(t, "output.vault", workspace.Output{Path: p, Replace: true}.Write(nil))
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if string(before) != string(after) {
		t.Fatal("the vault is another")
	}
}

func TestClearCountsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	var all []workspace.Output
	for _, name := range []string{"1", "2", "3"} {
		all = append(all, workspace.Output{Path: filepath.Join(dir, name)})
	}
	must(t, workspace.Clear(all...))
	must(t, all[1].Write([]byte("mine")))
	must(t, all[2].Write([]byte("mine")))
	err := workspace.Clear(all...)
	refused(t, "output.exists", err)
	if want := "output.exists[2 " + all[1].Path + "]"; err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	all[1].Replace, all[2].Replace = true, true
	must(t, workspace.Clear(all...))
}

func TestADrawAndItsTextAreBothWrittenOrNeither(t *testing.T) {
	for path, text := range map[string]string{"a/b.pdf": "a/b.txt", "b": "b.txt", "b.txt": "b.txt.txt", "b.TXT": "b.TXT.txt"} {
		if got := workspace.TextName(path); got != text {
			t.Errorf("%s: %s, want %s", path, got, text)
		}
	}
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "a.txt"), 0o700))
	refused(t, "output.kind", workspace.Clear(workspace.Outputs(report.Job{Kind: "draw"}, workspace.Output{Path: filepath.Join(dir, "a.pdf")})...))
}
