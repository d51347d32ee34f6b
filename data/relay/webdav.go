package relay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"

	"github.com/studio-b12/gowebdav"

	"kaohe/app/words"
)

// Login is what a server asks for. Empty: nothing.
type Login struct{ Name, Secret string }

type webDAV struct {
	at    *url.URL
	login Login
}

// WebDAV is a folder on a server, as the network disk of an office has them. It has to be there. Faults: relay.address, relay.insecure.
//
// WebDAV can't put a file only where there is none. It is put under a name that all pass over, and moved without replacing; a server that replaces
// all the same does no harm, because nobody else writes below this laptop's name.
func WebDAV(where string, login Login) (Room, error) {
	u, err := address(where)
	if err != nil {
		return nil, err
	}
	return webDAV{u, login}, nil
}

func (d webDAV) String() string { return d.at.String() }

func (d webDAV) client(ctx context.Context) *gowebdav.Client {
	auth := gowebdav.NewEmptyAuth()
	if d.login != (Login{}) {
		auth = gowebdav.NewAutoAuth(d.login.Name, d.login.Secret)
	}
	c := gowebdav.NewAuthClient(d.at.String(), auth)
	c.SetTransport(patient{ctx})
	return c
}

func (d webDAV) fault(err error) error {
	var status gowebdav.StatusError
	if errors.As(err, &status) {
		return reply(d.String(), status.Status, err)
	}
	return reply(d.String(), 0, err)
}

func missing(err error) bool { return gowebdav.IsErrNotFound(err) }

func (d webDAV) List(ctx context.Context) ([]File, error) {
	ctx, answers := sparing(ctx)
	c := d.client(ctx)
	if _, err := c.Stat("/"); err != nil {
		return nil, d.fault(err)
	}
	devices, err := readDir(c, top)
	if err != nil {
		return nil, d.fault(err)
	}
	var l listing
	for _, device := range devices {
		if !device.IsDir() || !isDevice(device.Name()) {
			continue
		}
		files, err := readDir(c, top+"/"+device.Name())
		for _, f := range files {
			if err == nil && !f.IsDir() {
				err = l.add(top+"/"+device.Name()+"/"+f.Name(), f.Size())
			}
		}
		if err != nil {
			return nil, d.fault(err)
		}
	}
	if err := answers.err(); err != nil {
		return nil, d.fault(err)
	}
	return l.sorted(), nil
}

func readDir(c *gowebdav.Client, dir string) ([]os.FileInfo, error) {
	files, err := c.ReadDir(dir)
	if missing(err) {
		return nil, nil
	}
	return files, err
}

func (d webDAV) Get(ctx context.Context, name string, dst io.Writer, max int64) error {
	body, err := d.client(ctx).ReadStream(name)
	if missing(err) {
		return errors.Join(ErrMissing, err)
	}
	if err != nil {
		return d.fault(err)
	}
	_, err = io.Copy(&limited{dst, max}, body)
	return d.fault(errors.Join(err, body.Close()))
}

func (d webDAV) Put(ctx context.Context, file File, src io.ReadSeeker) error {
	c := d.client(ctx)
	if there, err := d.there(c, file); there || err != nil {
		return err
	}
	dir, base := path.Split(file.Name)
	part := dir + partial + base
	err := c.WriteStreamWithLength(part, src, file.Size, 0)
	if err != nil {
		return d.fault(err)
	}
	if err := c.Rename(part, file.Name, false); err != nil && !gowebdav.IsErrCode(err, http.StatusPreconditionFailed) {
		return d.fault(err)
	}
	there, err := d.there(c, file)
	if err == nil && !there {
		err = words.Refuse("relay.failed", d.String()).Because(fmt.Errorf("%s was sent and is not there", file.Name))
	}
	return err
}

// there tells whether a file lies there already. Fault: relay.taken.
func (d webDAV) there(c *gowebdav.Client, file File) (bool, error) {
	info, err := c.Stat(file.Name)
	switch {
	case missing(err):
		return false, nil
	case err != nil:
		return false, d.fault(err)
	case info.Size() != file.Size:
		return false, words.Refuse("relay.taken", file.Name)
	}
	return true, nil
}
