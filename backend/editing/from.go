package editing

import "sluiceway/backend/editing/catalog"

// Where the definitions of a form come from.
const (
	FromDefinitions = catalog.FromDefinitions
	FromValidate    = catalog.FromValidate
	FromNowhere     = catalog.FromNowhere
)
