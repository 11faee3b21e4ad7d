//go:build !race

package racing

const on = false
