// Package storagetest is the suite that every adapter of package storage
// passes. An adapter's test calls it in one line:
//
//	func TestStore(t *testing.T) { storagetest.Run(t, open) }
package storagetest
