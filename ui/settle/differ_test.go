package settle

import (
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	show := func(runs []Run) string {
		var out strings.Builder
		for _, r := range runs {
			if r.Differs {
				out.WriteString("[" + r.Text + "]")
			} else {
				out.WriteString(r.Text)
			}
		}
		return out.String()
	}
	long := strings.Repeat("甲乙丙丁", 2000)
	for _, c := range []struct {
		name  string
		texts []string
		want  []string
	}{
		{"SingleCharacters", []string{"责任书签了三份。", "责任书签了五份。"}, []string{"责任书签了[三]份。", "责任书签了[五]份。"}},
		{"WholeLatinWords", []string{"open 120 cases", "open 125 cases"}, []string{"open [120] cases", "open [125] cases"}},
		{"Added", []string{"台账不全", "台账普遍不全"}, []string{"台账不全", "台账[普遍]不全"}},
		{"Three", []string{"甲乙丙", "甲丙", "甲乙丁"}, []string{"甲[乙丙]", "甲[丙]", "甲[乙丁]"}},
		{"NextToNothingBetween", []string{"甲一乙二丙", "甲三乙四丙"}, []string{"甲[一乙二]丙", "甲[三乙四]丙"}},
		{"EnoughBetween", []string{"一责任书二", "三责任书四"}, []string{"[一]责任书[二]", "[三]责任书[四]"}},
		{"Empty", []string{"", "甲"}, []string{"", "[甲]"}},
		{"Same", []string{"甲", "甲"}, []string{"甲", "甲"}},
		{"FarTooLong", []string{"首" + long + "一" + "尾", "首" + strings.Repeat("戊己", 3000) + "尾"},
			[]string{"[首" + long + "一尾]", "[首" + strings.Repeat("戊己", 3000) + "尾]"}},
		{"OnlyTheLastCharacterShared", []string{"台账记录不全，缺第三季度。", "已按要求整改完毕。"}, []string{"[台账记录不全，缺第三季度。]", "[已按要求整改完毕。]"}},
		{"OnlyTheFirstCharacterShared", []string{"已经办结归档", "已另行函告"}, []string{"[已经办结归档]", "[已另行函告]"}},
		{"ShortEndBesideASmallChange", []string{"责任书签了三份", "责任书签了五份"}, []string{"责任书签了[三]份", "责任书签了[五]份"}},
		{"LongBeginningBesideALongChange", []string{"专项整治：查处案件十二起移送三起", "专项整治：无记录"}, []string{"专项整治：[查处案件十二起移送三起]", "专项整治：[无记录]"}},
		{"ShorterThanTheChangesAround", []string{"甲乙丙丁戊责任书己庚辛壬癸", "子丑寅卯辰责任书巳午未申酉"}, []string{"[甲乙丙丁戊责任书己庚辛壬癸]", "[子丑寅卯辰责任书巳午未申酉]"}},
		{"LongerThanOneOfTheChanges", []string{"甲乙丙丁戊责任书己", "子丑寅卯辰责任书午"}, []string{"[甲乙丙丁戊]责任书[己]", "[子丑寅卯辰]责任书[午]"}},
		{"InsertionsAroundOneCharacter", []string{"责任书台账不齐全", "责任书新台旧账不齐全"}, []string{"责任书[台]账不齐全", "责任书[新台旧]账不齐全"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i, runs := range Compare(c.texts) {
				if got := show(runs); got != c.want[i] {
					t.Errorf("got %.80s, want %.80s", got, c.want[i])
				}
			}
		})
	}
}
