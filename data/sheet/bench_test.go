package sheet_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
	"kaohe/data/sheet"
)

// big is what twelve districts fill: their scores of 80 items, 2,000 records, 500 documents.
func big() *book.Book {
	b := &book.Book{Head: book.Head{Form: "whole", Vault: "00", Frontier: "00", Title: "考核"}}
	for _, s := range []struct {
		name       string
		rows, cols int
		length     int
	}{{"考核得分", 960, 8, 12}, {"现场记录", 2000, 12, 200}, {"文件抽查", 500, 9, 40}} {
		sh := book.Sheet{Name: s.name, Note: "每行一条。"}
		for c := range s.cols {
			k := []book.Kind{book.Text, book.Points, book.Date, book.Long}[c%4]
			sh.Columns = append(sh.Columns, book.Column{Head: fmt.Sprintf("列%d", c), Note: "说明", Kind: k, Width: 12, Sum: k == book.Points})
		}
		for r := range s.rows {
			row := make([]book.Cell, s.cols)
			for c := range row {
				row[c] = book.Cell{Number: int64(30000 + r*c), Is: true}
				if k := sh.Columns[c].Kind; k == book.Text || k == book.Long {
					n := min(s.length, 12)
					if k == book.Long {
						n = s.length
					}
					row[c] = book.Cell{Text: strings.Repeat("查", n-4) + fmt.Sprintf("%04d", r*s.cols+c)}
				}
			}
			sh.Rows = append(sh.Rows, row)
		}
		b.Sheets = append(b.Sheets, sh)
	}
	return b
}

// bareWrite is the floor: excelize's stream writer, raw values only.
func bareWrite(w io.Writer, b *book.Book) error {
	f := excelize.NewFile()
	defer f.Close()
	for _, s := range b.Sheets {
		if _, err := f.NewSheet(s.Name); err != nil {
			return err
		}
		sw, err := f.NewStreamWriter(s.Name)
		if err != nil {
			return err
		}
		row := make([]any, len(s.Columns))
		for n, cells := range s.Rows {
			for i, c := range cells {
				row[i] = c.Text
				if c.Is {
					row[i] = float64(c.Number) / 100
				}
			}
			if err := sw.SetRow(fmt.Sprintf("A%d", n+1), row); err != nil {
				return err
			}
		}
		if err := sw.Flush(); err != nil {
			return err
		}
	}
	return f.Write(w)
}

// bareRead is the floor: excelize's row reader.
func bareRead(r io.Reader) error {
	f, err := excelize.OpenReader(r)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		if err != nil {
			return err
		}
		for rows.Next() {
			if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
				return err
			}
		}
		if err := rows.Close(); err != nil {
			return err
		}
	}
	return nil
}

// against runs ours and the floor in turn and reports the ratios of time, of bytes allocated, and of the heap's peak.
func against(b *testing.B, ours, floor func() error) {
	run := func(f func() error) time.Duration {
		start := time.Now()
		if err := f(); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	var mine, bare time.Duration
	for b.Loop() {
		mine += run(ours)
		b.StopTimer()
		bare += run(floor)
		b.StartTimer()
	}
	b.ReportMetric(float64(mine)/float64(bare), "time-ratio")
	b.ReportMetric(float64(bare.Microseconds())/1000/float64(b.N), "floor-ms/op")
	allocated, peak := heap(b, ours)
	allocated0, peak0 := heap(b, floor)
	b.ReportMetric(float64(allocated)/float64(allocated0), "alloc-ratio")
	b.ReportMetric(float64(peak)/float64(peak0), "peak-ratio")
	b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
}

// heap is what a function allocates, and the most that the heap has in use while it runs beyond what it had before.
func heap(t testing.TB, f func() error) (allocated, peak uint64) {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	done, most := make(chan struct{}), make(chan uint64)
	go func() {
		var m runtime.MemStats
		top := uint64(0)
		for {
			runtime.ReadMemStats(&m)
			top = max(top, m.HeapInuse)
			select {
			case <-done:
				most <- top
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	if err := f(); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&now)
	close(done)
	return now.TotalAlloc - before.TotalAlloc, max(<-most, before.HeapInuse) - before.HeapInuse
}

// BenchmarkWrite: goal 1.5 or less.
func BenchmarkWrite(b *testing.B) {
	book := big()
	against(b, func() error { return sheet.Write(io.Discard, book) }, func() error { return bareWrite(io.Discard, book) })
}

// BenchmarkRead: goal 1.5 or less.
func BenchmarkRead(b *testing.B) {
	file := bytesOf(b, big())
	against(b, func() error {
		_, err := sheet.Read(file, file.Size())
		return err
	}, func() error {
		_, _ = file.Seek(0, io.SeekStart) // in memory
		return bareRead(file)
	})
}
