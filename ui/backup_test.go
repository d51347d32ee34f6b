package ui_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/ui"
	"kaohe/ui/uitest"
)

// shelf is where the window's backups go.
type shelf struct {
	made     [][]string // the folders of each backup
	fail     map[string]error
	found    []ui.Backup
	restored string
	copied   []string
}

func (h *system) Beside(string) string { return "备份" }

func (h *system) Backup(_ context.Context, _ ui.Vault, folders []string, progress func(int, int)) []ui.BackedUp {
	progress(1, 2)
	h.shelf.made = append(h.shelf.made, folders)
	var out []ui.BackedUp
	for _, f := range folders {
		out = append(out, ui.BackedUp{Folder: f, Path: f + "/x.kaohe", At: time.Date(2006, 11, 20, 10, 0, 0, 0, time.UTC), Err: h.shelf.fail[f]})
	}
	return out
}

func (h *system) Backups(context.Context, string, []string, func(int, int)) ([]ui.Backup, error) {
	return h.shelf.found, nil
}

func (h *system) Loss(string, string, ui.Vault) ([]words.Msg, error) {
	return []words.Msg{words.M("backup.loss", "2006-11-19 18:30", 7, "a", "b"), words.M("backup.loss.by", "顾彧", 7)}, nil
}

func (h *system) Restore(_ context.Context, path, from string, _ func(int, int)) (string, error) {
	if !h.v.closed {
		return "", errors.New("the vault is open")
	}
	h.shelf.restored = from
	return "round 恢复前.kaohe", nil
}

func (h *system) Salvage(string) (string, []words.Msg, error) {
	return "round 抢救.kaohe", []words.Msg{words.M("cli.salvage", 3, 1, "round 抢救.kaohe")}, nil
}

func (h *system) SaveCopy(_ context.Context, _ ui.Vault, path string, _ func(int, int)) error {
	h.shelf.copied = append(h.shelf.copied, path)
	return nil
}

// overlay is what lies over the window.
func (s *stage) overlay() fyne.CanvasObject { return s.Window().Canvas().Overlays().Top() }

func (s *stage) pressOver(label string) {
	s.t.Helper()
	(&uitest.Stage{T: s.t}).Press(s.overlay(), label)
}

func (s *stage) note(text string) {
	s.t.Helper()
	d := s.system.v.View().District("luohu")
	if !s.Do(assess.Fields("edit.remark", d.Score("a1").Entity, "remark", text)) {
		s.t.Fatal("refused")
	}
}

// A backup is made when the window lets a vault go to which something was written, and not when nothing was.
func TestWhatWasWrittenIsBackedUpWhenTheVaultIsLetGo(t *testing.T) {
	s := newStage(t).open()
	s.Start()
	if len(s.system.shelf.made) != 0 {
		t.Fatal("backed up without need")
	}
	s.open()
	s.note("一")
	if s.system.v.settings["backup.due"] == "" {
		t.Fatal("a crash now would leave nothing that tells of the missing backup")
	}
	s.Start()
	if len(s.system.shelf.made) != 1 || !slices.Equal(s.system.shelf.made[0], []string{"备份"}) || s.system.v.settings["backup.due"] != "" {
		t.Fatalf("%v, due %q", s.system.shelf.made, s.system.v.settings["backup.due"])
	}
	s.mustSee("打开示例")
}

func TestWhatACrashLeftIsBackedUpAtTheNextStart(t *testing.T) {
	s := newStage(t)
	s.system.v.settings["backup.due"] = "1"
	s.open()
	if len(s.system.shelf.made) != 1 {
		t.Fatalf("%v", s.system.shelf.made)
	}
	s.mustSee("已备份 10:00")
}

func TestHoursAndDaysOfWorkAreBackedUp(t *testing.T) {
	s := newStage(t).open()
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{time.Minute, 0}, {2 * time.Hour, 0}, {time.Hour, 1}, {time.Hour, 1}, {2 * time.Hour, 2}, {9 * time.Hour, 3}} {
		s.now = s.now.Add(step.after)
		s.note(s.now.String())
		if len(s.system.shelf.made) != step.want {
			t.Fatalf("at %s: %d backups, want %d", s.now, len(s.system.shelf.made), step.want)
		}
	}
}

// A stick that is not there does not hold anybody up while another folder has the backup; the next start says so.
func TestOneFolderIsEnoughAndTheOtherIsSaid(t *testing.T) {
	s := newStage(t).open()
	ui.KeepFolders(s.App, "stick")
	s.system.shelf.fail = map[string]error{"stick": words.Refuse("backup.gone", "stick")}
	s.note("一")
	s.Start()
	if !s.system.v.closed || s.overlay() != nil {
		t.Fatal("the window was held up")
	}
	s.open()
	s.mustSee("备份没有成功")
	ui.ShowBackups(s.App)
	s.mustSee("找不到备份文件夹：stick", "如果是 U 盘，请插好再备份")
	s.system.shelf.fail = nil
	s.pressOver("立即备份")
	s.mustSee("已备份 11-20 10:00", "已备份 10:00")
	if s.sees("找不到备份文件夹") {
		t.Error("what is mended is still said")
	}
}

