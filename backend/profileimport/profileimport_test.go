package profileimport_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/profile/profiletest"
	"sluiceway/backend/profileimport"
	"sluiceway/backend/worker"
)

// bench is the service on profiles in memory, and an environment that counts what is read.
type bench struct {
	*profileimport.Service

	t        *testing.T
	profiles *profile.Service
	keyring  *profiletest.Keyring
	env      map[string]string
	read     []string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	apache := worker.ProfileKind{ID: "apache", Title: "Kafka Connect", Fields: []worker.ProfileField{worker.FieldURL}, Logins: []connect.Login{"none", "basic", "bearer", "oauth"}}
	cloud := worker.ProfileKind{ID: "confluent", Title: "Confluent Cloud", Fields: []worker.ProfileField{worker.FieldEndpoint, worker.FieldScope}, Logins: []connect.Login{"basic"}}
	b := &bench{t: t, keyring: &profiletest.Keyring{}, env: map[string]string{}}
	kinds := worker.Kinds{{ProfileKind: apache}, {ProfileKind: cloud}}
	store := &profiletest.Memory{}
	b.profiles = &profile.Service{Store: store, Secrets: b.keyring, Kinds: kinds}
	b.Service = &profileimport.Service{Profiles: b.profiles, Stored: store, Kinds: kinds, LookupEnv: func(name string) (string, bool) {
		b.read = append(b.read, name)
		value, ok := b.env[name]
		return value, ok
	}}
	return b
}

func (b *bench) open(name, text string) profileimport.View {
	b.t.Helper()
	v, err := b.OpenText(b.t.Context(), name, []byte(text))
	if err != nil {
		b.t.Fatal(connect.ProblemOf(err).Text)
	}
	return v
}

func (b *bench) add(id string, choices ...profileimport.Choice) profileimport.Added {
	b.t.Helper()
	added, err := b.Add(b.t.Context(), id, choices)
	if err != nil {
		b.t.Fatal(err)
	}
	return added
}

