package ui_test

import (
	"context"
	"slices"
	"testing"

	"kaohe/app/province"
	"kaohe/app/words"
)

// Gather finds one round, and a file that opens by a passphrase.
func (h *system) Gather(_ context.Context, _ string, phrases []string, _ func(int, int)) (*province.Table, error) {
	rounds := []*province.Round{{File: "广州.kaohe", Office: "广州", Districts: []*province.District{{Name: "越秀区"}}}}
	if slices.Contains(phrases, "correct horse battery") {
		return province.Gather(append(rounds, &province.Round{File: "深圳.kaohe", Vault: [32]byte{2}, Office: "深圳"}), nil), nil
	}
	return province.Gather(rounds, []province.Left{{File: "深圳.kaohe", Why: words.M("fault.vault.sealed", "深圳.kaohe"), Broken: true, Locked: true}}), nil
}

func (h *system) SaveTable(_ context.Context, t *province.Table, folder string, _ bool) (string, error) {
	h.shown = append(h.shown, t.Rounds[len(t.Rounds)-1].File)
	return folder + "/汇总.xlsx", nil
}

// TestRoundsAreGatheredFromTheStartPage: what is not in the table is said, a passphrase brings it in, and the table is saved.
func TestRoundsAreGatheredFromTheStartPage(t *testing.T) {
	s := newStage(t)
	s.Start()
	s.GatherFrom("省")
	s.mustSee("汇总了考核 1 个、被考核单位 1 个", "没有读到：深圳.kaohe：深圳.kaohe 已加密", "有 1 个文件要密码才能打开。", "保存表格…")
	s.pressOver("用这个密码再汇总")
	s.mustSee("请填写这一项")
	s.typed("correct horse battery")
	s.pressOver("用这个密码再汇总")
	s.mustSee("汇总了考核 2 个、被考核单位 1 个")
	if s.sees("没有读到") || s.sees("用这个密码再汇总") {
		t.Error("it asks again")
	}
}
