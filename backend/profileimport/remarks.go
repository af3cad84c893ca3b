package profileimport

import (
	"cmp"
	"math"
	"slices"

	"sluiceway/backend/clusterfiles"
)

// remarks returns what was left out, what should be checked, and why there is no cluster.
// Settings with the same reason share a remark. Secrets, files and variables are shown with
// their clusters.
func remarks(notes []clusterfiles.Note) (leftOut, check []Remark, reason string) {
	leftOut, check = []Remark{}, []Remark{}
	notes = slices.Clone(notes)
	slices.SortStableFunc(notes, func(a, b clusterfiles.Note) int { return cmp.Compare(placeInFile(a), placeInFile(b)) })
	for _, n := range notes {
		switch n.Code {
		case clusterfiles.Ignored, clusterfiles.Unsupported, clusterfiles.Unsafe, clusterfiles.Invalid:
			leftOut = withRemark(leftOut, n, true)
		case clusterfiles.Duplicate, clusterfiles.Guessed, clusterfiles.Missing:
			check = withRemark(check, n, false)
		case clusterfiles.NoCluster:
			reason = n.Text
		case clusterfiles.FileNamed:
			if n.Cluster == 0 {
				check = withRemark(check, n, false)
			}
		default:
		}
	}
	return leftOut, check, reason
}

// pins says of which clusters the file names the only certificate to trust.
func pins(clusters []clusterfiles.Cluster) []Remark {
	var out []Remark
	for i, c := range clusters {
		if c.Pin != "" {
			out = append(out, Remark{Keys: []string{"pin"}, Cluster: i + 1, Text: "The file names the only certificate to trust. Test the connection and decide that yourself."})
		}
	}
	return out
}

// placeInFile is the line of a note; one about the whole file comes last.
func placeInFile(n clusterfiles.Note) int {
	if n.Line == 0 {
		return math.MaxInt
	}
	return n.Line
}

// withRemark adds a note. Notes about different clusters are one remark only where the reason
// is enough.
func withRemark(list []Remark, n clusterfiles.Note, anyCluster bool) []Remark {
	for i := range list {
		r := &list[i]
		if r.Text != n.Text || !anyCluster && r.Cluster != n.Cluster {
			continue
		}
		if n.Key != "" && !slices.Contains(r.Keys, n.Key) {
			r.Keys = append(r.Keys, n.Key)
		}
		if r.Cluster != n.Cluster {
			r.Cluster = 0
		}
		return list
	}
	r := Remark{Keys: []string{}, Cluster: n.Cluster, Text: n.Text}
	if n.Key != "" {
		r.Keys = append(r.Keys, n.Key)
	}
	return append(list, r)
}
