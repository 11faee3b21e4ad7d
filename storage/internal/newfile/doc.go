// Package newfile makes files for adapters and archives: all of a file or none,
// never in place of another, and so that it survives the loss of power.
package newfile
