package relay

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"kaohe/app/words"
)

const usualRegion = "us-east-1" // what servers that know no regions call theirs

type bucket struct {
	at     *url.URL
	client *minio.Client
	name   string
	prefix string // empty, or ends in /
}

// S3 is a part of a bucket on a server that speaks S3 and honours If-None-Match: https://host/bucket/prefix. The bucket has to be there; region may be
// empty. Faults: relay.address, relay.insecure.
func S3(where, region string, login Login) (Room, error) {
	u, err := address(where)
	if err != nil {
		return nil, err
	}
	name, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if prefix != "" {
		prefix += "/"
	}
	if region == "" {
		region = usualRegion
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(login.Name, login.Secret, ""), Secure: u.Scheme == "https", Region: region,
		BucketLookup: minio.BucketLookupPath, Transport: patient{}, MaxRetries: 3})
	if err != nil || name == "" {
		return nil, words.Refuse("relay.address", where).Because(err)
	}
	return bucket{u, client, name, prefix}, nil
}

func (b bucket) String() string { return b.at.String() }

func (b bucket) fault(err error) error {
	var answer minio.ErrorResponse
	if errors.As(err, &answer) {
		return reply(b.String(), answer.StatusCode, err)
	}
	return reply(b.String(), 0, err)
}

func (b bucket) List(ctx context.Context) ([]File, error) {
	ctx, answers := sparing(ctx)
	ctx, done := context.WithCancel(ctx) // ends the listing where it is not read to its end
	defer done()
	var l listing
	seen := 0
	for o := range b.client.ListObjects(ctx, b.name, minio.ListObjectsOptions{Prefix: b.prefix + top + "/", Recursive: true}) {
		err := o.Err
		if seen++; err == nil && seen > 2*MaxFiles {
			err = words.Refuse("relay.crowded", MaxFiles)
		}
		if name, ok := strings.CutPrefix(o.Key, b.prefix); err == nil && ok {
			err = l.add(name, o.Size)
		}
		if err != nil {
			return nil, b.fault(err)
		}
	}
	return l.sorted(), b.fault(cmp.Or(ctx.Err(), answers.err()))
}

func (b bucket) Get(ctx context.Context, name string, dst io.Writer, max int64) error {
	o, err := b.client.GetObject(ctx, b.name, b.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return b.fault(err)
	}
	defer o.Close() // only read
	_, err = io.Copy(&limited{dst, max}, o)
	if code := minio.ToErrorResponse(err).Code; code == minio.NoSuchKey {
		return errors.Join(ErrMissing, err)
	}
	return b.fault(err)
}

func (b bucket) Put(ctx context.Context, file File, src io.ReadSeeker) error {
	opts := minio.PutObjectOptions{ContentType: "application/octet-stream", DisableMultipart: true}
	opts.SetMatchETagExcept("*") // only where there is none
	_, err := b.client.PutObject(ctx, b.name, b.prefix+file.Name, src, file.Size, opts)
	if minio.ToErrorResponse(err).StatusCode != http.StatusPreconditionFailed {
		return b.fault(err)
	}
	there, err := b.client.StatObject(ctx, b.name, b.prefix+file.Name, minio.StatObjectOptions{})
	if err == nil && there.Size != file.Size {
		err = words.Refuse("relay.taken", file.Name)
	}
	return b.fault(err)
}