func (b *bench) list() []profile.View {
	b.t.Helper()
	list, err := b.profiles.List(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func dev(number int, name string) profileimport.Choice {
	return profileimport.Choice{Number: number, Name: name, Environment: "dev"}
}

const shop = `BOOTSTRAP=kafka-1:9093
LICENSE_ID=canary-license
ALLOW_CONNECT_CREATE=false
ALLOW_CONNECT_EDIT=true
CONNECT_NAME=returns-eu
CONNECT_REST_URL=https://connect.returns.internal:8443
CONNECT_AUTH=BASIC
CONNECT_BASIC_AUTH_USER=kpow
CONNECT_BASIC_AUTH_PASS=${RETURNS_PASS}
CONNECT_PERMISSIVE_SSL=true
CONNECT_TIMEOUT_MS=20000
CONNECT_NAME_2=shop-cloud
CONNECT_REST_URL_2=https://api.confluent.cloud/connect/v1/environments/env-k2z9p/clusters/lkc-8xw1q
CONNECT_AUTH_2=BASIC
CONNECT_BASIC_AUTH_USER_2=7QK3VDN2WZ5XJ4RT
CONNECT_BASIC_AUTH_PASS_2=canary-cloud
CONNECT_NAME_3=orders
CONNECT_REST_URL_3=https://connect-1.orders.internal:8443
CONNECT_NAME_4=lake
CONNECT_AWS_REGION_4=eu-central-1
`

func TestAFileIsDescribedWithoutItsSecrets(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	v := b.open("shop.env", shop)
	text, err := json.Marshal(v)
	if err != nil || strings.Contains(string(text), "canary") {
		t.Errorf("%v: the view contains a secret: %s", err, text)
	}
	if v.Tool != "Kpow" || v.FileName != "shop.env" || len(v.Marks) == 0 || len(v.State.Clusters) != 4 {
		t.Fatalf("%+v", v)
	}
	returns, cloud, lake := v.State.Clusters[0], v.State.Clusters[1], v.State.Clusters[3]
	want := [][]profileimport.Part{
		{{Text: "Basic as "}, {Text: "kpow", Kind: profileimport.PartStrong}, {Text: ", password "}, {Text: "${RETURNS_PASS}", Kind: profileimport.PartVariable}},
		{{Text: "20 s limit"}},
	}
	if diff := cmp.Diff(want, returns.Summary); diff != "" || returns.Permissions != "edit and change state" || returns.Kind != "Kafka Connect" || returns.Place != "https://connect.returns.internal:8443" {
		t.Errorf("%+v\n%s", returns, diff)
	}
	if got := plain(cloud.Summary); cloud.Place != "env-k2z9p / lkc-8xw1q" || got != "API key 7QK3VDN2WZ5XJ4RT, secret goes to the keyring" {
		t.Errorf("%q %q", cloud.Place, got)
	}
	if !strings.Contains(lake.Problem, "does not support") {
		t.Errorf("a kind that this version does not know has the problem %q", lake.Problem)
	}
	if diff := cmp.Diff([]profileimport.Variable{{Name: "RETURNS_PASS", Clusters: []int{1}}}, v.State.Variables); diff != "" {
		t.Error(diff)
	}
	why := map[string]string{}
	for _, r := range v.State.LeftOut {
		for _, key := range r.Keys {
			why[key] = r.Text
		}
	}
	if !strings.Contains(why["BOOTSTRAP"], "belongs to Kafka") || !strings.Contains(why["CONNECT_PERMISSIVE_SSL"], "They stay on") || why["LICENSE_ID"] == "" {
		t.Errorf("left out: %v", why)
	}
	if len(b.read) > 0 {
		t.Errorf("%v were read without being asked", b.read)
	}
}

func plain(lines [][]profileimport.Part) string {
	var out strings.Builder
	for i, line := range lines {
		if i > 0 {
			out.WriteString("; ")
		}
		for _, p := range line {
			out.WriteString(p.Text)
		}
	}
	return out.String()
}

// Whatever the file says, certificate checks stay on and no command arrives.
func TestChosenClustersBecomeProfiles(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	v := b.open("shop.env", shop)
	added := b.add(v.ID, dev(1, "returns-eu"), dev(2, "cloud"), dev(4, "lake"), dev(9, "nothing"))
	if got := outcomes(added); !slices.Equal(got, []string{"1 The variable RETURNS_PASS has no value", "2 added", "4 This version", "9 The file has no"}) {
		t.Fatalf("%q", got)
	}
	if added.State.Clusters[1].Saved == "" || added.State.Clusters[0].Saved != "" {
		t.Errorf("%+v", added.State.Clusters)
	}
	b.env["RETURNS_PASS"] = "canary-returns"
	state, err := b.ReadVariable(t.Context(), v.ID, "RETURNS_PASS")
	if err != nil || state.Variables[0].Origin != profileimport.OriginEnvironment || !slices.Equal(b.read, []string{"RETURNS_PASS"}) {
		t.Fatalf("%v: %+v, read %v", err, state, b.read)
	}
	if got := outcomes(b.add(v.ID, dev(1, "returns-eu"), dev(2, "again"))); !slices.Equal(got, []string{"1 added", "2 added"}) {
		t.Fatalf("%q", got)
	}
	list := b.list()
	if len(list) != 2 {
		t.Fatalf("%d profiles", len(list))
	}
	cloud, returns := list[0], list[1]
	wantRights := profile.Permissions{Edit: true, State: true}
	if returns.Name != "returns-eu" || returns.SkipVerify || returns.TimeLimit != 20_000 || returns.Username != "kpow" || returns.WayIn.Command != "" || returns.Permissions != wantRights || string(returns.Environment) != "dev" {
		t.Errorf("%+v", returns)
	}
	if cloud.Name != "cloud" || cloud.URL != "" || cloud.Scope != "env-k2z9p/lkc-8xw1q" {
		t.Errorf("%+v", cloud)
	}
	for id, want := range map[connect.ProfileID]string{returns.ID: "canary-returns", cloud.ID: "canary-cloud"} {
		secrets, err := b.profiles.SecretsFor(t.Context(), id)
		if err != nil || secrets[connect.SecretPassword].Reveal() != want {
			t.Errorf("%v: %s has another password", err, id)
		}
	}
}

func outcomes(added profileimport.Added) []string {
	var out []string
	for _, o := range added.Outcomes {
		text := "added"
		if o.Profile == "" {
			words := strings.Fields(o.Problem.Text)
			text = strings.Join(words[:min(len(words), 6)], " ")
			for _, known := range []string{"The variable RETURNS_PASS has no value", "This version", "The file has no"} {
				if strings.HasPrefix(o.Problem.Text, known) {
					text = known
				}
			}
		}
		out = append(out, string(rune('0'+o.Number))+" "+text)
	}
	return out
}

func TestWhatIsHereAlreadyIsRecognised(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.save("orders", "https://connect-1.orders.internal:8443")
	b.save("returns-EU", "http://localhost:1")
	v := b.open("", shop)
	rows := v.State.Clusters
	if len(rows[2].Matches) != 1 || rows[2].Matches[0].Name != "orders" || rows[2].Name != "orders" || rows[2].Free != "orders-2" {
		t.Errorf("%+v", rows[2])
	}
	if rows[0].Free != "returns-eu-2" || len(rows[0].Matches) != 0 {
		t.Errorf("%+v", rows[0])
	}
	added := b.add(v.ID, dev(2, "cloud"))
	again := b.open("", shop)
	if len(again.State.Clusters[1].Matches) != 1 || again.State.Clusters[1].Matches[0].ID != added.Outcomes[0].Profile {
		t.Errorf("%+v", again.State.Clusters[1])
	}
	if got := b.add(again.ID, dev(3, "orders")).Outcomes[0].Problem; got.Code != connect.CodeExists || got.Field != "name" {
		t.Errorf("a taken name: %+v", got)
	}
}

func (b *bench) save(name, url string) {
	b.t.Helper()
	_, err := b.profiles.Save(b.t.Context(), profile.Input{View: profile.View{Name: name, URL: url, Environment: "dev", Permissions: profile.AllPermissions()}})
	if err != nil {
		b.t.Fatal(err)
	}
}

// An address that needs a variable is compared once it is complete, and is not shown with it.
func TestVariablesGetTheirValuesFromAPerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.save("east", "https://east.internal:8443")
	v := b.open("", "CONNECT_REST_URL=https://${HOST}:8443\nCONNECT_BASIC_AUTH_USER=${WHO:-kpow}\nCONNECT_BASIC_AUTH_PASS=pre-${PASS}\n")
	if diff := cmp.Diff([]string{"HOST", "WHO optional", "PASS"}, names(v.State.Variables)); diff != "" {
		t.Error(diff)
	}
	state, err := b.SetVariable(t.Context(), v.ID, "HOST", connect.NewSecret("east.internal"))
	if err != nil || len(state.Clusters[0].Matches) != 1 || state.Clusters[0].Place != "https://${HOST}:8443" || state.Variables[0].Origin != profileimport.OriginEntered {
		t.Errorf("%v: %+v", err, state)
	}
	state, err = b.ReadVariable(t.Context(), v.ID, "PASS")
	if err != nil || state.Variables[2].Origin != profileimport.OriginUnset {
		t.Errorf("%v: a variable that is not set: %+v", err, state.Variables)
	}
	state, err = b.SetVariable(t.Context(), v.ID, "HOST", connect.NewSecret(""))
	if err != nil || len(state.Clusters[0].Matches) != 0 || state.Variables[0].Origin != profileimport.OriginNone {
		t.Errorf("%v: %+v", err, state)
	}
	b.env["PATH_TO_KEYS"] = "x"
	if _, err := b.ReadVariable(t.Context(), v.ID, "PATH_TO_KEYS"); connect.CodeOf(err) != connect.CodeInvalid || slices.Contains(b.read, "PATH_TO_KEYS") {
		t.Errorf("%v: a variable that the file does not name was read: %v", err, b.read)
	}
}

func names(variables []profileimport.Variable) []string {
	var out []string
	for _, v := range variables {
		name := v.Name
		if v.Optional {
			name += " optional"
		}
		out = append(out, name)
	}
	return out
}

func TestRelativeFilesAreChosenByAPerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ca := filepath.Join(t.TempDir(), "ca.jks")
	if err := os.WriteFile(ca, []byte("\xfe\xed\xfe\xed"), 0o600); err != nil {
		t.Fatal(err)
	}
	v := b.open("", "CONNECT_REST_URL=https://a.internal:8443\nCONNECT_SSL_TRUSTSTORE_LOCATION=./trust.jks\nCONNECT_SSL_TRUSTSTORE_PASSWORD=canary-trust\nCONNECT_SSL_KEYSTORE_LOCATION=/etc/keys.p12\n")
	want := []profileimport.File{{Use: profileimport.FileCA, Path: "./trust.jks", Relative: true}, {Use: profileimport.FileCertificate, Path: "/etc/keys.p12"}}
	if diff := cmp.Diff(want, v.State.Clusters[0].Files); diff != "" {
		t.Error(diff)
	}
	if got := b.add(v.ID, dev(1, "a")).Outcomes[0].Problem.Text; !strings.Contains(got, "./trust.jks is relative") {
		t.Errorf("%q", got)
	}
	choice := dev(1, "a")
	choice.CA, choice.Certificate = ca, ca
	if got := b.add(v.ID, choice).Outcomes[0]; got.Profile == "" {
		t.Fatalf("%+v", got)
	}
	if p := b.list()[0]; p.CAFile != ca || p.Certificate.File != ca || string(p.Login) != "none" {
		t.Errorf("%+v", p)
	}
}

