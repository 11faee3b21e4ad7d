# What one needs: Go and GNU make. Where there is a C compiler, too, tests run
# with the race detector; where there is PostgreSQL, they start servers of it.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# How long `make fuzz` spends on each target: a time, or a number of inputs as
# in 5000x. A time may end in "context deadline exceeded" without a failing
# input: a fault of Go 1.26 (https://go.dev/issue/75804), not of the target.
FUZZTIME ?= 20s

# The recorded communities that some tests read; these tests skip without them.
PRAXIS_DATA ?= $(abspath $(wildcard ../shared/data))
export PRAXIS_DATA

STATICCHECK := go tool -modfile=tools/go.mod staticcheck

.PHONY: help
help: ## print this
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST)

.PHONY: test
test: needs ## run all tests, with the race detector where it can be built
	go test $(RACE) -shuffle=on -timeout 30m ./...
	@[ -z "$(RACE)" ] || go test -shuffle=on -timeout 30m $$(grep -rl --include='*_test.go' 'racing\.Skip(' . | xargs dirname | sort -u)

.PHONY: check
check: house format vet tidy lint build test ## all that a change must pass

# How long the long tests take: ci, for minutes, or full.
PRAXIS_SOAK ?= full

.PHONY: soak
soak: needs ## crash, fill and overload stores for long (half an hour; PRAXIS_SOAK=ci: minutes)
	@PRAXIS_SOAK='$(PRAXIS_SOAK)' go test -count=1 -p 1 -v -run '^TestSoak' -timeout 1h \
		$$(grep -rl --include='*_test.go' '^func TestSoak' . | xargs dirname | sort -u)

.PHONY: fuzz
fuzz: needs ## run every fuzz target for FUZZTIME (20s)
	@go test -list '^Fuzz' ./... | \
	awk '/^Fuzz/ { targets[n++] = $$1 } /^ok/ { for (i = 0; i < n; i++) print $$2, targets[i]; n = 0 }' | \
	while read -r package target; do \
		echo "$$target"; \
		go test -run '^$$' -fuzz "^$$target$$" -fuzztime '$(FUZZTIME)' -fuzzminimizetime 10x "$$package" </dev/null; \
	done

.PHONY: reproduce
reproduce: needs ## run the reference models in full (minutes), and print results beside their targets
	@PRAXIS_REPRODUCE=1 go test -count=1 -v -run '[0-9]{4}$$' -timeout 2h ./simulation | sed -n 's/^ *models_test.go:[0-9]*: //p; /^[-F]/p'

.PHONY: bench
bench: needs ## measure Praxis through its front door, beside the same work by hand, and simulations on one core
	go test -run '^$$' -bench . -timeout 60m ./internal/benchmark
	go test -run '^$$' -bench . -cpu 1 ./simulation

# The steps of check, each of which can be run alone.
.PHONY: house format vet tidy lint build
house: needs
	go test -count=1 ./internal/house
format:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then \
		echo "Not formatted (gofmt -w .):"; echo "$$unformatted"; exit 1; fi
vet:
	go vet ./...
tidy:
	go mod tidy -diff
lint:
	$(STATICCHECK) ./...
build: # pure Go: an application needs no C compiler
	CGO_ENABLED=0 go build ./...

# The race detector needs cgo and a C compiler. Without one tests run all the
# same, but not in CI.
RACE = $(shell [ "$$(go env CGO_ENABLED)" = 1 ] && command -v $$(go env CC) >/dev/null && echo -race)

.PHONY: needs
needs:
	@command -v go >/dev/null || { echo "Praxis needs Go: https://go.dev/dl"; exit 1; }
	@go list -m >/dev/null || { echo "Praxis needs a newer Go, see go.mod: https://go.dev/dl"; exit 1; }
	@[ -n "$(RACE)" ] || { echo "No C compiler: testing without the race detector"; [ -z "$${CI:-}" ]; }
	@sh internal/postgrestest/install.sh
