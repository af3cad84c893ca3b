package form

// Nearest returns the candidate closest to a mistyped key, or nothing if none is
// close enough.
func Nearest(key string, candidates []string) string {
	best, limit := "", min(1+len(key)/8, 3)
	for _, c := range candidates {
		if d := distance(key, c, limit); d <= limit && (d < limit || best == "" || c < best) {
			best, limit = c, d
		}
	}
	return best
}

// distance is the Damerau-Levenshtein distance in its optimal-alignment form:
// inserting, deleting, replacing a byte or swapping two neighbours costs one.
// A result over limit is not exact.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
