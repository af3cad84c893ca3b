package connect

import "encoding/json"

// Offsets is the answer of GET /connectors/{name}/offsets (KIP-875, from 3.5).
type Offsets struct {
	Entries []OffsetEntry `json:"offsets"`
}

// OffsetEntry is one partition and where the connector stands in it. Sinks use
// kafka_topic, kafka_partition and kafka_offset; sources define their own
// keys. Values stay raw JSON so that no digit is lost. A nil Offset is null.
type OffsetEntry struct {
	Partition map[string]json.RawMessage `json:"partition"`
	Offset    map[string]json.RawMessage `json:"offset"`
}