// Where no backup could be made, the person decides; the work is not lost either way.
func TestWithoutAnyBackupThePersonDecides(t *testing.T) {
	s := newStage(t).open()
	s.system.shelf.fail = map[string]error{"备份": words.Refuse("backup.full", "备份")}
	s.note("一")
	s.Start()
	s.mustSee("刚才的工作还没有备份", "备份 已满，没有备份成。请腾出空间")
	s.press(fyne.KeyEscape)
	if s.system.v.closed || s.system.v.settings["backup.due"] == "" {
		t.Fatal("it was let go all the same")
	}
	s.Start()
	s.pressOver("仍然关闭")
	s.mustSee("打开示例")
}

// Restoring says what would be lost first, then closes the vault, puts the backup there and opens it.
func TestRestoringSaysWhatGoesAndLeadsOn(t *testing.T) {
	s := newStage(t).open()
	s.system.shelf.found = []ui.Backup{
		{Path: "备份/b.kaohe", At: time.Date(2006, 11, 19, 18, 30, 0, 0, time.UTC), Records: 1200, Size: 3 << 20},
		{Path: "备份/a.kaohe", At: time.Date(2006, 11, 18, 18, 30, 0, 0, time.UTC), Records: 1100, Size: 3 << 20, Err: words.Refuse("vault.damaged", "a.kaohe", words.M("damage.meta"))}}
	ui.RestoreAny(s.App)
	s.mustSee("2006-11-19 18:30　1200 条记录　3 MB", "a.kaohe 已损坏")
	ui.WeighLoss(s.App, "sample.kaohe", "备份/b.kaohe")
	s.mustSee("恢复到 2006-11-19 18:30 的备份，之后写入的 7 条记录就没有了", "其中顾彧写的有 7 条", "现在的文件不会删除")
	if s.system.shelf.restored != "" {
		t.Fatal("restored before it was asked")
	}
	s.pressOver("恢复")
	if s.system.shelf.restored != "备份/b.kaohe" {
		t.Fatal("not restored")
	}
	s.mustSee("已经恢复到备份时的样子", "原来的文件保留为：round 恢复前.kaohe")
}

// away is a vault that this laptop may read and not write.
type away struct {
	*vault
	why      error
	enrolled bool
}

func (a away) ReadOnly() error            { return a.why }
func (a away) Enrolled() bool             { return a.enrolled }
func (a away) Apply(e *assess.Edit) error { return a.why }
func (a away) Own() ledger.Device         { return ledger.Device{9} }

func TestARestoredVaultOfAnOldTimeLeadsToEnrolling(t *testing.T) {
	s := newStage(t).open()
	s.system.as = away{vault: s.system.v}
	ui.Restore(s.App, "sample.kaohe", "备份/b.kaohe")
	s.mustSee("要先重新登记这台电脑才能写入", "这台电脑还没有登记到本次考核，只能查看。")
	s.pressOver("到“团队”页登记")
	s.mustSee("登记这台电脑")
}

// A vault that can only be read says why, keeps what is not written out of the way, and offers a copy.
func TestAVaultThatCanOnlyBeReadSaysWhyAndOffersACopy(t *testing.T) {
	s := newStage(t)
	s.system.as = away{vault: s.system.v, why: words.Refuse("vault.readonly", "sample.kaohe")}
	s.system.v.settings["backup.due"] = "1" // of the laptop from which it was copied
	s.open()
	s.mustSee("没有写入 sample.kaohe 的权限。", "只读", "另存副本…")
	ui.CopyTo(s.App, "home")
	s.mustSee("副本已保存，核对无误。", "在别的电脑上打开，只能查看", "home/sample 副本 2006-11-20 1000.kaohe")
	s.press(fyne.KeyEscape)
	s.Start()
	if len(s.system.shelf.made) != 0 || len(s.system.shelf.copied) != 1 {
		t.Fatalf("%+v", s.system.shelf)
	}
}

// A damaged vault at the start leads to its backups, or to what can be salvaged.
func TestADamagedVaultOffersABackupOrWhatCanBeRead(t *testing.T) {
	s := newStage(t)
	s.system.fail = words.Refuse("vault.damaged", "x.kaohe", words.M("damage.meta"))
	s.Open("x.kaohe")
	s.mustSee("x.kaohe 已损坏", "从备份恢复…", "取出还能读的内容…")
	s.pressOver("取出还能读的内容…")
	s.mustSee("还能读的内容已经取到新文件。", "已取出记录 3 条")
	s.system.fail = nil
	s.pressOver("打开它")
	s.mustSee("顾彧 · 组长")
}

// The banner that says why nothing can be written leaves room for the page on a small screen.
func TestAVaultThatCanOnlyBeReadFitsIntoASmallScreen(t *testing.T) {
	s := newStage(t)
	s.system.as = away{vault: s.system.v, why: words.Refuse("vault.network", "sample.kaohe")}
	s.open()
	for _, p := range assess.Phases {
		s.at("nanshan", p)
		if m := s.Window().Canvas().Content().MinSize(); m.Width > 1024 || m.Height > 660 {
			t.Errorf("%s needs %v, more than 1024x660 (700 less the menu)", p.Key(), m)
		}
	}
}
