# Kaohe's front door. `make run` and `make test` are all a newcomer needs; both install what they lack (Debian, root or sudo).

GO      ?= go
TAGS    := migrated_fynedo
VERSION := $(shell ./.ci/version)
LDFLAGS := -X kaohe/cmd/internal/program.version=$(VERSION)
LINT    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
ALONE   := kaohe/cmd/internal/torture kaohe/cmd/internal/verbs kaohe/cmd/internal/workspace kaohe/ui kaohe/app/authority kaohe/data/ofd kaohe/data/pagecheck kaohe/data/pack kaohe/data/pdf kaohe/data/sheet kaohe/ui/onsite kaohe/ui/printing kaohe/ui/rules kaohe/ui/settle kaohe/ui/widgets
SINGLE  := kaohe/app/report kaohe/data/docx kaohe/app/book kaohe/app/assess kaohe/app/circular kaohe/app/book/table
VERSITY := github.com/versity/versitygw/cmd/versitygw@v1.8.0
# The longest first, here and in ALONE, so that none of them is left to run by itself.
PURE    := ./cmd/internal/... ./app/... ./data/... ./ui/... ./assets/... ./cmd/kaohec ./cmd/dist

.PHONY: help run build test race alone race-long window relay-test caret-test docx-test ofd-test converge torture bench fuzz golden pictures lint dist dist-same dist-test dist-test-verbs setup-build setup-test setup-dist clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

run: setup-build ## build, and open the window on the sample (as it was left, at a second start)
	$(GO) build -tags $(TAGS) -ldflags '$(LDFLAGS)' -o bin/kaohe ./cmd/kaohe
	./bin/kaohe demo

build: setup-build ## build bin/kaohe
	$(GO) build -tags $(TAGS) -ldflags '$(LDFLAGS)' -o bin/kaohe ./cmd/kaohe

test: setup-build setup-test race alone window ## all tests, as CI runs them

race: ## tests of everything but the window's binary, with the race detector
	LANGUAGE=zh_CN CGO_ENABLED=1 GOGC=300 $(GO) test -race -timeout 30m -skip '^TestWalk' -tags $(TAGS) $$($(GO) list $(PURE) | grep -v -x -F $(patsubst %,-e %,$(ALONE) $(SINGLE)))

