package formats

import "sluiceway/backend/connect"

func redactKeys(_ connect.Config, _ []connect.Definition) map[string]bool { return nil }
