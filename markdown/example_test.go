package markdown_test

import (
	"fmt"
	"strings"

	"github.com/praxis-cop/praxis/markdown"
)

// A host gives relative links their place and loads images over its own proxy.
func ExampleHTML() {
	html, err := markdown.HTML("Ask <b>first</b>, see [the guide](/sampling).\n\n![the form](https://img.example/form.png)", &markdown.Options{
		Link: func(address string) string {
			if strings.HasPrefix(address, "/") {
				return "https://wiki.example" + address
			}
			return address
		},
		Image: func(address string) string {
			return "/images/" + strings.TrimPrefix(address, "https://img.example/")
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(html)
	// Output:
	// <p>Ask &lt;b&gt;first&lt;/b&gt;, see <a href="https://wiki.example/sampling" rel="nofollow noopener">the guide</a>.</p>
	// <p><img src="/images/form.png" alt="the form" loading="lazy" referrerpolicy="no-referrer"></p>
}

func ExamplePlainText() {
	fmt.Println(markdown.PlainText("**Draw** twice:\n\n1. by [grade](https://wiki.example/grades)\n2. by month"))
	// Output:
	// Draw twice:
	//
	// 1. by grade <https://wiki.example/grades>
	// 2. by month
}

func ExampleSnippet() {
	fmt.Println(markdown.Snippet("# Sampling payroll\n\nStratify by pay *grade* before you draw.", 40))
	// Output: Sampling payroll Stratify by pay grade…
}
