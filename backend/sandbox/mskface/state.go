package mskface

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"
)

// state is what the region holds.
type state struct {
	connectors []*connector
	operations []*change // newest last
	plugins    []customPluginRow
	workers    []workerConfigRow
}

// connector is a connector with its config and the change that is under way.
type connector struct {
	summary

	config  map[string]string
	reason  *said
	pending *change // nil: none
}

// find returns a connector by its ARN.
func (s *state) find(arn string) (*connector, *refusal) {
	for _, c := range s.connectors {
		if c.ARN == arn {
			return c, nil
		}
	}
	return nil, notFound("The connector %s does not exist", arn)
}

// advance makes everything as it is at a time.
func (s *state) advance(now time.Time, pace time.Duration) {
	for _, c := range slices.Clone(s.connectors) {
		if c.pending == nil || !c.pending.advance(now, pace) {
			continue
		}
		c.pending.end(c)
		c.pending = nil
		if c.State == "" {
			s.connectors = slices.DeleteFunc(s.connectors, func(one *connector) bool { return one == c })
		}
	}
}

// touch gives a connector another version.
func (c *connector) touch() { c.Version = "K" + strings.ToUpper(rand.Text()[:12]) }

// newID returns a random id as AWS prints it.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func arnOf(kind, rest string) string {
	return "arn:aws:kafkaconnect:" + Region + ":" + account + ":" + kind + "/" + rest
}
