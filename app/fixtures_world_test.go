package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox"
)

// fixtureNow is the time on the fixtures' clocks, and fixtureAge how long their
// connectors have been there.
var fixtureNow = time.Date(2025, time.November, 20, 12, 21, 0, 0, time.UTC)

const fixtureAge = 26 * time.Hour

// handClock is a clock that stands still until it is set.
type handClock struct{ at atomic.Int64 }

func (c *handClock) now() time.Time          { return time.UnixMilli(c.at.Load()).UTC() }
func (c *handClock) set(to time.Time)        { c.at.Store(to.UnixMilli()) }
func (c *handClock) forward(d time.Duration) { c.at.Add(d.Milliseconds()) }

// heldKeyring is a keyring that answers.
type heldKeyring map[string]string

func (k heldKeyring) Set(service, user, secret string) error {
	k[service+"/"+user] = secret
	return nil
}

func (k heldKeyring) Get(service, user string) (string, error) {
	secret, there := k[service+"/"+user]
	if !there {
		return "", keyring.ErrNotFound
	}
	return secret, nil
}

func (k heldKeyring) Delete(service, user string) error {
	delete(k, service+"/"+user)
	return nil
}

const (
	fixtureUser     = "connect-admin"
	fixturePassword = "not-the-real-one"
	// fixtureSecret is the one stored secret that a fixture reveals.
	fixtureSecret = "s3cret-example"
)

// fixtureProfiles are the clusters of the sidebar. The address is what the fixtures
// show instead of a loopback port.
func fixtureProfiles() []fixtureProfile {
	eu, staging := "https://connect.orders.eu.internal:8443", "https://connect.orders.staging.internal:8443"
	return []fixtureProfile{
		{id: "orders-eu", address: eu, input: ProfileView{Permissions: profile.AllPermissions(), Name: "orders-eu", Environment: "production", Login: "basic", Username: fixtureUser, GroupID: "connect-orders"}},
		{id: "payments-eu", address: "https://connect.payments.eu.internal:8443", input: ProfileView{Name: "payments-eu", Environment: "production", Login: "none"}},
		{id: "orders-staging", address: staging, input: ProfileView{Permissions: profile.AllPermissions(), Name: "orders-staging", Environment: "staging", Login: "none", SkipVerify: true}},
		{id: "lake", address: "https://connect.lake.staging.internal:8443", dead: true, input: ProfileView{Permissions: profile.AllPermissions(), Name: "analytics-lake-staging", Environment: "staging", Login: "none"}},
		{id: "local", address: "http://localhost:8083", input: ProfileView{Permissions: profile.AllPermissions(), Name: "localhost:8083", Environment: "dev", Login: "none"}},
	}
}

type fixtureProfile struct {
	id, address string
	dead        bool // nothing is listening there
	input       ProfileView
}

// seeded is a connector of a fixture cluster. Late ones are created after the clock was
// stopped, so that they are still starting.
type seeded struct {
	name, class string
	tasks       int
	config      map[string]string
	then        string // pause or stop
	late        bool
}

func seededOn(id string) []seeded {
	switch id {
	case "orders-eu":
		return append(troubledConnectors(), runningConnectors()...)
	case "payments-eu":
		return runningConnectors()[:4]
	case "orders-staging":
		return []seeded{
			{name: "orders-postgres-source", class: shopClass, tasks: 1},
			{name: "returns-redis-sink", class: archiveClass, tasks: 2, config: failing("0", "1", "connection reset by peer")},
			{name: "stock-redis-sink", class: archiveClass, tasks: 1},
		}
	}
	return nil
}

const (
	searchClass    = "io.sluiceway.sandbox.search.SearchIndexSinkConnector"
	shopClass      = "io.sluiceway.sandbox.shop.ShopDatabaseSourceConnector"
	archiveClass   = "io.sluiceway.sandbox.file.FileStreamSinkConnector"
	readingsClass  = "io.sluiceway.sandbox.file.FileStreamSourceConnector"
	warehouseClass = "io.sluiceway.sandbox.warehouse.WarehouseSinkConnector"
	mirrorClass    = "io.sluiceway.sandbox.mirror.TopicMirrorSourceConnector"
	httpClass      = "io.sluiceway.sandbox.http.HttpPostSinkConnector"
)

// failing makes tasks of a connector fail after a while.
func failing(after, tasks, message string) map[string]string {
	return map[string]string{"sandbox.fail.after.ms": after, "sandbox.fail.tasks": tasks, "sandbox.fail.message": message}
}

func troubledConnectors() []seeded {
	search := map[string]string{"topics": "orders.v2,orders.returns", "id.mode": "field", "id.field": "customer_id", "search.user": "indexer", "search.apikey": fixtureSecret}
	return []seeded{
		{name: "orders-es-sink", class: searchClass, tasks: 4, config: search},
		{name: "customers-postgres-source", class: shopClass, tasks: 1, config: failing("60000", "", "FATAL: replication slot \"customers_slot\" is active for PID 4711")},
		{name: "invoices-s3-sink", class: archiveClass, tasks: 1, config: map[string]string{
			"sandbox.fail.after.ms": "0", "sandbox.fail.connector": "true", "sandbox.fail.message": "Invalid value for configuration s3.bucket.name: the bucket does not exist",
		}},
		{name: "clickstream-iceberg-sink", class: warehouseClass, tasks: 8, config: failing("7000", "2,5", "Not authorized: the token has expired")},
		{name: "shipments-jdbc-sink-warehouse-eu-central-reporting", class: warehouseClass, tasks: 4, config: failing("9000", "3", "Batch entry 17 was refused: value too long for column \"carrier\"")},
		{name: "returns-mongo-sink", class: archiveClass, tasks: 2, late: true},
		{name: "legacy-mirror-source", class: mirrorClass, tasks: 2, config: map[string]string{"source.bootstrap.servers": "kafka.legacy.invalid:9092"}},
		{name: "loyalty-mysql-source", class: shopClass, tasks: 1, then: "pause"},
		{name: "prices-http-sink", class: httpClass, tasks: 2, then: "pause"},
		{name: "orders-archive-jdbc-source", class: shopClass, tasks: 1, then: "stop"},
	}
}

