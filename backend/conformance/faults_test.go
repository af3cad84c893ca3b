package conformance

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/wire"
)

// The client against a worker that misbehaves, which real workers do not do on
// demand.
func TestSandboxFaults(t *testing.T) {
	config := sandboxSource().Config.Clone()
	config[connect.KeyClass], config["topic"] = sandboxSource().Class, "t"
	create := func(ctx context.Context, c *apache.Client) error {
		_, err := c.Create(ctx, "a", config, "")
		return err
	}
	read := func(ctx context.Context, c *apache.Client) error { _, err := c.Connector(ctx, "there"); return err }
	tests := map[string]struct {
		fault   sandbox.FaultKind
		times   int
		call    func(context.Context, *apache.Client) error
		code    connect.Code // empty: it works in the end
		retries int
		created bool // whether "a" is there afterwards
	}{
		"write after two rebalances": {sandbox.FaultRebalance, 2, create, "", 2, true},
		"read after a rebalance":     {sandbox.FaultReadRebalance, 1, read, "", 1, false},
		"read of a starting worker":  {sandbox.FaultStarting, 1, read, "", 1, false},
		"read behind a proxy":        {sandbox.FaultProxy, 1, read, "", 1, false},
		"read that was dropped":      {sandbox.FaultDrop, 2, read, "", 1, false}, // net/http itself retries the first, because its connection was reused
		"read that was cut":          {sandbox.FaultCut, 1, read, connect.CodeUnreachable, 0, false},
		"write dropped":              {sandbox.FaultDrop, 1, create, connect.CodeTimeout, 0, false},
		"write done, answer lost":    {sandbox.FaultLost, 1, create, connect.CodeTimeout, 0, true},
		"write done, answer cut":     {sandbox.FaultCut, 1, create, connect.CodeTimeout, 0, true},
		"write done, worker busy":    {sandbox.FaultBusy, 1, create, connect.CodeBusy, 0, true},
		"write, failing":             {sandbox.FaultError, 1, create, connect.CodeWorker, 0, false},
		"write, starting":            {sandbox.FaultStarting, 1, create, connect.CodeStarting, 0, false},
		"write behind a proxy":       {sandbox.FaultProxy, 1, create, connect.CodeWorker, 0, false},
		"login":                      {sandbox.FaultUnauthorized, 1, read, connect.CodeUnauthorized, 0, false},
		"redirect":                   {sandbox.FaultRedirect, 1, read, connect.CodeNotConnect, 0, false},
		"redirected write":           {sandbox.FaultRedirect, 1, create, connect.CodeUnclear, 0, false},
		"slow read":                  {sandbox.FaultSlow, 1, read, connect.CodeTimeout, 0, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, profile := startSandbox(t)
			profile.TimeLimit = 3 * time.Second
			c := client(t, profile, sandboxPassword)
			if _, err := c.Create(t.Context(), "there", config, ""); err != nil {
				t.Fatal(err)
			}
			retries := 0
			s.Fault(tt.fault, tt.times)
			err := tt.call(connect.WithOnRetry(t.Context(), func(connect.Retry) { retries++ }), c)
			if connect.CodeOf(err) != tt.code || retries != tt.retries {
				t.Errorf("code %q after %d repetitions, want %q after %d: %v", connect.CodeOf(err), retries, tt.code, tt.retries, err)
			}
			names, err := c.Names(t.Context())
			if err != nil || slices.Contains(names, "a") != tt.created {
				t.Errorf("created: %v, want %v: %v", names, tt.created, err)
			}
		})
	}
}

// A write is retried at most five times, and can be cancelled meanwhile.
func TestSandboxRebalanceThatStays(t *testing.T) {
	s, profile := startSandbox(t)
	c := client(t, profile, sandboxPassword)
	s.Fault(sandbox.FaultRebalance, -1)
	ctx, cancel := context.WithCancel(t.Context())
	var seen []connect.Retry
	ctx = connect.WithOnRetry(ctx, func(r connect.Retry) {
		if seen = append(seen, r); r.Repeat == 2 {
			cancel()
		}
	})
	_, err := c.Pause(ctx, "a")
	if connect.CodeOf(err) != connect.CodeCanceled || !strings.Contains(err.Error(), "Nothing was paused.") || len(seen) != 2 || seen[1].Of != 5 {
		t.Errorf("%v after %+v", err, seen)
	}
}

func TestSandboxProbe(t *testing.T) {
	_, profile := startSandbox(t)
	steps := apache.Probe(t.Context(), wire.Options{Profile: profile, Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(sandboxPassword)}}, nil)
	for _, step := range steps {
		if step.State != connect.StepPassed {
			t.Errorf("%+v", step)
		}
	}
	steps = apache.Probe(t.Context(), wire.Options{Profile: profile, Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret("wrong")}}, nil)
	if step := steps[2]; step.ID != apache.StepLogin || step.State != connect.StepFailed || step.Fix != "login" {
		t.Errorf("%+v", step)
	}
}