func TestOnlyAFewFilesAreHeld(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	first := b.open("", "http://a:8083\n")
	second := b.open("", "http://a:8083\n")
	for range 3 {
		b.open("", "http://a:8083\n")
	}
	b.Close(second.ID)
	for _, id := range []string{first.ID, second.ID, ""} {
		if _, err := b.Add(t.Context(), id, []profileimport.Choice{dev(1, "a")}); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	dir := t.TempDir()
	path := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "missing"): "cannot be read", dir: "is a folder", path("large", strings.Repeat("# x\n", 2<<20)): "larger than 4 MB",
		path("half", strings.Repeat("# x\n", 1<<19)): "larger than 1 MB", path("other", "name: x\npassword: canary-other\n"): "No cluster found",
	} {
		_, err := b.OpenFile(t.Context(), path)
		if text := connect.ProblemOf(err).Text; !strings.Contains(text, want) || strings.Contains(text, "canary") {
			t.Errorf("%s: %q", path, text)
		}
	}
	if v, err := b.OpenFile(t.Context(), path("list.txt", "http://a:8083\n")); err != nil || v.FileName != "list.txt" {
		t.Errorf("%v: %+v", err, v)
	}
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := b.OpenFile(t.Context(), pipe); !strings.Contains(connect.ProblemOf(err).Text, "not a regular file") {
		t.Errorf("a pipe: %v", err)
	}
}

