package wire

import (
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

func TestCallLogIsBounded(t *testing.T) {
	t.Parallel()
	var stored []int
	log := NewCallLog(CallLogOptions{MaxCalls: 3, MaxBytes: 100, OnChange: func(_ connect.Call, n int) { stored = append(stored, n) }})
	for range 5 {
		log.add(connect.Call{})
	}
	if p := log.Page("", 0, 0); p.Stored != 3 || p.Last != 5 || p.Calls[0].ID != 5 || p.Calls[2].ID != 3 {
		t.Errorf("%+v", p)
	}
	if _, found := log.Detail(2); found {
		t.Error("call 2 is still in the log")
	}
	log.add(connect.Call{Answer: strings.Repeat("x", 60)})
	log.add(connect.Call{Answer: strings.Repeat("x", 60)})
	if p := log.Page("", 0, 0); p.Stored != 1 || p.Calls[0].ID != 7 {
		t.Errorf("%+v", p)
	}
	log.add(connect.Call{Answer: strings.Repeat("x", 200)})
	if _, found := log.Detail(8); !found {
		t.Error("the newest call was dropped because of its size")
	}
	log.Clear()
	if p := log.Page("", 0, 0); p.Stored != 0 || p.Last != 8 || stored[len(stored)-1] != 0 {
		t.Errorf("after Clear %+v, notified of %v", p, stored)
	}
}
