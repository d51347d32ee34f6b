package screen

import "encoding/json"

// Desk keeps what is put together on a page and waits for a button, beside the round's records: it is there again when the program was ended
// in any way, and is asked about before the vault is let go only where it could not be kept.
type Desk struct {
	k    *Kit
	held map[string]bool // could not be kept
}

const drafts = "draft/" // before a draft's name, among the settings

// NewDesk makes it.
func NewDesk(k *Kit) *Desk { return &Desk{k: k, held: map[string]bool{}} }

// Keep keeps a draft under a name: what json makes of it. The first time that one can't be kept, that is said.
func (d *Desk) Keep(name string, draft any) {
	text, err := json.Marshal(draft)
	if err == nil {
		err = d.put(name, string(text))
	}
	if err != nil && !d.held[name] {
		d.held[name] = true
		d.k.Window.Fail(err)
	}
}

// Forget forgets a draft.
func (d *Desk) Forget(name string) {
	delete(d.held, name)
	if d.k.Session.Setting(drafts+name) != "" {
		if err := d.put(name, ""); err != nil {
			d.k.Window.Fail(err)
		}
	}
}

func (d *Desk) put(name, text string) error {
	if d.k.Session.Setting(drafts+name) == text {
		return nil
	}
	err := d.k.Session.SetSetting(drafts+name, text)
	if err == nil {
		delete(d.held, name)
	}
	return err
}

// Recall reads a draft, and tells whether there is one. What another version wrote, and this one can't read, counts as none.
func (d *Desk) Recall(name string, draft any) bool {
	text := d.k.Session.Setting(drafts + name)
	return text != "" && json.Unmarshal([]byte(text), draft) == nil
}

// Lost tells whether a draft would be lost with the program.
func (d *Desk) Lost(name string) bool { return d.held[name] }
