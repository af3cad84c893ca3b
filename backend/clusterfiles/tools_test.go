package clusterfiles_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
)

// short prints a cluster in one line: name, address or scope, login, and what it has besides.
func short(c clusterfiles.Cluster) string {
	parts := []string{c.Name, c.URL, c.Login}
	if c.Kind != "apache" {
		parts = append(parts, c.Kind, c.Scope)
	}
	parts = append(parts, c.MoreURLs...)
	if c.Username != "" {
		parts = append(parts, "as "+c.Username)
	}
	for _, key := range []string{"password", "token", "keyStorePassword", "header:X-Token"} {
		if secret, ok := c.Secrets[key]; ok {
			parts = append(parts, key+" "+secret.Reveal())
		}
	}
	return strings.Join(parts, " | ")
}

// codes prints the notes with a code, by cluster, key and variable.
func codes(doc clusterfiles.Document, only ...clusterfiles.Code) []string {
	out := []string{}
	for _, n := range doc.Notes {
		if len(only) == 0 || slices.Contains(only, n.Code) {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s %s %s", n.Cluster, n.Code, n.Key, n.Variable)))
		}
	}
	return out
}

func parse(t *testing.T, name, text string) clusterfiles.Document {
	t.Helper()
	doc, err := clusterfiles.Parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	checkInvariants(t, text, doc, nil)
	return doc
}

