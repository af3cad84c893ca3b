package confluentface

import (
	"maps"
	"strconv"
	"strings"
	"time"
)

// The states of the service.
const (
	provisioning = "PROVISIONING"
	running      = "RUNNING"
	degraded     = "DEGRADED"
	failed       = "FAILED"
	paused       = "PAUSED"
	restarting   = "RESTARTING"
	stopped      = "STOPPED"
	actionable   = "USER_ACTIONABLE_ERROR"
)

// connector is one connector. Until is when its present work ends.
type connector struct {
	id      string
	name    string
	config  map[string]string
	paused  bool
	busy    string // the state until the time below
	until   time.Time
	started time.Time // its tasks start a moment after the connector
	marks   map[string]mark
	request *request
}

// mark is the offset of a partition at a time.
type mark struct {
	partition map[string]any
	field     string
	value     int64
	at        time.Time
}

func (c *connector) plugin() (plugin, bool) { return pluginOf(c.config["connector.class"]) }

// custom reports whether the plugin was uploaded by the organisation.
func (c *connector) custom() bool { return c.config["confluent.connector.type"] == "CUSTOM" }

func (c *connector) kind() string {
	if p, known := c.plugin(); known {
		return p.kind
	}
	return "source"
}

func (c *connector) tasks() int {
	n, err := strconv.Atoi(c.config["tasks.max"])
	if err != nil || n < 1 {
		return 1
	}
	return min(n, 10)
}

// fault is what is wrong with a config, by what it is set to.
func (c *connector) fault() (word, message string) {
	switch {
	case strings.Contains(c.config["connection.host"], "unreachable"):
		return failed, "org.apache.kafka.connect.errors.ConnectException: The connection to " + c.config["connection.host"] + " could not be opened.\n" +
			"\tat io.sluiceway.sandbox.Connections.open(Connections.java:88)\nCaused by: java.net.UnknownHostException: " + c.config["connection.host"] + "\n\tat io.sluiceway.sandbox.Sockets.connect(Sockets.java:41)\n"
	case c.config["connection.table"] == "MISSING" && c.tasks() > 1:
		return degraded, "Table MISSING does not exist. Create it, or change connection.table."
	}
	return "", ""
}

// state returns the state of the connector and of its tasks.
func (c *connector) state(now time.Time) (word string, tasks []string) {
	tasks = make([]string, c.tasks())
	fill := func(word string) {
		for i := range tasks {
			tasks[i] = word
		}
	}
	switch fault, _ := c.fault(); {
	case c.request.active(now):
		fill(stopped)
		return paused, tasks
	case now.Before(c.until):
		if c.busy == provisioning {
			return c.busy, []string{}
		}
		fill(c.busy)
		return c.busy, tasks
	case c.paused:
		fill(stopped)
		return paused, tasks
	case fault == failed:
		fill(actionable)
		return failed, tasks
	case now.Before(c.started): // seen for a while after a create
		fill(stopped)
		return running, tasks
	case fault == degraded:
		fill(running)
		tasks[1] = actionable
		return degraded, tasks
	}
	fill(running)
	return running, tasks
}

// work puts the connector into a state for a while.
func (c *connector) work(word string, now time.Time, took, start time.Duration) {
	c.settle(now)
	c.busy, c.until = word, now.Add(took)
	c.started = c.until.Add(start)
}

// rate is how much an offset grows in a second.
const rate = 3

// settle brings the offsets up to now.
func (c *connector) settle(now time.Time) {
	word, _ := c.state(now)
	for key, m := range c.marks {
		if word == running || word == degraded {
			m.value += int64(now.Sub(m.at).Seconds() * rate)
		}
		m.at = now
		c.marks[key] = m
	}
}

// shown returns the config as the service returns it: with masks, and with what it adds.
func (c *connector) shown() map[string]string {
	out := maps.Clone(c.config)
	p, _ := c.plugin()
	for _, k := range p.keys {
		if _, set := out[k.Name]; set && k.Type == "PASSWORD" {
			out[k.Name] = mask
		}
	}
	if c.custom() && out["ledger.token"] != "" {
		out["ledger.token"] = mask
	}
	maps.Copy(out, map[string]string{
		"cloud.environment": "prod", "cloud.provider": "aws", "kafka.endpoint": "SASL_SSL://pkc-sandbox.example:9092", "kafka.region": "eu-central-1",
		"kafka.dedicated": "false", "schema.registry.url": "https://psrc-sandbox.example", "valid.kafka.api.key": "true", "config.internal.tier": "standard",
		"connector.crn": "crn://sandbox/" + c.id,
	})
	return out
}

// mask is what the service shows in place of a secret.
const mask = "****************"