// A file without a cluster says why.
func TestAFileWithoutACluster(t *testing.T) {
	t.Parallel()
	v := newBench(t).open("docker-compose.yml", "services: {db: {image: postgres}}\n")
	if len(v.State.Clusters) != 0 || !strings.Contains(v.State.Reason, "neither a Connect worker") {
		t.Errorf("%+v", v.State)
	}
}

// What is exported can be imported, except for secrets, and commands do not leave.
func TestAnExportIsImportedAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	key := filepath.Join(t.TempDir(), "key.p12")
	if err := os.WriteFile(key, []byte("\x30\x82"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := profile.Input{
		View: profile.View{
			Kind: "apache", Name: "orders", URL: "https://a.internal:8443/base", MoreURLs: []string{"https://b.internal:8443"}, Environment: "production",
			Login: connect.LoginOAuth, OAuth: profile.OAuth{TokenURL: "https://login.internal/token", ClientID: "ui", Scopes: []string{"read"}, Audience: "connect", Params: []connect.Param{{Name: "resource", Value: "shop"}}},
			Headers: []connect.Header{{Name: "X-Team", Value: "shop"}, {Name: "X-Key", Secret: true}}, CAFile: "", Certificate: profile.Certificate{File: key},
			Proxy: profile.Proxy{Mode: connect.ProxyOwn, URL: "http://proxy.internal:3128", Username: "p"}, WayIn: profile.WayIn{Command: "ssh -L {port}:a:1 b"},
			TimeLimit: 15_000, AdminURL: "https://a.internal:9443", ServerName: "connect.internal", Pin: strings.Repeat("ab", 32), SingleWorker: true,
			Permissions: profile.Permissions{Edit: true, State: true}, GroupID: "g", OffsetTopic: "o",
		},
		Entered: connect.Secrets{connect.SecretClientSecret: connect.NewSecret("canary-1"), "header:X-Key": connect.NewSecret("canary-2"), connect.SecretProxy: connect.NewSecret("canary-3"), connect.SecretKeyStore: connect.NewSecret("canary-4")},
	}
	if _, err := b.profiles.Save(t.Context(), in); err != nil {
		t.Fatal(connect.ProblemOf(err))
	}
	b.save("left", "http://left:8083")
	text, err := b.Export(t.Context(), []connect.ProfileID{b.list()[0].ID})
	if err != nil || strings.Contains(string(text), "canary") || strings.Contains(string(text), "ssh") || strings.Contains(string(text), "left") {
		t.Fatalf("%v\n%s", err, text)
	}
	other := newBench(t)
	v := other.open("clusters.json", string(text))
	choice := dev(1, "orders")
	choice.Environment = v.State.Clusters[0].Environment
	if got := other.add(v.ID, choice).Outcomes[0]; got.Profile == "" {
		t.Fatalf("%+v", got.Problem)
	}
	before, after := b.list()[0], other.list()[0]
	if after.Pin != "" {
		t.Errorf("a file chose the certificate %s", after.Pin)
	}
	after.ID, after.Secrets, after.WayIn, after.Pin = before.ID, before.Secrets, before.WayIn, before.Pin
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
	if all, err := b.Export(t.Context(), nil); err != nil || strings.Count(string(all), `"kind"`) != 2 {
		t.Errorf("%v\n%s", err, all)
	}
	if _, err := other.Export(t.Context(), []connect.ProfileID{"gone"}); connect.CodeOf(err) != connect.CodeInvalid {
		t.Errorf("nothing to export: %v", err)
	}
}

// A secret that looks like a variable is not shown as one.
func TestALiteralIsNotShownAsAVariable(t *testing.T) {
	t.Parallel()
	v := newBench(t).open("docker-compose.yml", "services:\n  kpow:\n    image: factorhouse/kpow\n    environment:\n      CONNECT_REST_URL: http://a:8083\n      CONNECT_AUTH: BASIC\n      CONNECT_BASIC_AUTH_USER: u\n      CONNECT_BASIC_AUTH_PASS: $$canary\n")
	text, err := json.Marshal(v)
	if err != nil || strings.Contains(string(text), "canary") {
		t.Errorf("%v\n%s", err, text)
	}
}
