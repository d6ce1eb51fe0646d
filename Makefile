# make demo   set up, build, and plan the shipped demo shop
# make test   set up and run all tests
# Both work in a fresh clone on Debian 12 with Swift 6.3.
# TRAITS= leaves the store of runs out (--store, restock history): GRDB takes longer to build than all
# the rest.

PACKAGES := libopenblas-dev liblapack-dev zlib1g-dev libsqlite3-dev pkg-config
TRAITS ?= --traits Ledger
DEMO := datasets/demo
OUT ?= out/demo
TEST := swift test -c release $(TRAITS) --disable-xctest --disable-testable-imports

.PHONY: setup build demo test format lint benchmark real scale clean

setup:
	@.ci/install-packages $(PACKAGES)

build: setup
	swift build -c release $(TRAITS) --product restock

demo: build
	.build/release/restock plan \
	  --sales $(DEMO)/sales.csv.gz --stock $(DEMO)/stock.csv \
	  --stock-history $(DEMO)/stock-history.csv.gz --open-orders $(DEMO)/open-orders.csv \
	  --items $(DEMO)/items.csv --suppliers $(DEMO)/suppliers.csv \
	  --receipts $(DEMO)/receipts.csv --events $(DEMO)/events.csv \
	  --out $(OUT) $(RUN)

test: setup
	$(TEST)

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

# Figures of Benchmarks/RESULTS.md; the other targets are in Benchmarks/Makefile.
benchmark:
	$(MAKE) -C Benchmarks library

real scale:
	$(MAKE) -C Benchmarks $@

clean:
	rm -rf .build out