alone: ## tests of packages that start processes, or take long under the race detector: CI runs race-long where a change touches them; or start no goroutine
	@! grep -lE '\bgo (func|[a-z][A-Za-z.]*\()|\.Go\(|\.Parallel\(' $(SINGLE:kaohe/%=%/*.go) || { echo "these start goroutines, and are not for SINGLE in the Makefile"; exit 1; }
	LANGUAGE=zh_CN CGO_ENABLED=0 GOGC=300 $(GO) test -timeout 30m -tags $(TAGS) $(ALONE) $(SINGLE)

race-long: ## the packages of alone, but those of processes and the harness, with the race detector
	LANGUAGE=zh_CN CGO_ENABLED=1 GOGC=300 $(GO) test -race -timeout 30m -skip '^TestWalk' -tags $(TAGS) $(filter-out kaohe/cmd/internal/torture kaohe/cmd/internal/verbs,$(ALONE) $(SINGLE))

window: ## the real window under Xvfb, with the real binary
	$(GO) test -tags $(TAGS) -count=1 -skip '^TestCandidates' ./cmd/kaohe/...

relay-test: ## the rooms of an exchange against a real S3 server, which is built first and takes some minutes
	@mkdir -p bin
	@test -x bin/versitygw || GOBIN=$(CURDIR)/bin GOFLAGS= $(GO) install $(VERSITY)
	KAOHE_S3_SERVER=$(CURDIR)/bin/versitygw CGO_ENABLED=0 $(GO) test -count=1 ./data/relay

docx-test: setup-test ## Word files of all kinds through LibreOffice (installed first, 200 MB): PDFs that pass the page check, and pictures to look at, in OUT (bin/docx)
	@./.ci/setup docx
	@./.ci/docx $${OUT:-bin/docx}

ofd-test: setup-test ## OFD files of all kinds in an independent reader (ofd.js in headless Chromium, installed first, 400 MB), held against their PDFs; pictures in OUT (bin/ofd/out)
	@./.ci/setup ofd
	@mkdir -p bin/ofd && cp .ci/ofd/package.json .ci/ofd/package-lock.json bin/ofd/ && cd bin/ofd && npm ci --ignore-scripts --no-audit --no-fund --loglevel error
	@out=$(abspath $(or $(OUT),bin/ofd/out)); rm -rf "$$out" && mkdir -p "$$out" && \
	KAOHE_OFD_READER=$(CURDIR)/bin/ofd KAOHE_OFD_OUT=$$out CGO_ENABLED=0 $(GO) test -count=1 -run '^TestReader$$' ./data/ofd

caret-test: setup-build setup-test ## candidates for Chinese stand at the caret: the real window under Xvfb with fcitx5, which is installed first (100 MB)
	@./.ci/setup caret
	$(GO) test -tags $(TAGS) -count=1 -run '^TestCandidates' ./cmd/kaohe

torture: setup-test ## every fault of the disk, power cuts and hostile files, TIMES as much (10), with seeds of their own; KAOHE_TORTURE_SEED repeats one
	KAOHE_TORTURE=$${TIMES:-10} CGO_ENABLED=0 $(GO) test -tags $(TAGS) -count=1 -timeout 3h ./cmd/internal/torture
	KAOHE_KILLS=2000 CGO_ENABLED=0 $(GO) test -count=1 -timeout 1h -run 'TestKill|TestBitFlips' ./data/vault

converge: ## CHECKS (5000) random histories of laptops that exchange packages, each with and without copies that go on: all must see the same
	CGO_ENABLED=0 $(GO) test -count=1 -timeout 1h -run TestLaptopsConverge ./app/session -rapid.checks=$${CHECKS:-5000}

bench: ## ratios to a floor measured in the same run
	CGO_ENABLED=0 $(GO) test -run '^$$' -bench . -benchtime 1s ./app/... ./data/... ./cmd/internal/...
	$(GO) test -tags $(TAGS) -run '^$$' -bench . -benchtime 3x ./cmd/kaohe/...

fuzz: ## each fuzz target for FUZZTIME (default 30s)
	@./.ci/fuzz $${FUZZTIME:-30s}

pictures: ## draw the manual's pictures anew from the sample; look at them before committing
	LANGUAGE=zh_CN KAOHE_PICTURES=1 CGO_ENABLED=0 $(GO) test -tags $(TAGS) -count=1 -run TestPicturesShowWhatTheWindowShows ./ui

golden: ## rewrite the goldens that may change; look at the diff before committing it
	CGO_ENABLED=0 $(GO) test ./app/report ./ui/... -update

lint: ## golangci-lint with the rules of .golangci.yml, and code that no program reaches
	@mkdir -p bin
	@test -x bin/golangci-lint || GOBIN=$(CURDIR)/bin GOFLAGS= $(GO) install $(LINT)
	CGO_ENABLED=0 ./bin/golangci-lint run $(PURE)
	./bin/golangci-lint run --build-tags $(TAGS) ./cmd/kaohe/...
	./.ci/dead

dist: setup-dist ## installers for Windows and Linux into dist/, as .ci/dist/all says; root or sudo
	@./.ci/dist/all

dist-same: setup-dist ## make dist once more, elsewhere: the same commit makes the same bytes. COLD=1 compiles anew
	@./.ci/dist/same

dist-test: setup-dist setup-build setup-test ## prove what make dist made: under wine, in bare Debians, and as arm64, as .ci/dist/test says; root or sudo
	@./.ci/dist/test

dist-test-verbs: setup-dist setup-test ## the part of dist-test that CI runs, without make dist: the verbs and the tests of packages under wine
	@./.ci/dist/test verbs

setup-build: ## install what the build needs
	@./.ci/setup build

setup-test: ## install what the tests need
	@./.ci/setup test

setup-dist: ## install what making installers needs
	@./.ci/setup dist

clean: ## remove what was built
	rm -rf bin dist cmd/*/*.syso
