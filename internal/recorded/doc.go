// Package recorded finds the recorded histories of real communities that tests
// compare figures with. They are data of others and not part of the project.
package recorded
