// Package benchmark measures Praxis through its front door, beside the same work
// written by hand on the same driver. It holds benchmarks only.
package benchmark