func TestClustersOfEachTool(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		tool string
		want []string
	}{
		"kpow, one": {
			"CONNECT_REST_URL=http://a:8083\n", "kpow", []string{" | http://a:8083 | none"},
		},
		"kpow, prefix and suffix": {
			"ENVIRONMENT_NAME=One\nCONNECT_RESOURCE_IDS=A,B_C\nA_CONNECT_REST_URL=http://a\nB_C_CONNECT_REST_URL=http://b\nB_C_CONNECT_NAME=Bee\nENVIRONMENT_NAME_2=Two\nCONNECT_RESOURCE_IDS_2=A\nA_CONNECT_REST_URL_2=http://c\nCONNECT_REST_URL_3=http://d\nCONNECT_NAME_12=Twelve\nCONNECT_REST_URL_12=http://e\n",
			"kpow",
			[]string{"One / A | http://a | none", "Bee | http://b | none", "Two / A | http://c | none", " | http://d | none", "Twelve | http://e | none"},
		},
		"kpow, order of the file does not matter": {
			"CONNECT_BASIC_AUTH_PASS_2=p\nCONNECT_REST_URL=http://a\nCONNECT_BASIC_AUTH_USER_2=u\nCONNECT_REST_URL_2=http://b\nCONNECT_AUTH_2=BASIC\n",
			"kpow",
			[]string{" | http://a | none", " | http://b | basic | as u | password p"},
		},
		"kpow, managed services": {
			"CONNECT_REST_URL=https://api.confluent.cloud/connect/v1/environments/env-1/clusters/lkc-2/\nCONNECT_AUTH=BASIC\nCONNECT_BASIC_AUTH_USER=KEY\nCONNECT_BASIC_AUTH_PASS=s\nCONNECT_AWS_REGION_2=eu-west-1\nCONNECT_NAME_2=lake\n",
			"kpow",
			[]string{
				" | https://api.confluent.cloud/connect/v1/environments/env-1/clusters/lkc-2 | basic | confluent | env-1/lkc-2 | as KEY | password s",
				"lake |  | none | msk | eu-west-1",
			},
		},
		"kpow, other hosts are not Confluent's": {
			"CONNECT_REST_URL=https://api.confluent.cloud.evil.test/connect/v1/environments/env-1/clusters/lkc-2\n",
			"kpow",
			[]string{" | https://api.confluent.cloud.evil.test/connect/v1/environments/env-1/clusters/lkc-2 | none"},
		},
		"kpow, as a part of a compose file": {
			"environment:\n  - CONNECT_REST_URL=http://a\n  - CONNECT_NAME=x=y\n", "kpow", []string{"x=y | http://a | none"},
		},
		"kpow, pasted YAML": {
			"CONNECT_REST_URL: http://a\nCONNECT_NAME: \"b\"\n", "kpow", []string{"b | http://a | none"},
		},
		"kpow, with export and quotes": {
			"export CONNECT_REST_URL='http://a'\r\nexport CONNECT_NAME=\"two\\nlines # kept\" # dropped\r\n", "kpow", []string{"two\nlines # kept | http://a | none"},
		},
		"kafbat, dashes": {
			"kafka:\n  clusters:\n  - kafka-connect:\n    - {name: a, address: 'http://a', key-store-location: x}\n", "kafbat", []string{"a | http://a | mtls"},
		},
		"kafbat, helm": {
			"replicaCount: 1\nyamlApplicationConfig:\n  kafka:\n    clusters:\n      - name: k\n        kafkaConnect: [{address: 'http://a, http://b'}]\n", "kafbat", []string{"k | http://a | none | http://b"},
		},
		"akhq, in a variable": {
			"AKHQ_CONFIGURATION='akhq: {connections: {k: {connect: [{name: a, url: \"http://a\"}]}}}'\n", "akhq", []string{"a | http://a | none"},
		},
		"redpanda, old key": {
			"connect:\n  enabled: false\n  clusters: [{name: a, url: 'https://a', username: u, password: p, token: t}]\n", "redpanda", []string{"a | https://a | bearer | as u | password p | token t"},
		},
		"redpanda, in a compose file": {
			"services:\n  console:\n    environment:\n      CONSOLE_CONFIG_FILE: |\n        kafkaConnect:\n          clusters:\n            - name: a\n              url: http://connect:8083\n  connect:\n    image: debezium/connect:3\n    ports: ['127.0.0.1:8090:8083/tcp']\n",
			"compose",
			[]string{"connect | http://localhost:8090 | none"},
		},
		"conduktor, a list alone": {
			"- id: k\n  kafkaConnects:\n  - {id: a, url: 'http://a', headers: 'X-Token=s,Y=2'}\n", "conduktor", []string{"a | http://a | none | header:X-Token s"},
		},
		"kcctl": {
			`{"currentContext": null, "a": {"cluster": "http://a:8083", "username": null}}`, "kcctl", []string{"a | http://a:8083 | none"},
		},
		"debezium": {
			"KAFKA_CONNECT_CLUSTERS=http://a:8083/, http://b\n", "debezium", []string{" | http://a:8083 | none", " | http://b | none"},
		},
		"worker's variables": {
			"CONNECT_BOOTSTRAP_SERVERS=k:9092\nCONNECT_GROUP_ID=g\nCONNECT_STATUS_STORAGE_TOPIC=s\nCONNECT_LISTENERS=https://0.0.0.0:8443\nCONNECT_REST_ADVERTISED_HOST_NAME=c.test\n", "worker", []string{"g | https://c.test:8443 | none"},
		},
		"compose, ranges and host networks": {
			"services:\n  a: {image: 'x/cp-kafka-connect', ports: ['18080-18090:8080-8090']}\n  b: {image: debezium/connect, network_mode: host}\n  c: {image: debezium/connect, ports: ['192.168.1.5:8084:8083']}\n",
			"compose",
			[]string{"a | http://localhost:18083 | none", "b | http://localhost:8083 | none", "c | http://192.168.1.5:8084 | none"},
		},
		"list, JSON":       {`["http://a", "https://b:1"]`, "urls", []string{" | http://a | none", " | https://b:1 | none"}},
		"list, names":      {"dev: http://a\nprod: https://b\n", "urls", []string{"dev | http://a | none", "prod | https://b | none"}},
		"list, host:port":  {"localhost:8083\nb.test:8443\n", "urls", []string{" | http://localhost:8083 | none", " | https://b.test:8443 | none"}},
		"list, login":      {"https://u:p%40@a.test/base/connectors?expand=status", "urls", []string{" | https://a.test/base | basic | as u | password p@"}},
		"list, a variable": {"https://u:${PASS}@${HOST}/", "urls", []string{" | https://${HOST} | basic | as u | password ${PASS}"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := parse(t, "", c.text)
			got := []string{}
			for _, cluster := range doc.Clusters {
				got = append(got, short(cluster))
			}
			if diff := cmp.Diff(c.want, got); diff != "" || doc.Tool != c.tool {
				t.Errorf("tool %s, -want +got\n%s%q", doc.Tool, diff, codes(doc))
			}
		})
	}
}

