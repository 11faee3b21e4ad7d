// Package errand lets a test start its own program again, as another process
// that runs an errand and no tests. The package that is tested says what errands
// there are:
//
//	var errands = errand.Errands{"found": found}
//
//	func TestMain(m *testing.M) { errands.Main(m) }
package errand
