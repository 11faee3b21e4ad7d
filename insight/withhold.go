package insight

// Withhold tells which of several counts of people are not to be told, if these are
// parts of a whole of which the size is known: those of fewer than least people, nobody
// aside, and of the others the smallest, as many as it takes that what is withheld is not
// of fewer than least people in sum either. Otherwise whoever
// subtracts what is told from the whole knows what is not (complementary suppression:
// L. Willenborg and T. de Waal, "Elements of Statistical Disclosure Control", 2001).
func Withhold(people []int, least int) []bool {
	withheld := make([]bool, len(people))
	sum := 0
	for i, n := range people {
		if n > 0 && n < least {
			withheld[i] = true
			sum += n
		}
	}
	for 0 < sum && sum < least {
		next := -1
		for i, n := range people {
			if !withheld[i] && n > 0 && (next < 0 || n < people[next]) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		withheld[next] = true
		sum += people[next]
	}
	return withheld
}
