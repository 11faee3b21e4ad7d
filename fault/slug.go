package fault

// IsSlug reports whether s is a word by which data names something: a lower-case
// ASCII letter, then at most 63 letters, digits or hyphens.
func IsSlug(s string) bool {
	for i, r := range []byte(s) {
		letter := r >= 'a' && r <= 'z'
		if !letter && (i == 0 || (r < '0' || r > '9') && r != '-') {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

// NotSlug is what is wrong with what is none.
const NotSlug = "must be a lower-case word of at most 64 letters, digits and hyphens"

// Slug returns the field as a bad one if its value is no slug.
func Slug[S ~string](name string, value S) []Field {
	if IsSlug(string(value)) {
		return nil
	}
	return []Field{{Name: name, Problem: NotSlug}}
}
