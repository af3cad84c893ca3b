package profileimport

import (
	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
)

// View is an opened file as it can be shown: nothing in it is secret, and no variable has its
// value. Text is the file with dots for secrets; Marks are in its order.
type View struct {
	ID       string `json:"id"`
	FileName string `json:"fileName"` // empty: it was pasted
	Tool     string `json:"tool"`     // the name of the tool for a person
	Text     string `json:"text"`
	Marks    []Mark `json:"marks"`
	State    State  `json:"state"`
}

// NoView is the view of no file.
func NoView() View { return View{Marks: []Mark{}, State: noState()} }

func noState() State {
	return State{Clusters: []Cluster{}, Variables: []Variable{}, LeftOut: []Remark{}, Check: []Remark{}}
}

// Mark is a range of a text in UTF-16 code units.
type Mark struct {
	From int                   `json:"from"`
	To   int                   `json:"to"`
	Kind clusterfiles.MarkKind `json:"kind"`
}

// State is the part of a view that changes when a variable gets a value or a cluster was
// added. Reason says why there is no cluster.
type State struct {
	Clusters  []Cluster  `json:"clusters"`
	Variables []Variable `json:"variables"`
	LeftOut   []Remark   `json:"leftOut"`
	Check     []Remark   `json:"check"` // what a person should check, because it was guessed or is missing
	Reason    string     `json:"reason"`
}

// Cluster is a cluster that the file names. Name is as in the file, or else made of its
// address; Free is that name with a number, if a profile or another cluster of the file has it
// already. Lines count from 1.
type Cluster struct {
	Number      int               `json:"number"` // from 1
	Name        string            `json:"name"`
	Free        string            `json:"free"`
	Kind        string            `json:"kind"`  // its title
	Place       string            `json:"place"` // URL, or the scope of a managed service
	Summary     [][]Part          `json:"summary"`
	Permissions string            `json:"permissions"` // empty: the file names none
	Environment string            `json:"environment"` // empty: the file names none
	Lines       []int             `json:"lines"`
	Files       []File            `json:"files"`
	Matches     []Match           `json:"matches"` // profiles with the same URL or scope
	Problem     string            `json:"problem"` // why it cannot be added
	Saved       connect.ProfileID `json:"saved"`   // the profile that was made of it
}

// PartKind is how a part of a line is drawn.
type PartKind string

// The kinds of parts.
const (
	PartText     PartKind = ""
	PartStrong   PartKind = "strong"
	PartVariable PartKind = "variable"
)

// Part is a part of a line about a cluster.
type Part struct {
	Text string   `json:"text"`
	Kind PartKind `json:"kind"`
}

// Match is a profile that is here already.
type Match struct {
	ID   connect.ProfileID `json:"id"`
	Name string            `json:"name"`
}

// FileUse is what a cluster needs a file for.
type FileUse string

// The uses.
const (
	FileCA          FileUse = "ca"
	FileCertificate FileUse = "certificate"
	FileKey         FileUse = "key"
)

// File is a file that a cluster needs. Path is as in the imported file; a relative one is
// relative to a folder that is not known here. It is empty for a certificate that the imported
// file contains as text.
type File struct {
	Use      FileUse `json:"use"`
	Path     string  `json:"path"`
	Relative bool    `json:"relative"`
}

// Origin is where the value of a variable is from.
type Origin string

// The origins.
const (
	OriginNone        Origin = ""
	OriginEntered     Origin = "entered"
	OriginEnvironment Origin = "environment"
	OriginUnset       Origin = "unset" // the environment was read and does not have it
)

// Variable is a variable of the file. Clusters are their numbers. An Optional one has a
// default in the file.
type Variable struct {
	Name     string `json:"name"`
	Clusters []int  `json:"clusters"`
	Optional bool   `json:"optional"`
	Origin   Origin `json:"origin"`
}

// Remark is what is to be said about settings of the file.
type Remark struct {
	Keys    []string `json:"keys"`
	Cluster int      `json:"cluster"` // 0: about none or several
	Text    string   `json:"text"`
}
