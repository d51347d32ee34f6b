package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)
