package workbench

import (
	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// CallPage is a part of the log of HTTP requests.
type CallPage = wire.CallPage

// Story says in plain words what a call of the log did, and what it did not.
func Story(c connect.Call) string { return apache.Story(c) }
