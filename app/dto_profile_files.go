package app

import "sluiceway/backend/profileimport"

// The views of cluster profiles in files, with the page's names for them.
type (
	// ImportView is an opened file, without its secrets.
	ImportView = profileimport.View
	// ImportState is the part of it that changes.
	ImportState = profileimport.State
	// ImportMark is a range of its text.
	ImportMark = profileimport.Mark
	// ImportCluster is a cluster that it names.
	ImportCluster = profileimport.Cluster
	// ImportPart is a part of a line about a cluster.
	ImportPart = profileimport.Part
	// ImportMatch is a profile of the same cluster.
	ImportMatch = profileimport.Match
	// ImportFile is a file that a cluster needs.
	ImportFile = profileimport.File
	// ImportVariable is a variable that it contains.
	ImportVariable = profileimport.Variable
	// ImportRemark is what is to be said about its settings.
	ImportRemark = profileimport.Remark
	// ImportChoice is a cluster that a person chose.
	ImportChoice = profileimport.Choice
	// ImportAdded says what was added.
	ImportAdded = profileimport.Added
	// ImportOutcome says what became of a choice.
	ImportOutcome = profileimport.Outcome
)
