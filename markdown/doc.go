// Package markdown shows what members wrote: the Markdown of a resource, a
// question or an answer becomes HTML that is safe to put into a page
// ([HTML]), plain text for a mail ([PlainText]), or a line for a list of
// results ([Snippet]). Praxis stores what was written as it was written, and
// nothing else makes HTML of it.
//
// The Markdown is CommonMark (https://spec.commonmark.org/0.31.2/) with the
// tables, the struck out text, the task lists and the bare links of GitHub
// (https://github.github.com/gfm/), less all HTML: tags stand in the result as
// the text that they are. What is made of it:
//
//	text        p, br, hr, em, strong, del, blockquote, h1 to h6
//	lists       ul, ol (start), li; the box of a task is ☐ or ☑
//	code        pre, code (class, for the language: "language-go")
//	tables      table, thead, tbody, tr, th and td (align)
//	links       a (href, title, rel, which is always "nofollow noopener")
//	images      img (src, alt, title, loading, referrerpolicy), if
//	            [Options.Image] says from where; else a link to the image
//
// There are no other elements and attributes, and so none that runs, loads,
// styles, submits or names anything. A link leads to an http, https or mailto
// address, absolute, without the name of a user before its host, and of at
// most [MaxAddress] bytes, or to what [Options.Link] makes of it. What leads
// elsewhere is shown as its text.
//
// Two walls stand one behind the other. The first is that no such HTML is
// made: goldmark reads the Markdown without its parsers for HTML, and links
// are checked before they are written. The second is bluemonday, which lets
// through what the table allows and knows nothing of the first.
//
// # Limits
//
// A text may have [MaxSource] bytes. The time that it takes grows with its
// length and not with its square, and so does the result, because some of
// what Markdown can say has no effect past a limit, and is shown as its text:
// quotations and lists inside of each other (20), signs that could mean
// something in one paragraph (500, less in one of more than 100 kB) and in a
// text (100,000), cells of tables (20,000), definitions of references in one
// paragraph (1000 lines), addresses repeated by reference (1 MiB of them). Nobody who writes by hand meets these.
package markdown
