package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"time"
)

func wall(o opening) time.Duration { return o.took }
func cpu(o opening) time.Duration  { return o.cpu }

func medianOf(openings []opening, of func(opening) time.Duration) time.Duration {
	times := make([]time.Duration, 0, len(openings))
	for _, o := range openings {
		times = append(times, of(o))
	}
	return median(times)
}

// printTimeline prints the moments that every start reached, in their order,
// each as the median of its times since the start of the process.
func printTimeline(what string, openings []opening) {
	type moment struct {
		name string
		at   time.Duration
	}
	var all []moment
	for name := range maps.Keys(openings[0].moments) {
		all = append(all, moment{name, medianOf(openings, func(o opening) time.Duration { return o.moments[name] })})
	}
	slices.SortFunc(all, func(a, b moment) int { return cmp.Compare(a.at, b.at) })
	for _, m := range all {
		_, _ = fmt.Fprintf(os.Stdout, "%-60s %14s\n", what+": "+m.name, ms(m.at))
	}
}
