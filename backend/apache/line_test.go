package apache

import (
	"net/http"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// What a person is asked to allow is what is sent.
func TestTheRequestThatIsShownIsTheOneThatIsSent(t *testing.T) {
	const name = "orders es/sink"
	accepted, done := reply{status: http.StatusAccepted}, reply{status: http.StatusNoContent}
	plan := reply{status: http.StatusAccepted, body: `{"name":"orders es/sink"}`}
	for _, s := range []struct {
		change worker.Change
		answer reply
		send   func(c *Client) (worker.Receipt, error)
	}{
		{worker.Change{Action: worker.ActionPause}, accepted, func(c *Client) (worker.Receipt, error) { return c.Pause(t.Context(), name) }},
		{worker.Change{Action: worker.ActionResume}, accepted, func(c *Client) (worker.Receipt, error) { return c.Resume(t.Context(), name) }},
		{worker.Change{Action: worker.ActionStop}, done, func(c *Client) (worker.Receipt, error) { return c.Stop(t.Context(), name) }},
		{worker.Change{Action: worker.ActionDelete}, done, func(c *Client) (worker.Receipt, error) { return c.Delete(t.Context(), name) }},
		{worker.Change{Action: worker.ActionRestartTask, Task: 3}, done, func(c *Client) (worker.Receipt, error) { return c.RestartTask(t.Context(), name, 3) }},
		{worker.Change{Action: worker.ActionRestart}, done, func(c *Client) (worker.Receipt, error) {
			return c.Restart(t.Context(), name, connect.RestartOptions{})
		}},
		{worker.Change{Action: worker.ActionRestartFailed}, plan, func(c *Client) (worker.Receipt, error) {
			return c.Restart(t.Context(), name, connect.RestartOptions{IncludeTasks: true, OnlyFailed: true})
		}},
		{worker.Change{Action: worker.ActionRestartAll}, plan, func(c *Client) (worker.Receipt, error) {
			return c.Restart(t.Context(), name, connect.RestartOptions{IncludeTasks: true})
		}},
		{worker.Change{Name: "plain", Action: worker.ActionSave}, ok(`{"name":"plain","config":{"name":"plain"},"tasks":[]}`), func(c *Client) (worker.Receipt, error) {
			return c.PutConfig(t.Context(), "plain", connect.Config{"a": "b"})
		}},
		{worker.Change{Name: "plain", Action: worker.ActionCreate}, reply{status: http.StatusCreated, body: `{"name":"plain","config":{},"tasks":[]}`}, func(c *Client) (worker.Receipt, error) {
			return c.Create(t.Context(), "plain", connect.Config{"a": "b"}, "")
		}},
	} {
		t.Run(string(s.change.Action), func(t *testing.T) {
			f := newFake(t).on("GET /proxy/", ok(rootBody))
			client := f.client(func(o *wire.Options) { o.Profile.URL, o.Profile.SingleWorker = f.srv.URL+"/proxy", true })
			if _, err := client.Identity(t.Context()); err != nil {
				t.Fatal(err)
			}
			if s.change.Name == "" {
				s.change.Name = name
			}
			shown := client.Traits().RequestOf(s.change)
			f.on(shown, s.answer)
			if _, err := s.send(client); err != nil {
				t.Fatal(err)
			}
			f.wantLines("GET /proxy/", shown)
		})
	}
}

func TestWhatIsNeverSentHasNoRequest(t *testing.T) {
	client := newFake(t).client(nil)
	if line := client.Traits().RequestOf(worker.Change{Name: "a", Action: worker.ActionEdit}); line != "" {
		t.Errorf("%q", line)
	}
}
