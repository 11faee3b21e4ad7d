// Package smalldisk mounts small file systems for tests, which fill them. One
// goes at the end of its test, or when the process ends that runs the test, be
// it by SIGKILL.
//
// That takes Linux and root, or sudo without a password. Elsewhere such a test
// is skipped, and fails if CI is set.
package smalldisk
