package msk

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// longestName is the limit of the service, in characters.
const longestName = 128

// Identity is ListConnectors for one connector, because the service has no call for a test
// and no version. The version is the region.
func (c identity) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	_, err := c.api.ListConnectors(ctx, &kafkaconnect.ListConnectorsInput{MaxResults: aws.Int32(1)})
	if err != nil {
		return connect.WorkerInfo{}, c.problem(ctx, call{action: "ListConnectors"}, err)
	}
	c.abilities.ready()
	return connect.WorkerInfo{Version: c.region}, nil
}

// Features returns what the service offers, without what it or IAM has refused.
func (c identity) Features() worker.Features { return c.abilities.features() }

// Traits is how MSK Connect differs from other kinds.
func (c identity) Traits() worker.Traits {
	return worker.Traits{
		Secrets: worker.SecretsInClear,
		Tasks:   worker.TasksAreNone,
		Locked:  true,
		// A change takes many minutes.
		Follow:        worker.FollowTrait{Limit: 30 * time.Minute},
		RestartsWhole: true,
		Words:         worker.Words{Version: "MSK Connect in", Resume: "Resume"},
		Export:        worker.ExportTrait{NoCurl: "MSK Connect takes signed requests, so each connector has an aws command of its own instead of curl."},
		CheckNewName:  checkNewName,
		Request:       c.line,
	}
}

// checkNewName returns an error with CodeInvalid for a name that the service refuses.
func checkNewName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return connect.Errorf(connect.CodeInvalid, "A connector needs a name.")
	case utf8.RuneCountInString(name) > longestName:
		return connect.Errorf(connect.CodeInvalid, "The name is longer than %d characters, which MSK Connect refuses.", longestName)
	}
	return nil
}
