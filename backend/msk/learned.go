package msk

import (
	"encoding/json"
	"net/url"
	"sync"

	"sluiceway/backend/connect"
)

// learned has the configs of earlier answers by ARN, because the service repeats their values
// in other answers, such as the reason of a failure.
type learned struct {
	mu      sync.Mutex
	configs map[string]connect.Config
}

func newLearned() *learned { return &learned{configs: map[string]connect.Config{}} }

func (l *learned) learn(arn string, config connect.Config) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.configs[arn] = config
}

// configOf returns the config of a connector whose ARN is a path segment.
func (l *learned) configOf(segment string) connect.Config {
	arn, err := url.PathUnescape(segment)
	if err != nil {
		arn = segment
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.configs[arn]
}

// configIn returns the config in the body of a create or an update.
func configIn(body []byte) connect.Config {
	var sent struct {
		Config connect.Config `json:"connectorConfiguration"`
	}
	if json.Unmarshal(body, &sent) != nil {
		return nil
	}
	return sent.Config
}
