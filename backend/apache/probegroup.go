package apache

import (
	"context"
	"errors"
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// group asks every worker of the profile, and reports whether they can belong to one cluster.
// The REST API does not name the group: its id is that of the profile.
func (p *probe) group(ctx context.Context, client *Client, kafka string) bool {
	if p.index(StepGroup) < 0 {
		return true
	}
	p.begin(StepGroup)
	facts, answer := []connect.Fact{}, 0
	urls := p.options.Profile.URLs()
	for i, url := range urls {
		if len(urls) == 1 {
			break
		}
		info, err := client.Identity(wire.OnlyAt(ctx, i))
		if err != nil {
			why := errorStep(err).Fact
			if e, ok := errors.AsType[*connect.Error](err); ok && e.Status == 0 && e.Err != nil {
				why = p.base.Diagnose(e.Err).Short
			}
			facts = append(facts, connect.Fact{Label: url, Value: why})
			continue
		}
		answer++
		facts = append(facts, connect.Fact{Label: url, Value: "Kafka Connect " + info.Version})
		if info.KafkaClusterID != kafka {
			p.failAt(StepGroup, connect.Step{
				Fact: "different Kafka clusters", Facts: facts,
				Hint: "The worker at " + url + " uses another Kafka cluster than the others, so it belongs to another Connect cluster. Remove its URL, or add a cluster of its own for it.",
			})
			return false
		}
	}
	p.pass(StepGroup, p.groupFact(answer, len(urls)), facts)
	return true
}

func (p *probe) groupFact(answer, all int) string {
	fact := ""
	if id := p.options.Profile.GroupID; id != "" {
		fact = id + ", from the profile"
	}
	if all == 1 {
		return fact
	}
	if fact != "" {
		fact += "; "
	}
	return fact + fmt.Sprintf("%d of %d workers answer", answer, all)
}
