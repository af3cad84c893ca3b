package app

import (
	"context"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/wire/certtest"
	"sluiceway/backend/workbench"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
	"sluiceway/backend/worker/workertest"
)

// A profile with every login and network comes back as it was saved, without its secrets.
func TestAProfileWithEverythingComesBack(t *testing.T) {
	a, _ := openApp(t, t.TempDir())
	a.ways.ask = (&person{says: true}).ask
	keys := certtest.File(t, "developer.p12", certtest.Authority(t, "CA").Client("ada", certtest.Between(time.Now().Add(-time.Hour), time.Now().Add(time.Hour))).PKCS12())
	in := ProfileInput{AgreeWayIn: true, View: ProfileView{
		Name: "everything", Environment: "dev", URL: "https://localhost:{port}", AdminURL: "https://localhost:{port}", Login: connect.LoginOAuth,
		OAuth: profile.OAuth{
			TokenURL: "https://login.example.com/token", ClientID: "sluiceway", Scopes: []string{"read"}, Audience: "connect",
			Params: []connect.Param{{Name: "resource", Value: "r"}},
		},
		Headers:    []connect.Header{{Name: "X-Tenant", Value: "orders"}, {Name: "X-Key", Secret: true}},
		ServerName: "connect.example.com", Pin: strings.Repeat("ab", 32),
		Certificate: profile.Certificate{File: keys, KeyFile: keys},
		Proxy:       profile.Proxy{Mode: connect.ProxyOwn, URL: "http://proxy.example.com:3128", Username: "ada"},
		WayIn:       profile.WayIn{Command: "ssh -N -L {port}:connect:8083 bastion", Limit: 20_000},
		Account:     "dev", GroupID: "connect", OffsetTopic: "connect-offsets", Permissions: profile.AllPermissions(),
	}}
	in.Entered = connect.Secrets{
		connect.SecretClientSecret: connect.NewSecret("1"), connect.SecretHeader + "X-Key": connect.NewSecret("2"), connect.SecretProxy: connect.NewSecret("3"),
		connect.SecretKeyStore: connect.NewSecret(certtest.Password),
	}
	must[SaveResult](t)(a.Profiles.Save("", in))
	list := must[[]ProfileView](t)(a.Profiles.List(""))
	got := list[0]
	if got.OAuth.Params[0].Value != "r" || got.Headers[1].Value != "" || !got.WayIn.Agreed || got.WayIn.Limit != 20_000 || got.Proxy.Username != "ada" || got.Pin != in.Pin {
		t.Errorf("%+v", got)
	}
}

// Places are listed by the kind, with the login of an input that is not saved.
func TestPlacesAreThoseOfTheKind(t *testing.T) {
	kind := worker.Kind{
		ProfileKind: worker.ProfileKind{ID: "cloud", Title: "A cloud", Fields: []worker.ProfileField{worker.FieldScope, worker.FieldEndpoint}, Logins: []connect.Login{connect.LoginNone}},
		Dial:        func(connect.Profile, connect.Secrets) (worker.Worker, error) { return workerfake.New(), nil },
		Discover: func(context.Context, connect.Profile, connect.Secrets) ([]worker.Place, error) {
			return []worker.Place{{Title: "Shop", Places: []worker.Place{{Title: "orders", Scope: "env-1/lkc-1"}}}}, nil
		},
	}
	a, _ := openAppOn(t, t.TempDir(), workbench.Options{Kinds: worker.Kinds{kind}})
	places := must[[]PlaceView](t)(a.Profiles.Places("", ProfileInput{View: ProfileView{Kind: "cloud", Login: connect.LoginNone}}))
	if len(places) != 1 || places[0].Places[0].Scope != "env-1/lkc-1" || places[0].Places[0].Places == nil {
		t.Errorf("%+v", places)
	}
}

// slow carries out a change of offsets after it was followed for as long as it says.
type slow struct{ *workerfake.Fake }

func (s slow) Traits() worker.Traits {
	traits := s.Fake.Traits()
	traits.Follow = worker.FollowTrait{Limit: 20 * time.Millisecond, Pause: 5 * time.Millisecond}
	return traits
}

func (s slow) Features() worker.Features {
	if !s.Fake.Features().Known() {
		return worker.Unknown()
	}
	lacks := map[worker.Feature]string{}
	for _, f := range []worker.Feature{worker.RestartFailed, worker.RestartTask, worker.Test, worker.Metrics, worker.Users, worker.Provision, worker.Resize, worker.Links} {
		lacks[f] = workertest.Lacks(f)
	}
	return worker.NewFeatures(worker.AllFeatures(), lacks)
}

func (slow) AlterOffsets(context.Context, string, []connect.OffsetEntry) (worker.Receipt, error) {
	return worker.Receipt{Status: 202, Operation: "op"}, nil
}

func (slow) Operation(context.Context, string, string) (worker.Operation, error) {
	return worker.Operation{ID: "op", State: worker.OperationRunning, Text: "Waiting."}, nil
}

// A change that the service has not finished in time can be checked again.
func TestAnUnfinishedChangeOfOffsetsCanBeCheckedAgain(t *testing.T) {
	fake := workerfake.New("orders")
	kind := worker.Kind{
		ProfileKind: worker.ProfileKind{ID: "slow", Title: "A slow service", Fields: []worker.ProfileField{worker.FieldURL}, Logins: []connect.Login{connect.LoginNone}},
		Dial:        func(connect.Profile, connect.Secrets) (worker.Worker, error) { return slow{fake}, nil },
		Probe:       func(context.Context, connect.Profile, connect.Secrets, func(connect.Step)) []connect.Step { return nil },
	}
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Kinds: worker.Kinds{kind}})
	id := must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: ProfileView{
		Permissions: profile.AllPermissions(), Kind: "slow", Name: "slow", URL: "http://slow.internal", Environment: "dev", Login: connect.LoginNone, TimeLimit: 10_000,
	}})).Profile.ID
	must[ClusterState](t)(a.Clusters.Open("", id))
	row := OffsetInput{Partition: `{"kafka_partition":0,"kafka_topic":"orders"}`, Offset: `{"kafka_offset":3}`}
	until(t, events, "the connector is known, and its offsets are to be changed", func() bool {
		_, err := a.Connectors.AlterOffsets("", id, "orders", []OffsetInput{row})
		return err == nil
	})
	until(t, events, "it can be checked again", func() bool {
		detail := must[ConnectorDetail](t)(a.Connectors.Detail("", id, "orders"))
		return detail.Follow.Again
	})
}

// What stands in the way of an imported cluster names its field.
func TestARefusedImportNamesTheField(t *testing.T) {
	a, _ := openApp(t, t.TempDir())
	view := must[ImportView](t)(a.ProfileFiles.OpenText("", "urls.txt", "http://127.0.0.1:9\n"))
	added := must[ImportAdded](t)(a.ProfileFiles.Add("", view.ID, []ImportChoice{{Number: 1, Name: "a\nb", Environment: "dev"}}))
	if p := added.Outcomes[0].Problem; p.Field != "name" || p.Text == "" {
		t.Errorf("%+v", p)
	}
}
