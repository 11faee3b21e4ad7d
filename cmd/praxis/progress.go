package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows on a terminal, and nowhere else, how far a command has come.
type progress struct{ bar *progressbar.ProgressBar }

// begin shows the bar; total is in bytes.
func (p *progress) begin(w io.Writer, what string, total int64) {
	p.show(w, what, total, true)
}

// reach shows, and begins to do so if need be, that so many things of all are
// done.
func (p *progress) reach(w io.Writer, what string, done, all int64) {
	if p.bar == nil {
		p.show(w, what, all, false)
	}
	if p.bar != nil {
		_ = p.bar.Set64(done) // a bar that fails is no reason to fail
	}
}

func (p *progress) show(w io.Writer, what string, total int64, bytes bool) {
	if f, ok := w.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		return
	}
	p.bar = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowBytes(bytes),
		progressbar.OptionClearOnFinish(),
	)
}

// read advances the bar by n bytes.
func (p *progress) read(n int) {
	if p.bar != nil {
		_ = p.bar.Add(n) // a bar that fails is no reason to fail
	}
}

// end removes the bar.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