func runningConnectors() []seeded {
	out := []seeded{
		{name: "carts-redis-sink", class: archiveClass, tasks: 2},
		{name: "catalog-opensearch-sink", class: searchClass, tasks: 4},
		{name: "inventory-postgres-source", class: shopClass, tasks: 1},
		{name: "notifications-rabbitmq-source", class: readingsClass, tasks: 2},
		{name: "orders-postgres-source", class: shopClass, tasks: 1, config: map[string]string{
			"table.include.list": "public.orders,public.order_lines", "slot.name": "orders", "snapshot.mode": "initial",
			"database.password": "${file:/etc/kafka-connect/orders.properties:cdc.password}", "heartbeat.interval.ms": "10000",
		}},
		{name: "search-terms-file-sink", class: archiveClass, tasks: 1},
		{name: "suppliers-sftp-source", class: readingsClass, tasks: 2},
		{name: "emails-sqs-source", class: readingsClass, tasks: 2},
		{name: "ledger-bigquery-sink", class: warehouseClass, tasks: 4},
		{name: "refunds-jdbc-sink", class: warehouseClass, tasks: 2},
		{name: "stock-redis-sink", class: archiveClass, tasks: 1},
		{name: "tickets-http-sink", class: httpClass, tasks: 1},
	}
	for i := range 20 {
		one := seeded{name: fmt.Sprintf("region-%02d-stream-source", i), class: shopClass, tasks: 1}
		if i%3 == 0 {
			one = seeded{name: fmt.Sprintf("region-%02d-stream-sink", i), class: warehouseClass, tasks: i%4 + 1}
		}
		out = append(out, one)
	}
	return out
}

// fullConfig adds the settings that the plugin requires.
func (s seeded) fullConfig() map[string]string {
	topic, _, _ := strings.Cut(s.name, "-")
	out := map[string]string{connect.KeyName: s.name, connect.KeyClass: s.class, "tasks.max": strconv.Itoa(s.tasks)}
	needs := map[string]map[string]string{
		searchClass:    {"topics": topic, "search.url": "https://search.internal:9200"},
		shopClass:      {"topic.prefix": topic, "database.hostname": "db.orders.internal", "database.user": "cdc_reader", "database.password": "correct-horse", "database.dbname": "orders"},
		archiveClass:   {"topics": topic, "file": "/data/" + s.name + ".txt"},
		readingsClass:  {"topic": topic, "file": "/data/" + s.name + ".txt"},
		warehouseClass: {"topics": topic, "connection.url": "jdbc:warehouse://warehouse.internal:5439/reports", "connection.user": "loader", "connection.password": "correct-horse"},
		mirrorClass:    {"source.cluster.alias": "legacy", "source.bootstrap.servers": "kafka.legacy.internal:9092", "topics.pattern": "legacy.*"},
		httpClass:      {"topics": topic, "http.url": "https://hooks.internal/" + topic},
	}
	maps.Copy(out, needs[s.class])
	maps.Copy(out, s.config)
	return out
}

// fixtureCluster is a simulated cluster that the app reaches like any other.
type fixtureCluster struct {
	t        *testing.T
	box      *sandbox.Sandbox
	user     string
	password string
}

func startFixtureCluster(t *testing.T, clock *handClock, p fixtureProfile) fixtureCluster {
	t.Helper()
	c := fixtureCluster{t: t}
	if p.input.Login == "basic" {
		c.user, c.password = fixtureUser, fixturePassword
	}
	box, err := sandbox.Start(t.Context(), sandbox.Options{Seed: 7, Empty: true, Clock: clock.now, User: c.user, Password: c.password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close() })
	c.box = box
	return c
}

func (c fixtureCluster) create(s seeded) {
	body, err := json.Marshal(s.fullConfig())
	if err != nil {
		c.t.Fatal(err)
	}
	c.send(http.MethodPut, "/connectors/"+s.name+"/config", string(body))
}

func (c fixtureCluster) send(method, path, body string) {
	c.t.Helper()
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.box.URL()+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if c.user != "" {
		request.SetBasicAuth(c.user, c.password)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode >= http.StatusBadRequest {
		c.t.Fatal(method, path, answer.Status, err)
	}
}

// untrustedAddress is one with a certificate of no known authority.
func (f *fixtures) untrustedAddress() string {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	f.t.Cleanup(server.Close)
	f.stable.address(server.URL, "https://connect.returns.eu.internal:8443")
	return server.URL
}

// deadAddress is one where nothing is listening.
func deadAddress(t *testing.T) string {
	t.Helper()
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + listener.Addr().String()
	if err := errors.Join(listener.Close()); err != nil {
		t.Fatal(err)
	}
	return address
}
