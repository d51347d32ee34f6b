package exhibit_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/exhibit"
	"kaohe/app/words"
)

func TestFilesAreCalledByNumberAndCaption(t *testing.T) {
	var n exhibit.Namer
	for _, c := range []struct {
		x    assess.Evidence
		want string
	}{
		{assess.Evidence{No: "2-15", Caption: "通道堵塞", Name: "IMG_0001.JPG"}, "佐证2-15 通道堵塞.jpg"},
		{assess.Evidence{No: "2-15", Caption: "通道堵塞", Name: "b.jpg"}, "佐证2-15 通道堵塞（2）.jpg"},
		{assess.Evidence{No: "2-16", Name: "IMG_0002.HEIC"}, "佐证2-16 IMG_0002.heic"},
		{assess.Evidence{Name: "会议纪要.docx"}, "佐证 会议纪要.docx"},
		{assess.Evidence{No: "2-17", Caption: "a/b:c?\u202e", Name: "x"}, "佐证2-17 a_b_c__u{202E}"},
		{assess.Evidence{No: "2-18", Caption: strings.Repeat("长", 300), Name: "x.报表"}, "佐证2-18 " + strings.Repeat("长", 40)},
		{assess.Evidence{No: "2-19", Name: "去年.KAOHE"}, "佐证2-19 去年.kaohe_"},
		{assess.Evidence{No: "2-20", Caption: "去年.Kaohe", Name: "x"}, "佐证2-20 去年.Kaohe_"},
		{assess.Evidence{No: "../../1", Caption: ".", Name: "..."}, "佐证.._.._1__"},
	} {
		got := n.Name(&c.x)
		if got != c.want || !words.Portable(got) {
			t.Errorf("%+v: %q, not %q", c.x, got, c.want)
		}
	}
	if got := n.Marked("佐证2-15 通道堵塞.jpg"); got != "佐证2-15 通道堵塞（标注）.jpg" {
		t.Error(got)
	}
}

func TestNoTwoFilesHaveOneName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var n exhibit.Namer
		seen := map[string]bool{}
		for range rapid.IntRange(1, 30).Draw(t, "n") {
			x := assess.Evidence{No: rapid.SampledFrom([]string{"", "1-1", "../x", "1-1（标注）"}).Draw(t, "no"), Caption: rapid.OneOf(rapid.SampledFrom([]string{"", "a", "A", "SHA256SUMS"}), rapid.String()).Draw(t, "caption"),
				Name: rapid.OneOf(rapid.SampledFrom([]string{"a.jpg", "A.JPG", "a"}), rapid.String()).Draw(t, "name")}
			name := n.Name(&x)
			for _, name := range []string{name, n.Marked(name)} {
				if seen[strings.ToLower(name)] || !words.Portable(name) || len(name) > 255 {
					t.Fatalf("%q", name)
				}
				seen[strings.ToLower(name)] = true
			}
		}
	})
}

func TestSumsReadBack(t *testing.T) {
	hash := strings.Repeat("ab", 32)
	want := []exhibit.Sum{{Hash: hash, Name: "佐证2-1 通道 堵塞.jpg"}, {Hash: hash, Name: "南山区/x"}}
	var b bytes.Buffer
	if err := exhibit.WriteSums(&b, want); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{b.String(), "\ufeff" + strings.ReplaceAll(b.String(), "\n", "\r\n"), strings.ReplaceAll(strings.ToUpper(hash[:64])+b.String()[64:], "  ", " *")} {
		if got, err := exhibit.ReadSums(strings.NewReader(text)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%v: %+v", err, got)
		}
	}
	for _, text := range []string{"x", hash, hash + "  ", hash + "  /etc/passwd", hash + "  ../x", hash + "  a/../../x", hash + `  C:\x`, "zz" + hash[2:] + "  x", strings.Repeat("x", exhibit.MaxSums)} {
		if got, err := exhibit.ReadSums(strings.NewReader(text)); err == nil {
			t.Errorf("%.80q: %+v", text, got)
		}
	}
}

func TestAnIndexReadsBackAlsoWithItsColumnsMoved(t *testing.T) {
	l := &exhibit.List{Vault: "ab", District: "ns", Title: "考核", Entries: []exhibit.Entry{
		{No: "2-1", Caption: "通道", Taken: "2006-11-21 09:30:05", Supports: "项目1.3", Name: "a.jpg", Size: 5 << 20, Sum: "aa", File: "佐证2-1 通道.jpg", Exported: "bb", Marked: "佐证2-1 通道（标注）.jpg", Remark: "r"}, {No: "2-2"}}}
	b := l.Book()
	grid := func(order []int) *book.Grid {
		s := book.GridSheet{Name: b.Sheets[0].Name}
		row := func(n int, cell func(int) book.Raw) {
			r := book.GridRow{N: n}
			for _, i := range order {
				r.Cells = append(r.Cells, cell(i))
			}
			s.Rows = append(s.Rows, r)
		}
		row(1, func(int) book.Raw { return book.Raw{Kind: book.RawText, Text: "note"} })
		row(2, func(i int) book.Raw { return book.Raw{Kind: book.RawText, Text: b.Sheets[0].Columns[i].Head} })
		for n, cells := range b.Sheets[0].Rows {
			row(3+n, func(i int) book.Raw {
				return book.Raw{Kind: book.RawText, Text: cells[i].Text, Number: float64(cells[i].Number)}
			})
		}
		return &book.Grid{Head: b.Head, Ours: true, Sheets: []book.GridSheet{s}}
	}
	for _, order := range [][]int{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}} {
		if got, err := exhibit.Read(grid(order)); err != nil || !reflect.DeepEqual(got, l) {
			t.Errorf("%v: %+v", err, got)
		}
	}
	if _, err := exhibit.Read(grid([]int{0, 1})); err == nil {
		t.Error("an index without sums was read")
	}
	if _, err := exhibit.Read(&book.Grid{}); err == nil {
		t.Error("another workbook was read")
	}
}