// Every way of writing a variable is noted with its key and name, and the value stays.
func TestVariablesStayAsWritten(t *testing.T) {
	t.Parallel()
	for written, name := range map[string]string{
		"${A}": "A", "${A:-default}": "A", "${A:default}": "A", "${A-default}": "A", "${A:?needed}": "A", "$A": "A", "x${A}y": "A",
		"{{ .Values.a }}": ".Values.a", "{{a}}": "a", "<your password>": "your password", "${a.b}": "a.b", "${A:${B}}": "A",
		"pa$$word": "", "$5": "", "a$B": "", "${": "", "${}": "", "${A": "", "{{}}": "", "<a><b>": "", "{a}": "", "${file:/p:k}": "file",
	} {
		doc := parse(t, "", "CONNECT_REST_URL=http://a\nCONNECT_AUTH=BASIC\nCONNECT_BASIC_AUTH_USER=u\nCONNECT_BASIC_AUTH_PASS="+written+"\nALLOW_CONNECT_EDIT=true\n")
		if got := doc.Clusters[0].Secrets["password"].Reveal(); got != written {
			t.Errorf("%s became %s", written, got)
		}
		want := []string{}
		names := []string{}
		if name != "" {
			want = append(want, "1 unresolved CONNECT_BASIC_AUTH_PASS "+name)
			names = append(names, name)
		}
		if diff := cmp.Diff(want, codes(doc, clusterfiles.Unresolved)); diff != "" {
			t.Errorf("%s: -want +got\n%s", written, diff)
		}
		if diff := cmp.Diff(names, doc.Clusters[0].VariableNames); diff != "" {
			t.Errorf("%s: -want +got\n%s", written, diff)
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	doc := parse(t, "", "CONNECT_REST_URL=https://me:${PASS}@${HOST}:${PORT:-8443}/\nCONNECT_NAME=${ENV}-connect\nCONNECT_GROUP_ID=${GROUP}\n")
	c := doc.Clusters[0]
	got := c.Resolve(map[string]connect.Secret{"HOST": connect.NewSecret("c.test"), "PASS": connect.NewSecret("s3cret"), "ENV": connect.NewSecret("prod")})
	if want := "prod-connect | https://c.test:8443 | basic | as me | password s3cret"; short(got) != want {
		t.Errorf("got  %s\nwant %s", short(got), want)
	}
	if diff := cmp.Diff([]string{"PORT", "GROUP"}, got.VariableNames); diff != "" || got.GroupID != "${GROUP}" {
		t.Errorf("left %s\n%s", got.GroupID, diff)
	}
	if c.Secrets["password"].Reveal() != "${PASS}" || c.Name != "${ENV}-connect" {
		t.Errorf("the original was changed: %s", short(c))
	}
}

// Whatever is left out is said.
func TestWhatIsLeftOutIsSaid(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"kpow": {
			"BOOTSTRAP=k\nCONNECT_REST_URL=http://a\nCONNECT_REST_URL=http://b\nCONNECT_TIMEOUT_MS=-1\nCONNECT_PERMISSIVE_SSL=true\nCONNECT_OBSERVATION_VERSION=1\nALLOW_CONNECT_CREATE=true\nALLOW_CONNECT_EDIT=true\nUS_CONNECT_GROUP_ID=x\n",
			[]string{
				"0 invalid US_CONNECT_GROUP_ID", "1 unsafe CONNECT_PERMISSIVE_SSL", "1 invalid CONNECT_TIMEOUT_MS", "1 unsupported CONNECT_OBSERVATION_VERSION",
				"0 ignored BOOTSTRAP", "0 duplicate CONNECT_REST_URL",
			},
		},
		"kpow, a login without a password": {
			"CONNECT_REST_URL=http://a\nCONNECT_AUTH=BASIC\nCONNECT_BASIC_AUTH_USER=u\nRBAC_CONFIGURATION_FILE=/x\n",
			[]string{"0 unsupported RBAC_CONFIGURATION_FILE", "1 missing CONNECT_REST_URL"},
		},
		"kpow, the same cluster twice": {
			"CONNECT_REST_URL=http://a\nCONNECT_REST_URL_2=HTTP://A/\nCONNECT_REST_URL_3=http://u:p@a\nALLOW_CONNECT_CREATE=true\nALLOW_CONNECT_EDIT=true\n",
			[]string{"0 duplicate CONNECT_REST_URL_2", "2 guessed CONNECT_REST_URL_3", "2 duplicate CONNECT_REST_URL_3"},
		},
		"kafbat, without connect": {
			"kafka: {clusters: [{name: a, bootstrapServers: b}]}\n", []string{"0 ignored kafka.clusters[0].bootstrapServers", "0 no_cluster"},
		},
		"kafbat, a key twice": {
			"kafka:\n  clusters:\n  - kafkaConnect:\n    - address: http://a\n      password: one\n      password: two\n",
			[]string{"1 secret kafka.clusters[0].kafkaConnect[0].password", "0 duplicate kafka.clusters[0].kafkaConnect[0].password"},
		},
		"compose, nothing": {
			"services: {db: {image: postgres}}\n", []string{"0 ignored services.db", "0 no_cluster"},
		},
		"our export, newer": {
			`{"format":"sluiceway-clusters","version":2,"clusters":[{"url":"http://a"}]}`, []string{"0 no_cluster"},
		},
		"our export, no command comes in": {
			`{"format":"sluiceway-clusters","version":1,"clusters":[{"url":"http://a","wayIn":["rm"],"password":"p"}]}`,
			[]string{"1 unsupported clusters[0].wayIn", "1 unsupported clusters[0].password"},
		},
	} {
		got := codes(parse(t, "", c.text))
		slices.Sort(got)
		slices.Sort(c.want)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// Kpow permits nothing by default; what it has no right for is off where another is off.
func TestRightsOfKpow(t *testing.T) {
	t.Parallel()
	all := clusterfiles.Permissions{Create: true, Edit: true, State: true, Delete: true, Offsets: true}
	for text, want := range map[string]*clusterfiles.Permissions{
		"": {},
		"ALLOW_CONNECT_CREATE=true\nALLOW_CONNECT_EDIT=true":  &all,
		"ALLOW_CONNECT_CREATE=false\nALLOW_CONNECT_EDIT=true": {Edit: true, State: true},
		"ALLOW_CONNECT_CREATE=true":                           {Create: true},
		"RBAC_CONFIGURATION_FILE=/rbac.yaml":                  nil,
		"ALLOW_CONNECT_EDIT=${MAY_EDIT}":                      nil,
	} {
		c := parse(t, "", "CONNECT_REST_URL=http://a\n"+text+"\n").Clusters[0]
		if diff := cmp.Diff(want, c.Permissions); diff != "" || c.ReadOnly() != (want != nil && *want == clusterfiles.Permissions{}) {
			t.Errorf("%q: -want +got\n%s", text, diff)
		}
	}
}

// The preview hides the secrets of other parts of a file, too, and of clusters that were left
// out, but nothing else.
func TestPreview(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"# CONNECT_BASIC_AUTH_PASS=x y\n#  password: \"z\"\n# plain: text\nCONNECT_REST_URL=http://a\n":                 "# CONNECT_BASIC_AUTH_PASS=••••••••\n#  password: \"••••••••\n# plain: text\nCONNECT_REST_URL=http://a\n",
		"CONNECT_REST_URL=https://u:p@a\nSCHEMA_REGISTRY_PASSWORD=x\n":                                                  "CONNECT_REST_URL=https://••••••••@a\nSCHEMA_REGISTRY_PASSWORD=••••••••\n",
		"CONNECT_REST_URL=x y\nCONNECT_BASIC_AUTH_PASS=p\nCONNECT_REST_URL_2=http://a\n":                                "CONNECT_REST_URL=x y\nCONNECT_BASIC_AUTH_PASS=••••••••\nCONNECT_REST_URL_2=http://a\n",
		"CONNECT_REST_URL=http://a\nCONNECT_BASIC_AUTH_PASS=\"1\n2\"\nCONNECT_NAME=n\n":                                 "CONNECT_REST_URL=http://a\nCONNECT_BASIC_AUTH_PASS=••••••••\n\nCONNECT_NAME=n\n",
		"CONNECT_REST_URL=http://a\nCONNECT_BASIC_AUTH_PASS=${A:-secret}\n":                                             "CONNECT_REST_URL=http://a\nCONNECT_BASIC_AUTH_PASS=••••••••\n",
		"kafka: {clusters: [{kafkaConnect: [{address: http://é, password: \"ü\", name: b}]}]}\n":                        "kafka: {clusters: [{kafkaConnect: [{address: http://é, password: ••••••••, name: b}]}]}\n",
		"kafka:\n  clusters:\n  - kafkaConnect:\n    - password: a\n        b\n      address: http://a\n":               "kafka:\n  clusters:\n  - kafkaConnect:\n    - password: ••••••••\n\n      address: http://a\n",
		"kafka:\n  clusters:\n  - kafkaConnect:\n    - password: >-\n        a\n\n        b\n      address: http://a\n": "kafka:\n  clusters:\n  - kafkaConnect:\n    - password: ••••••••\n\n\n\n      address: http://a\n",
		"{\"currentContext\":\"a\",\"a\":{\"cluster\":\"http://a\",\"password\" : \"p\\u0041\"}}":                       "{\"currentContext\":\"a\",\"a\":{\"cluster\":\"http://a\",\"password\" : ••••••••}}",
	} {
		if diff := cmp.Diff(want, parse(t, "", text).Preview.Text); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
}
