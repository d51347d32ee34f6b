package assess_test

import (
	"testing"

	"kaohe/app/assess"
)

func TestABodyIsCalledByItsKind(t *testing.T) {
	for _, c := range []struct{ name, government, body, you string }{
		{"福田区", "", "福田区人民政府", "你区"},
		{"光明新区", "", "光明新区管理委员会", "你区"},
		{"浦东新区", "", "浦东新区人民政府", "你区"},
		{"大亚湾经济技术开发区", "", "大亚湾经济技术开发区管理委员会", "你区"},
		{"博罗县", "", "博罗县人民政府", "你县"},
		{"粤海街道", "", "粤海街道办事处", "你街道"},
		{"前海管委会", "", "前海管委会", "你委"},
		{"前海", "前海深港现代服务业合作区管理局", "前海深港现代服务业合作区管理局", "你单位"},
		{"市工商局", "", "市工商局", "你单位"},
	} {
		d := &assess.District{Name: c.name, Government: c.government}
		if d.Body() != c.body || d.You() != c.you {
			t.Errorf("%s: %s, %s; want %s, %s", c.name, d.Body(), d.You(), c.body, c.you)
		}
	}
}

func TestAllBodiesAreAddressedTogetherWhereTheyAreAlike(t *testing.T) {
	for want, names := range map[string][]string{
		"":         nil,
		"各区人民政府":   {"福田区", "罗湖区"},
		"各区、县人民政府": {"惠城区", "博罗县", "惠阳区"},
		"各区人民政府，光明新区管理委员会": {"福田区", "光明新区"},
		"光明新区管理委员会、市工商局":   {"光明新区", "市工商局"},
	} {
		a := &assess.Assessment{}
		for _, n := range names {
			a.Districts = append(a.Districts, &assess.District{Name: n})
		}
		if got := a.Bodies(); got != want {
			t.Errorf("%q: %s, want %s", names, got, want)
		}
	}
}
