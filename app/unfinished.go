package app

import "sluiceway/backend/connect"

// errUnfinished marks façade methods that are not wired yet.
var errUnfinished = connect.Errorf(connect.CodeInternal, "This is not built yet.")
