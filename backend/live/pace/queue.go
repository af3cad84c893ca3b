package pace

import (
	"iter"
	"maps"
	"slices"

	"sluiceway/backend/connect"
)

const (
	sampleSize = 8   // configs fetched to estimate the length of all
	batchSize  = 32  // configs fetched together
	restSize   = 128 // the same, of connectors that are not on the screen

	// wholeLimit is how long an answer with all configs may be, in bytes.
	wholeLimit = 64 << 20
	// entryBytes is roughly the size of a connector in that answer without its config.
	entryBytes = 500
)

// Connector is what decides when the config of a connector is fetched. Config
// is nil while it is not known.
type Connector struct {
	Config connect.Config
	Failed bool
}

// Connectors are those of a cluster, by name. They are read at each poll, so nothing is
// copied of them.
type Connectors = iter.Seq2[string, Connector]

// Queue chooses which configs of a big cluster are fetched next: those of the rows
// on the screen and, meanwhile, all in one request, if many are due and the answer
// is not too long; otherwise those of failed connectors and then the rest.
type Queue struct {
	Wanted []string // rows on the screen

	again   map[string]bool // known, and fetched again
	missing map[string]bool // answered with "no such connector"
	whole   bool            // all are asked for in one request
	alone   bool            // that was tried; what is due is fetched one by one
}

// Begin makes the configs on the screen be fetched again, and all unknown ones.
func (q *Queue) Begin(all Connectors) {
	q.missing, q.again, q.alone = nil, map[string]bool{}, false
	for name, c := range all {
		if c.Config != nil && slices.Contains(q.Wanted, name) {
			q.again[name] = true
		}
	}
}

// Next returns the names to fetch now, and whether to begin the request for all.
// Neither: there is nothing to fetch now.
func (q *Queue) Next(all Connectors, mayBeWhole bool) (names []string, whole bool) {
	due := q.due(all)
	limit := batchSize
	if mayBeWhole && !q.whole && !q.alone && len(due) > restSize {
		switch length := answerLength(all); {
		case length == 0:
			limit = sampleSize
		case length <= wholeLimit:
			q.whole, whole = true, true
		}
	}
	b := batch{due: due, limit: limit}
	b.add(slices.Values(q.Wanted))
	if len(b.names) > 0 || q.whole {
		return b.names, whole
	}
	for name, c := range due {
		if c.Failed {
			b.add(slices.Values([]string{name}))
		}
	}
	if len(b.names) == 0 && limit == batchSize {
		b.limit = restSize
	}
	b.add(maps.Keys(due))
	return b.names, whole
}

// due are the connectors whose config is to be fetched.
func (q *Queue) due(all Connectors) map[string]Connector {
	out := map[string]Connector{}
	for name, c := range all {
		if c.Config == nil && !q.missing[name] || q.again[name] {
			out[name] = c
		}
	}
	return out
}

// batch takes names that are due, each once, up to its limit.
type batch struct {
	due   map[string]Connector // what was taken is removed
	limit int
	names []string
}

func (b *batch) add(names iter.Seq[string]) {
	for name := range names {
		if _, due := b.due[name]; due && len(b.names) < b.limit {
			delete(b.due, name)
			b.names = append(b.names, name)
		}
	}
}

// Whole records that the request for all has ended. What is still due was not in
// its answer, unless that came through another connection.
func (q *Queue) Whole(ours bool) { q.whole, q.alone = false, ours }

// Took records an answer: a config, or that there is no such connector.
func (q *Queue) Took(name string, found bool) {
	delete(q.again, name)
	if q.missing == nil {
		q.missing = map[string]bool{}
	}
	if !found {
		q.missing[name] = true
	}
}

// answerLength estimates the length of the answer with all configs, in bytes, from
// the known ones. 0: none is known.
func answerLength(all Connectors) int {
	count, known, bytes := 0, 0, 0
	for _, c := range all {
		count++
		if c.Config == nil {
			continue
		}
		known, bytes = known+1, bytes+entryBytes
		for key, value := range c.Config {
			bytes += len(key) + len(value)
		}
	}
	return bytes / max(known, 1) * count
}
