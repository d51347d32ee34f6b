package verbs

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"time"

	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/relay"
	"kaohe/data/vault"
)

// How often a watched room is looked at: a folder, and a server, which somebody pays for.
const (
	oftenFolder = 5 * time.Second
	oftenServer = time.Minute
)

// relay exchanges packages with the team through a folder, a bucket or a WebDAV server: once, or until it is interrupted.
func (c *call) relay() error {
	var at workspace.Place
	c.flags.StringVar(&at.Dir, "dir", "", "")
	c.flags.StringVar(&at.S3, "s3", "", "")
	c.flags.StringVar(&at.WebDAV, "webdav", "", "")
	watch := c.flags.Bool("watch", false, "")
	anew := c.flags.Bool("anew", false, "")
	path, err := c.one("VAULT")
	if err != nil {
		return err
	}
	if places := []string{at.Dir, at.S3, at.WebDAV}; len(slices.DeleteFunc(places, func(s string) bool { return s == "" })) != 1 {
		return misuse{words.M("cli.relay.where")}
	}
	room, err := at.Room(os.Getenv)
	if err != nil {
		return err
	}
	if !*watch {
		lines, _, err := c.exchange(c.ctx, path, room, *anew)
		c.lines(lines)
		return err
	}
	often := oftenServer
	if at.Dir != "" {
		often = oftenFolder
	}
	return c.watch(path, room, often, *anew)
}

// exchange opens the vault for one step, so that the window can have it in between. What was done before an error is told too.
func (c *call) exchange(ctx context.Context, path string, room relay.Room, anew bool) (lines []string, r relay.Report, err error) {
	err = c.on(path, vault.ReadWrite, func(d *workspace.Workspace) (err error) {
		if r, err = d.Exchange(ctx, room, anew); err == nil || r.Sent+r.Taken > 0 {
			for _, m := range d.ExchangeLines(r) {
				lines = append(lines, c.Say.Say(m))
			}
		}
		return err
	})
	return lines, r, err
}

// watch exchanges whenever something changed, and says what came of it where that is anything, and not what it said just before.
func (c *call) watch(path string, room relay.Room, often time.Duration, anew bool) error {
	ctx, stop := signal.NotifyContext(c.ctx, os.Interrupt)
	defer stop()
	var lines, said []string
	step := func(ctx context.Context) (r relay.Report, err error) {
		lines, r, err = c.exchange(ctx, path, room, anew)
		anew = anew && err != nil
		return r, err
	}
	c.print("cli.relay.watch", room.String())
	relay.Watch(ctx, room, often, func() string { return stand(path) }, step, func(s relay.Status) {
		switch {
		case s.Err != nil:
			lines = append(lines, c.Say.Explain(s.Err).Line())
		case s.Sent+s.Taken+s.Lost+len(s.Waiting)+len(s.Awaited) == 0:
			lines = nil
		}
		if len(lines) > 0 && !slices.Equal(lines, said) {
			c.line("%s", s.At.Format("2006-01-02 15:04:05"))
			c.lines(lines)
		}
		said = lines
	})
	return nil
}

func (c *call) lines(all []string) {
	for _, l := range all {
		c.line("%s", l)
	}
}

// stand is how a vault's file stands, as far as a change of it shows.
func stand(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return err.Error()
	}
	return info.ModTime().String()
}
