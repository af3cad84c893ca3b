# Every target does the set-up it needs; see README.md.
SHELL := bash
.DEFAULT_GOAL := help

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
TAGS    := desktop,production,webkit2_41,nethttpomithttp2
LDFLAGS := -s -w -X sluiceway/app.version=$(VERSION)
PAGE    := $(shell find frontend/src frontend/index.html frontend/vite.config.ts frontend/package-lock.json -type f 2>/dev/null)
export GOFLAGS := -buildvcs=false

.PHONY: help run dev build test check bench bench-soak fuzz conformance devcluster devcluster-down bindings fixtures fmt setup-build

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: build ## open the window (without a display: on a virtual one, and save a picture)
	@build/tasks/run

build: setup-build bin/page-built ## build bin/sluiceway, the release binary
	go build -tags $(TAGS) -trimpath -ldflags '$(LDFLAGS)' -o bin/sluiceway .

bin/page-built: $(PAGE)
	@build/tasks/npm
	cd frontend && npm run --silent build
	@mkdir -p bin && touch $@

setup-build:
	@build/tasks/apt build

dev: ## open the page in a browser with recorded answers and live reload (no Go, no window)
	@build/tasks/npm
	cd frontend && npm run dev

test: build ## run all tests: Go, page, real worker, real keyring, real window
	@build/tasks/test

check: ## check format, lint, layers, dead code, bindings and the build for Windows
	@build/tasks/check

fmt: ## format the Go code
	@build/tasks/lint fmt

bench: build ## measure speed and print each figure beside its budget; BENCH_CONNECTORS="1000 5000" adds a real worker
	@build/tasks/bench

bench-soak: build ## measure memory during ten minutes of polling 1,000 connectors
	@build/tasks/bench soak

FUZZTIME ?= 20s
fuzz: ## run every fuzz target for FUZZTIME (20s)
	@build/tasks/fuzz $(FUZZTIME)

conformance: ## run the worker suite on a real worker (KAFKA=3.9.1 for another version)
	@build/tasks/conformance

devcluster: ## start a real Kafka and Connect worker on 127.0.0.1:18083 (KAFKA=3.9.1 for another version)
	@build/tasks/apt worker
	@build/devcluster/devcluster up

devcluster-down: ## stop the devcluster
	@build/devcluster/devcluster down

bindings: ## generate the page's side of the bound methods
	@build/tasks/bindings

fixtures: ## record the answers with which the page is developed and tested
	@build/tasks/fixtures
