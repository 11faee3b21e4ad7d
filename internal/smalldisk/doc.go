// Package smalldisk mounts small file systems for tests, which fill them.
//
// That takes Linux and root, or sudo without a password. Elsewhere such a test
// is skipped, and fails if CI is set.
package smalldisk
