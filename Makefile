# Two commands do everything: `make run` and `make test`. `make help` lists the rest.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help

CACHE := build/cache
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X pishkhan/app.Version=$(VERSION)
WAILS := go tool -modfile=build/tools.mod wails
ARGS ?=

.PHONY: help run test dev build plain windows deb bench soak screenshots pictures fmt lint gen icons clean npm fonts dist

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start the program: the window, or the address to open (ARGS="serve --listen 127.0.0.1:7400")
	@build/window.sh run
	@$(MAKE) build
	@exec build/bin/pishkhan $(ARGS)

test: ## set everything up and run every test
	@build/test.sh

dev: npm fonts ## the window with a front end that reloads as you type
	@build/window.sh require
	$(WAILS) dev -appargs "$(ARGS)"

build: dist fonts ## build/bin/pishkhan, with the window where its libraries are
	@mkdir -p build/bin
	@tags=$$(build/window.sh tags) && \
	CGO_ENABLED=$$([ "$$tags" ] && echo 1 || echo 0) \
	go build -trimpath -buildvcs=false -tags "$$tags" -ldflags "$(LDFLAGS)" -o build/bin/pishkhan .
	@build/window.sh report

plain: dist fonts # build/cache/pishkhan, never with the window: what tests start and kill
	@mkdir -p $(CACHE)
	@CGO_ENABLED=0 go build -buildvcs=false -ldflags "$(LDFLAGS)" -o $(CACHE)/pishkhan .

windows: dist fonts ## build/bin/pishkhan.exe, with the window, from any system
	$(WAILS) build -s -skipbindings -platform windows/amd64 -trimpath -ldflags "$(LDFLAGS)"

deb: build ## build/bin/pishkhan_VERSION_ARCH.deb
	@build/deb.sh "$(VERSION)"

bench: plain ## measure against peers and floors (ARGS="sale read" some of it)
	@build/bench.sh $(ARGS)

soak: plain ## kills, faults and seeds for an hour instead of a minute (KILLS=500)
	@PISHKHAN_BIN="$(CURDIR)/$(CACHE)/pishkhan" PISHKHAN_KILLS=$${KILLS:-500} \
	go test -count=1 -timeout 2h -run 'Kill|Fault|Soak' ./...

days: ## random days of a shop through the API, that must add up (DAYS=500; PISHKHAN_SEED=… the same ones again)
	@PISHKHAN_DAYS=$${DAYS:-500} go test -count=1 -timeout 2h -v -run RandomDays ./internal/housetest

screenshots: plain ## every screen in fa and en, light and dark, into screenshots/ (ARGS="fa counter" some of them)
	@build/browser.sh
	@node frontend/stories/screenshots.mjs $(ARGS)

pictures: plain # those of the README again, into frontend/stories/pictures/
	@build/browser.sh
	@node frontend/stories/screenshots.mjs --pictures

fmt: npm ## format Go and the front end
	@gofmt -w $$(git ls-files '*.go')
	@cd frontend && npx eslint --fix .

lint: npm dist fonts ## gofmt, vet, staticcheck, eslint, tsc
	@build/lint.sh

gen: npm ## write openapi.json and the front end's types again
	@build/gen.sh

icons: # draw the icons again from build/appicon.svg
	@node build/icons.mjs

clean: ## remove what was built (not the data folder)
	@rm -rf build/bin $(CACHE) screenshots frontend/node_modules frontend/test-results
	@git clean -fdxq frontend/dist internal/pdf/fonts

# What the rest needs; each does nothing when nothing changed.

npm:
	@build/npm.sh

fonts: npm
	@build/fonts.sh

dist: npm
	@build/dist.sh
