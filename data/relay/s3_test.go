package relay

import (
	"context"
	"strings"

	"github.com/minio/minio-go/v7"
)

func plantObject(b bucket, name, content string) error {
	_, err := b.client.PutObject(context.Background(), b.name, b.prefix+name, strings.NewReader(content), int64(len(content)), minio.PutObjectOptions{})
	return err
}
