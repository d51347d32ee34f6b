package sheet

import "testing"

// What Excel and LibreOffice show.
func TestANumberIsReadAsItsFormatShowsIt(t *testing.T) {
	for _, c := range []struct {
		code string
		n    float64
		want string
	}{
		{"0", 12, "12"},
		{"0000", 12, "0012"},
		{"0.00", 1.1, "1.10"},
		{"0.00", 1.005, "1.01"},
		{"0.0#", 1.25, "1.25"},
		{"0.0#", 1.2, "1.2"},
		{"#.##", 0.5, ".5"},
		{"#,##0", 1234567, "1,234,567"},
		{"#,##0.00", -1234.5, "-1,234.50"},
		{"0%", 0.95, "95%"},
		{"0.0%", 0.853, "85.3%"},
		{"0.00%", 0.07, "7.00%"},
		{`"〔2006〕"0"号"`, 7, "〔2006〕7号"},
		{"〔2006〕0号", 7, ""}, // digits within the text: not what its maker meant, nor anything that is known here
		{`\第0\条`, 3, "第3条"},
		{`0"分"`, 2.4, "2分"},
		{`General"分"`, 2.4, "2.4分"},
		{`G/通用格式"个"`, 3, ""},
		{"[Red]0.0", 2, "2.0"},
		{"[$¥-804]#,##0.00", 1200, "¥1,200.00"},
		{"0.00_);(0.00)", -1.5, "(1.50)"},
		{"0.00_);(0.00)", 1.5, "1.50 "},
		{`0;-0;"—"`, 0, "—"},
		{"0.00", -0.001, "0.00"},
		{"0.00E+00", 1234, ""},
		{"# ?/?", 0.5, ""},
		{"[>100]0.0;0", 5, ""},
		{"000-0000", 5551234, ""},
		{"0,", 1234567, ""},
		{"General", 0.1 + 0.2, ""},
		{"@", 7, ""},
		{`"`, 7, ""},
		{"", 7, ""},
	} {
		if got := ofCode(c.code).show(c.n); got != c.want {
			t.Errorf("%q of %v: %q, want %q", c.code, c.n, got, c.want)
		}
	}
}

func TestAFormatIsADayATimeOrAShare(t *testing.T) {
	for code, want := range map[string]string{"yyyy-mm-dd": "day", "h:mm": "clock", "[h]:mm": "clock", "上午/下午h\"时\"mm\"分\"": "clock", "yyyy/m/d h:mm": "day",
		"0.0%": "share", "0": "", "mm:ss": "clock", `m"月"d"日"`: "day", `0"%"`: ""} {
		got := ""
		switch f := ofCode(code); {
		case f.date:
			got = "day"
		case f.clock:
			got = "clock"
		case f.percent:
			got = "share"
		}
		if got != want {
			t.Errorf("%s is a %q, want %q", code, got, want)
		}
	}
	for id, want := range map[int]numberFormat{9: {percent: true}, 14: {date: true}, 20: {clock: true}, 0: {}, 49: {}} {
		got := builtIn(id)
		if got.date != want.date || got.clock != want.clock || got.percent != want.percent {
			t.Errorf("format %d: %+v", id, got)
		}
	}
}
