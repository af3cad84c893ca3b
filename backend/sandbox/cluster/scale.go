package cluster

import (
	"fmt"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// Fill makes a large cluster: n connectors of the shop's kinds, with configs
// between half a kilobyte and three, a few dozen of them broken.
func (s *Cluster) Fill(n int, now time.Time) {
	began := now.Add(-shopAge)
	templates := shop()
	areas := []string{"orders", "customers", "invoices", "stock", "prices", "returns", "carts", "reviews", "loyalty", "shipping"}
	// One in 25 is broken, but never more than five dozen. The distance is odd
	// so that all kinds of connectors have their share.
	every := max(25, n/60|1)
	for i := range n {
		t := templates[i%len(templates)]
		name := fmt.Sprintf("%s-%s-%04d", areas[i%len(areas)], strings.TrimPrefix(t.name, "shop-"), i)
		config := plugins.Settings{}
		for key, value := range t.config {
			config.Set(key, value)
		}
		config.Set(connect.KeyName, name)
		if config.Text("id.mode") == "field" {
			config.Set("id.field", "order_id")
		}
		s.pad(config, i)
		if i%every == every/2 {
			s.makeFail(config, i/every)
		}
		c := s.Create(name, config, connect.StateRunning, began)
		switch i % 50 {
		case 17:
			s.Pause(c, began.Add(time.Hour))
		case 31:
			s.Stop(c, began.Add(time.Hour))
		}
		c.settle(now)
		// Encoded now, so that the first request is as fast as the next ones.
		status, info := len(c.EncodedState(now)), len(c.EncodedInfo(now))
		entry := 2*len(name) + 32
		s.Listed[KindOfList(true, false)] += entry + status
		s.Listed[KindOfList(false, true)] += entry + info
		s.Listed[KindOfList(true, true)] += entry + status + info
	}
}

// pad gives some configs the length that real ones reach.
func (s *Cluster) pad(config plugins.Settings, i int) {
	if i%3 != 0 {
		return
	}
	for j := range 6 + i%11 {
		config.Set(fmt.Sprintf("column.mapping.public.table_%02d", j),
			fmt.Sprintf("source.schema_%d.table_%02d:id,created_at,updated_at,amount,currency,status,reference_%d", i%7, j, (i+int(s.seed%97))%97))
	}
}

// makeFail makes a connector fail in one of a few ways; the longest traces have
// six kilobytes.
func (s *Cluster) makeFail(config plugins.Settings, way int) {
	config.Set("sandbox.fail.after.ms", "1000")
	messages := []string{
		"Unrecognized token 'ORD': was expecting a JSON value",
		"duplicate key value violates unique constraint \"shipments_pkey\"",
		"the token of the catalog has expired",
		"record of " + strings.Repeat("0123456789abcdef", 150+way%3*40) + " bytes is larger than the limit",
	}
	config.Set("sandbox.fail.message", messages[way%len(messages)])
	if way%5 == 4 {
		config.Set("sandbox.fail.connector", "true")
	}
	if way%3 == 2 && config.Has("topics") {
		config.Set("tasks.max", "4")
		config.Set("sandbox.fail.tasks", "1")
	}
}
