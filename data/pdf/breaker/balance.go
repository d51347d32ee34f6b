package breaker

import "math"

// titleWords are kept whole in titles (7.3.1: "回行时，要做到词意完整"). Longest matches need no order: each only forbids breaks.
var titleWords = [][]rune{}

func init() {
	for _, w := range []string{"人民政府", "办公室", "领导小组", "责任制", "责任", "考核", "情况", "反馈", "通报", "通知", "整改", "工作", "年度", "征求",
		"意见", "关于", "落实", "政府", "打假", "打击", "假冒", "伪劣", "产品", "质量", "知识产权", "区政府", "市政府", "街道", "检查", "评分表",
		"抽查", "清单", "记录", "抽签", "台账", "报告", "方案", "问题", "要求", "建议", "监督", "管理", "进一步", "加强", "开展", "现场"} {
		titleWords = append(titleWords, []rune(w))
	}
}

// Balanced divides a title into as few lines as fit into w, of nearly equal length, so that it stands as a 梯形 or 菱形 (7.3.1) and no
// short line is left over. Words of titleWords are kept whole where that is possible.
func (t *Text) Balanced(w, gap float64) []Line {
	if len(t.rs) == 0 {
		return nil
	}
	greedy := t.Lines(Measure{First: w, Rest: w, Gap: gap})
	if len(greedy) < 2 {
		return greedy
	}
	places := t.titlePlaces()
	for n := len(greedy); n <= len(greedy)+1; n++ {
		if lines := t.shape(places, n, w, gap); lines != nil {
			return lines
		}
	}
	return greedy
}

// titlePlaces are the permitted places that divide no word of the list, with both ends.
func (t *Text) titlePlaces() []int {
	ok := append([]bool(nil), t.ok...)
	for _, word := range titleWords {
		for i := 0; i+len(word) <= len(t.rs); i++ {
			if string(t.rs[i:i+len(word)]) == string(word) {
				for k := 1; k < len(word); k++ {
					ok[i+k] = false
				}
			}
		}
	}
	places := []int{0}
	for i := range ok {
		if ok[i] {
			places = append(places, i)
		}
	}
	return append(places, len(t.rs))
}

// shape finds n lines with the least squared difference from the mean; nil if n lines cannot hold the text. A last line longer than
// the one before costs a little: 上梯形 reads best.
func (t *Text) shape(places []int, n int, w, gap float64) []Line {
	total, _ := t.width(0, len(t.rs), gap)
	mean := total / float64(n)
	const never = math.MaxFloat64
	p := len(places)
	if p > 400 { // a title of hundreds of places is no title; filling lines is good enough
		return nil
	}
	cost, from := grid(n+1, p, never), make([][]int, n+1)
	cost[0][0] = 0
	for k := 1; k <= n; k++ {
		from[k] = make([]int, p)
		for j := 1; j < p; j++ {
			for i := j - 1; i >= 0; i-- {
				l := t.line(places[i], places[j], gap)
				if l.Natural > w+slack {
					break
				}
				if cost[k-1][i] == never {
					continue
				}
				c := cost[k-1][i] + (l.Natural-mean)*(l.Natural-mean)
				if k == n && l.Natural > mean {
					c += (l.Natural - mean) * mean / 8
				}
				if c < cost[k][j] {
					cost[k][j], from[k][j] = c, i
				}
			}
		}
	}
	if cost[n][p-1] == never {
		return nil
	}
	out := make([]Line, n)
	for k, j := n, p-1; k > 0; k-- {
		i := from[k][j]
		out[k-1] = t.line(places[i], places[j], gap)
		j = i
	}
	return out
}

func grid(rows, cols int, v float64) [][]float64 {
	g := make([][]float64, rows)
	for i := range g {
		g[i] = make([]float64, cols)
		for j := range g[i] {
			g[i][j] = v
		}
	}
	return g
}
