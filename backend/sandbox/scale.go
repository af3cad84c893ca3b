package sandbox

import (
	"fmt"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// fill makes a large cluster: n connectors of the shop's kinds, with configs
// between half a kilobyte and three, a few dozen of them broken.
func (s *cluster) fill(n int, now time.Time) {
	began := now.Add(-shopAge)
	templates := shop()
	areas := []string{"orders", "customers", "invoices", "stock", "prices", "returns", "carts", "reviews", "loyalty", "shipping"}
	// One in 25 is broken, but never more than five dozen. The distance is odd
	// so that all kinds of connectors have their share.
	every := max(25, n/60|1)
	for i := range n {
		t := templates[i%len(templates)]
		name := fmt.Sprintf("%s-%s-%04d", areas[i%len(areas)], strings.TrimPrefix(t.name, "shop-"), i)
		config := settings{}
		for key, value := range t.config {
			config.set(key, value)
		}
		config.set(connect.KeyName, name)
		if config.text("id.mode") == "field" {
			config.set("id.field", "order_id")
		}
		s.pad(config, i)
		if i%every == every/2 {
			s.breakIt(config, i/every)
		}
		c := s.create(name, config, connect.StateRunning, began)
		switch i % 50 {
		case 17:
			s.pause(c, began.Add(time.Hour))
		case 31:
			s.stop(c, began.Add(time.Hour))
		}
		c.settle(now)
		// Encoded now, so that the first look is as fast as the next ones.
		status, info := len(c.encodedState(now)), len(c.encodedInfo(now))
		entry := 2*len(name) + 32
		s.listed[kindOfList(true, false)] += entry + status
		s.listed[kindOfList(false, true)] += entry + info
		s.listed[kindOfList(true, true)] += entry + status + info
	}
}

// pad gives some configs the length that real ones reach.
func (s *cluster) pad(config settings, i int) {
	if i%3 != 0 {
		return
	}
	for j := range 6 + i%11 {
		config.set(fmt.Sprintf("column.mapping.public.table_%02d", j),
			fmt.Sprintf("source.schema_%d.table_%02d:id,created_at,updated_at,amount,currency,status,reference_%d", i%7, j, (i+int(s.seed%97))%97))
	}
}

// breakIt makes a connector fail in one of a few ways; the longest traces come
// to six kilobytes.
func (s *cluster) breakIt(config settings, way int) {
	config.set("sandbox.fail.after.ms", "1000")
	messages := []string{
		"Unrecognized token 'ORD': was expecting a JSON value",
		"duplicate key value violates unique constraint \"shipments_pkey\"",
		"the token of the catalog has expired",
		"record of " + strings.Repeat("0123456789abcdef", 150+way%3*40) + " bytes is larger than the limit",
	}
	config.set("sandbox.fail.message", messages[way%len(messages)])
	if way%5 == 4 {
		config.set("sandbox.fail.connector", "true")
	}
	if way%3 == 2 && config.has("topics") {
		config.set("tasks.max", "4")
		config.set("sandbox.fail.tasks", "1")
	}
}
