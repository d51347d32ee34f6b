package pdfread

import (
	"context"
	"io"
	"runtime/debug"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"kaohe/app/words"
)

// memoryPages limits the memory of one file's engine: 192 MB in WebAssembly's pages of 64 KB.
const memoryPages = 3072

var keep struct {
	sync.Mutex
	folder string
}

// Keep sets a folder, private to this user, that keeps the compiled engine for later processes. Call it before the first Open; later calls
// have no effect. If the folder can't be used, the engine is compiled again.
func Keep(folder string) {
	keep.Lock()
	defer keep.Unlock()
	keep.folder = folder
}

var engine = sync.OnceValues(start)

func start() (pdfium.Pool, error) {
	keep.Lock()
	folder := keep.folder
	keep.Unlock()
	if folder != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(folder); err == nil {
			if pool, err := compile(config().WithCompilationCache(cache)); err == nil {
				return pool, nil
			} // otherwise the disk may be full: without the cache it is only slower
		}
	}
	pool, err := compile(config())
	if err != nil {
		return nil, words.Refuse("page.engine").Because(err)
	}
	return pool, nil
}

func config() wazero.RuntimeConfig {
	return wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true) // needed for Kill
}

func compile(c wazero.RuntimeConfig) (pdfium.Pool, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(25)) // compiling leaves much behind, and each worker of it as much again: one is enough, once a computer
	return webassembly.Init(webassembly.Config{
		Context:       experimental.WithMemoryAllocator(context.Background(), memory),
		MaxTotal:      -1,                   // one for each open File
		FSConfig:      wazero.NewFSConfig(), // empty: it can't reach any file
		RuntimeConfig: c,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}
