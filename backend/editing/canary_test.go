package editing_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
)

// canaries are secrets in the shapes they really have, each with the part that
// must be seen nowhere.
var canaries = []struct{ key, value, part string }{
	{"connection.password", "canary-one-7f3a", "canary-one-7f3a"},
	{"connection.url", "jdbc:postgresql://db:5432/shop?user=u&password=canary-two-91bc", "canary-two-91bc"},
	{"file", "mongodb://app:canary-three-55de@mongo:27017/shop", "canary-three-55de"},
	{"producer.override.sasl.jaas.config", `org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="canary-four-0a1b";`, "canary-four-0a1b"},
	{"my.api.key", "canary-five-e2e2", "canary-five-e2e2"},
	{"some.text", "-----BEGIN PRIVATE KEY-----\ncanarysix00000000\n-----END PRIVATE KEY-----", "canarysix00000000"},
	{"flush.size", "${file:/run/secrets:canary}", "canary-seven-resolved"},
	{"topics", "AKIAIOSFODNN7CANARYX", "AKIAIOSFODNN7CANARYX"},
}

// everythingEchoed is a worker that repeats every value wherever it can, with
// placeholders resolved.
func everythingEchoed(config connect.Config) connect.Validation {
	v := connect.Validation{}
	for key, text := range config {
		if strings.Contains(text, "${") {
			text = "canary-seven-resolved"
		}
		errs := []string{"Invalid value " + text + " for configuration " + key + ": cannot use " + text}
		for _, c := range canaries {
			errs = append(errs, "together with "+c.part+" it fails")
		}
		v.Configs = append(v.Configs, connect.ValidatedKey{Value: &connect.ValidatedValue{Name: key, Value: &text, Errors: errs, Visible: true}})
	}
	return v
}

func words(config connect.Config) string {
	out := "Connector configuration is invalid and contains the following errors:\n"
	for _, key := range config.Keys() {
		text := config[key]
		if strings.Contains(text, "${") {
			text = "canary-seven-resolved"
		}
		out += "Invalid value " + text + " for configuration " + key + ": no\n"
	}
	return out
}

func TestNoSecretIsShownOrLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		base := stored()
		delete(base, "connection.password")
		for _, c := range canaries {
			base[c.key] = c.value
		}
		r := newRig(t, func(r *rig) {
			r.deps.Secrecy = nil
			r.deps.Log = slog.New(slog.NewTextHandler(&log, nil))
			r.worker.store("orders", base)
			r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
				return everythingEchoed(config), nil
			}
			r.worker.put = func(_ context.Context, _ string, config connect.Config) error {
				return &connect.Error{Code: connect.CodeInvalid, Text: "Refused.", Worker: words(config), Status: 400}
			}
		})
		ctx := context.Background()
		seen := map[string]any{}
		id := r.startEdit()
		time.Sleep(second)
		seen["validated"] = must(r.Validate(ctx, id))(t)
		for _, c := range canaries {
			r.set(id, c.key, c.value+" ")
		}
		theirs := base.Clone()
		for key := range theirs {
			theirs[key] += "-theirs"
		}
		r.worker.store("orders", theirs)
		seen["review"] = must(r.Review(ctx, id))(t)
		choices := map[string]form.Choice{}
		for _, c := range canaries {
			choices[c.key] = form.ChooseMine
		}
		seen["resolved"] = must(r.Resolve(id, choices))(t)
		seen["saved"] = must(r.Save(ctx, id, false))(t)
		r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
			return connect.Validation{}, &connect.Error{Code: connect.CodeWorker, Text: "It threw.", Worker: words(config), Status: 500}
		}
		seen["thrown"] = must(r.Validate(ctx, id))(t)
		seen["view"] = must(r.View(id))(t)
		seen["config"] = must(r.ConfigView(ctx, "p", "orders"))(t)
		seen["copy"] = must(r.StartCopy(ctx, "p", "orders"))(t)
		for what, v := range seen {
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range canaries {
				if i := bytes.Index(text, []byte(c.part)); i >= 0 {
					t.Errorf("%s shows the secret of %s: …%s…", what, c.key, text[max(0, i-80):min(len(text), i+40)])
				}
			}
		}
		for _, c := range canaries {
			if strings.Contains(log.String(), c.part) {
				t.Errorf("the log has the secret of %s", c.key)
			}
		}
	})
}

func TestExportTextsAndMasksNeverReachAWorker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		for _, text := range []string{"[hidden]", "********", "<secret: connection.password>", "••••••••", "jdbc:x?password=••••••••"} {
			id := r.filled("a")
			if _, err := r.Set(id, []editing.Edit{{Key: "connection.password", Text: text}}); connect.CodeOf(err) != connect.CodeMaskedValue {
				t.Errorf("Set took %q: %v", text, err)
			}
			v := must(r.StartText(context.Background(), "p", `{"name":"b","connector.class":"x.Sink","topics":"a","connection.password":"`+text+`"}`))(t)
			if res := must(r.Create(context.Background(), v.Draft, ""))(t); res.Problem == nil || res.Problem.Code != connect.CodeMaskedValue {
				t.Errorf("Create took %q: %+v", text, res)
			}
		}
		if r.worker.count("create") != 0 {
			t.Error("a mask was sent")
		}
	})
}
