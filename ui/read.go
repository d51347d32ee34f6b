package ui

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
)

// kept is a session.Reading as a setting of the vault.
type kept struct {
	Whole []authority.Tip            `json:"whole"`
	Of    map[string][]authority.Tip `json:"of,omitempty"`
	One   []string                   `json:"one,omitempty"` // record and number of the write
}

// reader is how far each person has read what others write, on this laptop. Who comes to a round for the first time has nothing unread:
// what stands when they come is where they begin.
type reader struct {
	s    *shell
	who  string // whose reading it is
	read session.Reading
	list []session.News
	of   *assess.Assessment // of which list is the news; nil: of none
}

func readKey(person string) string { return "read/" + person }

// News implements news.Log.
func (r *reader) News() []session.News {
	who := r.s.v.Who()
	if who == nil {
		return nil
	}
	if who.ID != r.who {
		r.turn(who.ID)
	}
	if a := r.s.v.View(); a != r.of {
		r.list, r.of = r.s.v.News(who.ID, r.read), a
	}
	return r.list
}

// turn takes up the reading of a person, or begins it.
func (r *reader) turn(person string) {
	r.who, r.of, r.read = person, nil, session.Reading{One: map[ledger.OpID]bool{}}
	var k kept
	if json.Unmarshal([]byte(r.s.v.Setting(readKey(person))), &k) == nil {
		if f, ok := authority.FrontierOf(k.Whole); ok {
			r.read.Whole, r.read.Of = f, map[string]ledger.Frontier{}
			for d, tips := range k.Of {
				r.read.Of[d], _ = authority.FrontierOf(tips)
			}
			for _, s := range k.One {
				if id, ok := writeOf(s); ok {
					r.read.One[id] = true
				}
			}
			return
		}
	}
	_, r.read.Whole = r.s.v.Snapshot()
	r.keep()
}

// unread counts what is new in a district.
func (r *reader) unread(district string) int {
	n := 0
	for _, x := range r.News() {
		if x.District == district {
			n++
		}
	}
	return n
}

// Read implements news.Log.
func (r *reader) Read(n session.News) {
	for _, id := range n.Writes {
		r.read.One[id] = true
	}
	r.done()
}

// ReadDistrict implements news.Log.
func (r *reader) ReadDistrict(id string) {
	if r.read.Of == nil {
		r.read.Of = map[string]ledger.Frontier{}
	}
	_, r.read.Of[id] = r.s.v.Snapshot()
	r.done()
}

// ReadAll implements news.Log.
func (r *reader) ReadAll() {
	_, f := r.s.v.Snapshot()
	r.read = session.Reading{Whole: f, One: map[ledger.OpID]bool{}}
	r.done()
}

// done keeps what was read and shows what is left. Where that is nothing, one mark says so for all.
func (r *reader) done() {
	r.of = nil
	if len(r.News()) == 0 {
		_, f := r.s.v.Snapshot()
		r.read = session.Reading{Whole: f, One: map[ledger.OpID]bool{}}
	}
	r.keep()
	r.s.render()
}

func (r *reader) keep() {
	if r.s.v.ReadOnly() != nil {
		return
	}
	k := kept{Whole: authority.TipsOf(r.read.Whole)}
	for d, f := range r.read.Of {
		if k.Of == nil {
			k.Of = map[string][]authority.Tip{}
		}
		k.Of[d] = authority.TipsOf(f)
	}
	for id := range r.read.One {
		k.One = append(k.One, fmt.Sprintf("%s %d", id.Record, id.Index))
	}
	slices.Sort(k.One)
	r.s.keep(readKey(r.who), k)
}

// writeOf reads what names a write.
func writeOf(s string) (id ledger.OpID, ok bool) {
	record, index, _ := strings.Cut(s, " ")
	b, err := hex.DecodeString(record)
	if err != nil || len(b) != len(id.Record) {
		return id, false
	}
	id.Record = ledger.Hash(b)
	_, err = fmt.Sscan(index, &id.Index)
	return id, err == nil
}
