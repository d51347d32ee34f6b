package assess

import (
	"slices"
	"strings"
)

// How an assessed body is called and addressed in documents.

// boards end the names of areas that a 管理委员会 governs, unless the area is one of governed.
var boards = []string{"新区", "开发区", "高新区", "产业区", "园区", "保税区", "示范区", "试验区", "合作区", "度假区", "风景区", "管理区"}

// governed are areas with such a name that are districts of their own right.
var governed = []string{"浦东新区", "滨海新区"}

// Body returns what the assessed body is called in documents: what was entered for it, else what follows from its name: 福田区人民政府,
// 光明新区管理委员会, 粤海街道办事处. What names a body already is left as it is.
func (d *District) Body() string {
	if d.Government != "" {
		return d.Government
	}
	ends := func(with ...string) bool {
		return slices.ContainsFunc(with, func(s string) bool { return strings.HasSuffix(d.Name, s) })
	}
	switch {
	case ends(governed...):
		return d.Name + "人民政府"
	case ends(boards...):
		return d.Name + "管理委员会"
	case ends("街道"):
		return d.Name + "办事处"
	case ends("区", "县", "市", "旗", "镇", "乡"):
		return d.Name + "人民政府"
	}
	return d.Name
}

// You is how a document speaks to the body: 你区, 你县, 你委, 你单位.
func (d *District) You() string {
	for _, s := range []string{"区", "县", "市", "旗", "镇", "乡", "街道"} {
		if strings.HasSuffix(d.Name, s) {
			return "你" + s
		}
	}
	if b := d.Body(); strings.HasSuffix(b, "管理委员会") || strings.HasSuffix(b, "管委会") {
		return "你委"
	}
	return "你单位"
}

// Bodies addresses all districts of the round: governments together by the kind of their areas, others by name: 各区、县人民政府，光明新区管理委员会.
func (a *Assessment) Bodies() string {
	const government = "人民政府"
	var kinds, out []string
	for _, d := range a.Districts {
		switch b := d.Body(); {
		case b != d.Name+government:
			out = append(out, b)
		default:
			if k := strings.TrimPrefix(d.You(), "你"); !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	others := strings.Join(out, "、")
	switch {
	case kinds == nil && others == "":
		return ""
	case kinds == nil:
		return others
	case others != "":
		others = "，" + others
	}
	return "各" + strings.Join(kinds, "、") + government + others
}
