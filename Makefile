# Every target does the set-up it needs; see README.md.
SHELL := bash
.DEFAULT_GOAL := help

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
TAGS    := desktop,production,webkit2_41
LDFLAGS := -s -w -X sluiceway/app.version=$(VERSION)
PAGE    := $(shell find frontend/src frontend/index.html frontend/vite.config.ts frontend/package-lock.json -type f 2>/dev/null)
export GOFLAGS := -buildvcs=false

.PHONY: help run dev build test check bench bench-soak fuzz conformance devcluster devcluster-down bindings fixtures fmt setup-build

help: ## what can be asked for
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: build ## open the window (without a display: on a virtual one, and keep a picture)
	@build/tasks/run

build: setup-build bin/page-built ## bin/sluiceway, the release binary
	go build -tags $(TAGS) -trimpath -ldflags '$(LDFLAGS)' -o bin/sluiceway .

bin/page-built: $(PAGE)
	@build/tasks/npm
	cd frontend && npm run --silent build
	@mkdir -p bin && touch $@

setup-build:
	@build/tasks/apt build

dev: ## the page in a browser on recorded answers, reloading as you edit (no Go, no window)
	@build/tasks/npm
	cd frontend && npm run dev

test: build ## everything: Go, page, real worker, real keyring, real window
	@build/tasks/test

check: ## format, lint, layers, dead code, bindings, and that it compiles for Windows
	@build/tasks/check

fmt: ## write the format that check asks for
	@build/tasks/lint fmt

bench: build ## each figure beside its budget
	@build/tasks/bench

bench-soak: build ## memory after ten minutes of polling 1,000 connectors
	@build/tasks/bench soak

FUZZTIME ?= 20s
fuzz: ## every fuzz target for FUZZTIME (20s)
	@build/tasks/fuzz $(FUZZTIME)

conformance: ## the worker suite on a real worker: make conformance KAFKA=3.9.1
	@build/tasks/conformance

devcluster: ## a real Kafka and Connect worker on 127.0.0.1:18083 (KAFKA=3.9.1 for another version)
	@build/tasks/apt worker
	@build/devcluster/devcluster up

devcluster-down: ## stop it
	@build/devcluster/devcluster down

bindings: ## write the page's side of the bound methods
	@build/tasks/bindings

fixtures: ## write the answers that the page is developed and tested on
	@build/tasks/fixtures
