package worker

import (
	"bytes"
	"encoding/json"

	"sluiceway/backend/connect"
)

// CheckOffsets returns an error with CodeInvalid if entries cannot be the new offsets of a
// connector: there is none, one names no partition, or a number of Kafka is a text. Some services
// store such a text, and the connector fails when it reads it.
func CheckOffsets(entries []connect.OffsetEntry) error {
	if len(entries) == 0 {
		return connect.Errorf(connect.CodeInvalid, "No offset was given. Nothing was sent.")
	}
	for _, e := range entries {
		if len(e.Partition) == 0 {
			return connect.Errorf(connect.CodeInvalid, "An offset names no partition. Nothing was sent.")
		}
		for _, of := range []map[string]json.RawMessage{e.Partition, e.Offset} {
			for _, key := range []string{"kafka_partition", "kafka_offset"} {
				if value, set := of[key]; set && !isNumber(value) {
					return connect.Errorf(connect.CodeInvalid, "%s must be a number, without quotes. Nothing was sent. A text would make the connector fail.", key)
				}
			}
		}
	}
	return nil
}

func isNumber(value json.RawMessage) bool {
	var n json.Number
	return !bytes.HasPrefix(bytes.TrimSpace(value), []byte(`"`)) && json.Unmarshal(value, &n) == nil && n != ""
}
