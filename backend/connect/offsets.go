package connect

import "encoding/json"

// Offsets is the answer of GET /connectors/{name}/offsets (KIP-875, since 3.5).
type Offsets struct {
	Entries []OffsetEntry `json:"offsets"`
}

// OffsetEntry is the connector's offset in one partition. Sinks use the keys
// kafka_topic, kafka_partition and kafka_offset; sources define their own. Values
// stay raw JSON so that no digit is lost. Offset is nil if the worker sent null.
type OffsetEntry struct {
	Partition map[string]json.RawMessage `json:"partition"`
	Offset    map[string]json.RawMessage `json:"offset"`
}
