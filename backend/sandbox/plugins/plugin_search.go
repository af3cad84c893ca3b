package plugins

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// SearchPackage has the plugin for a search engine.
const SearchPackage = Base + "search."

// searchSink writes records into a simulated search index. The fields of its
// records are known, so a field that is not there fails the tasks: the broken
// connector of the first start.
func searchSink() Plugin {
	return Plugin{
		Class: SearchPackage + "SearchIndexSinkConnector", Kind: connect.KindSink, Version: "14.1.2",
		Keys: Join(
			Group("Connection",
				Must(connect.FieldList, "search.url", High, "Addresses of the search servers, as <code>https://host:9200</code>.").Titled("Servers").Sized(Wide),
				Null(connect.FieldString, "search.user", Mid, "The login, where the server asks for one.").Titled("User"),
				Null(connect.FieldPassword, "search.apikey", Mid, "The key of the API, in place of a login.").Titled("API key"),
				Opt(connect.FieldInt, "search.timeout.ms", "30000", Low, "How long to wait for an answer, in milliseconds.").Titled("Time limit").Sized(Narrow).Checked(atLeast(1)),
				Opt(connect.FieldBoolean, "search.compress", "false", Low, "Whether requests are compressed.").Titled("Compression").Sized(Narrow),
			),
			Group("Documents",
				Opt(connect.FieldString, "index.name", "${topic}", High, "The index of a record; <code>${topic}</code> stands for its topic.").Titled("Index"),
				Opt(connect.FieldString, "id.mode", "key", High, "Where the id of a document comes from: the record's <code>key</code>, a <code>field</code> of its value, or <code>none</code>.").
					Titled("Id from").Sized(Narrow).oneOf("key", "field", "none").reaches("id.field"),
				Null(connect.FieldString, "id.field", Mid, "The field of the value that is the id.").Titled("Id field").shownIf(func(c Settings) bool { return c.Text("id.mode") == "field" }),
				Opt(connect.FieldString, "behavior.on.null.values", "ignore", Mid, "What a tombstone does.").Titled("Null values").oneOf("ignore", "delete", "fail"),
				Opt(connect.FieldString, "behavior.on.malformed.documents", "fail", Mid, "What a document does that the server refuses.").Titled("Refused documents").oneOf("ignore", "warn", "fail"),
			),
			Group("Batches",
				Opt(connect.FieldInt, "batch.size", "2000", Mid, "The most documents of one request.").Titled("Documents").Sized(Narrow).Checked(between(1, 100000)),
				Opt(connect.FieldLong, "linger.ms", "1", Low, "How long a batch waits for more, in milliseconds.").Titled("Wait").Sized(Narrow).Checked(atLeast(0)),
				Opt(connect.FieldInt, "max.in.flight.requests", "5", Low, "Requests under way at once.").Titled("In flight").Sized(Narrow).Checked(between(1, 1000)),
				Opt(connect.FieldInt, "max.retries", "5", Low, "How often a failed request is sent again.").Titled("Retries").Sized(Narrow).Checked(atLeast(0)),
			),
		),
		Outcome: func(c Settings) Outcome {
			field := c.Text("id.field")
			known := []string{"", "id", "order_id", "sku", "email", "created_at", "amount", "status"}
			if c.Text("id.mode") != "field" || slices.Contains(known, field) {
				return Outcome{}
			}
			bad := &Failure{Trace: noFieldTrace(field), After: ToRestart}
			return Outcome{Task: func(int) *Failure { return bad }}
		},
	}
}

func noFieldTrace(field string) string {
	return traceOf(deliverFrames(),
		cause{ConnectException, "Exiting WorkerSinkTask due to unrecoverable exception.", nil},
		cause{ConnectException, "Tolerance exceeded in error handler", toleranceFrames("Sink")},
		cause{SearchPackage + "DocumentException", "No document could be made of record orders-2@48213", []string{
			SearchPackage + "DocumentMaker.make(DocumentMaker.java:94)",
			SearchPackage + "SearchIndexSinkTask.put(SearchIndexSinkTask.java:131)",
		}},
		cause{"org.apache.kafka.connect.errors.DataException", "Field does not exist: " + field, []string{
			"org.apache.kafka.connect.data.Struct.lookupField(Struct.java:254)",
			"org.apache.kafka.connect.data.Struct.get(Struct.java:74)",
			SearchPackage + "IdFromField.of(IdFromField.java:38)",
			SearchPackage + "DocumentMaker.make(DocumentMaker.java:71)",
		}},
	)
}

// HTTPPackage has the plugin that calls an address.
const HTTPPackage = Base + "http."

// httpSink posts records to a simulated service. It is installed in two
// versions, as a worker from 4.1 can have them.
func httpSink(version string) Plugin {
	keys := Group("HTTP",
		Must(connect.FieldString, "http.url", High, "The address that takes the records.").Titled("URL").Sized(Wide).Checked(webAddress),
		Opt(connect.FieldString, "http.method", "POST", Mid, "The method.").Titled("Method").Sized(Narrow).oneOf("POST", "PUT", "PATCH"),
		Opt(connect.FieldString, "http.auth.type", "none", Mid, "How the service knows this client.").Titled("Login").Sized(Narrow).oneOf("none", "basic", "bearer").reaches("http.auth.user", "http.auth.password", "http.auth.token"),
		Null(connect.FieldString, "http.auth.user", Mid, "The user of Basic.").Titled("User").shownIf(authIs("basic")),
		Null(connect.FieldPassword, "http.auth.password", Mid, "The password of Basic.").Titled("Password").shownIf(authIs("basic")),
		Null(connect.FieldPassword, "http.auth.token", Mid, "The bearer token.").Titled("Token").shownIf(authIs("bearer")),
		Null(connect.FieldList, "http.headers", Low, "More headers, as <code>Name: value</code>.").Titled("Headers").Sized(Wide),
		Opt(connect.FieldInt, "http.timeout.ms", "30000", Mid, "How long to wait for an answer, in milliseconds.").Titled("Time limit").Sized(Narrow).Checked(atLeast(1)),
		Opt(connect.FieldInt, "batch.max.records", "1", Mid, "Records of one request.").Titled("Batch").Sized(Narrow).Checked(between(1, 10000)),
		Opt(connect.FieldInt, "retry.max", "10", Low, "How often a failed request is sent again.").Titled("Retries").Sized(Narrow).Checked(atLeast(0)),
	)
	if version >= "2" {
		keys = append(keys, Group("HTTP", Opt(connect.FieldString, "http.body.template", "${value}", Low, "The body; <code>${key}</code> and <code>${value}</code> stand for the record.").Titled("Body").Sized(Wide).At(11))...)
	}
	return Plugin{
		Class: HTTPPackage + "HttpPostSinkConnector", Kind: connect.KindSink, Version: version, Keys: keys,
		Outcome: func(c Settings) Outcome {
			host := HostOf(c.Text("http.url"))
			if !strings.HasSuffix(host, ".invalid") && !strings.Contains(host, "nowhere") {
				return Outcome{}
			}
			return Outcome{Instance: &Failure{Trace: unknownHostTrace(host)}}
		},
	}
}

func authIs(kind string) func(Settings) bool {
	return func(c Settings) bool { return c.Text("http.auth.type") == kind }
}

func webAddress(name string, v Parsed) string {
	if v.Set && !strings.HasPrefix(v.Text, "http://") && !strings.HasPrefix(v.Text, "https://") {
		return badValue(name, v.Text, "Must begin with http:// or https://")
	}
	return ""
}

// HostOf is the host of an address.
func HostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	rest, _, _ = strings.Cut(rest, "/")
	_, rest, found := strings.Cut("@"+rest, "@")
	if !found {
		return ""
	}
	host, _, _ := strings.Cut(rest[strings.LastIndexByte(rest, '@')+1:], ":")
	return strings.ToLower(host)
}

func unknownHostTrace(host string) string {
	return traceOf([]string{
		"org.apache.kafka.connect.runtime.WorkerConnector.doStart(WorkerConnector.java:202)",
		"org.apache.kafka.connect.runtime.WorkerConnector.start(WorkerConnector.java:227)",
		"org.apache.kafka.connect.runtime.WorkerConnector.doTransitionTo(WorkerConnector.java:409)",
		"org.apache.kafka.connect.runtime.WorkerConnector.run(WorkerConnector.java:154)",
		"java.base/java.lang.Thread.run(Thread.java:840)",
	},
		cause{ConnectException, "The service did not answer the first look", []string{HTTPPackage + "HttpPostSinkConnector.start(HttpPostSinkConnector.java:52)"}},
		cause{"java.net.UnknownHostException", host + ": Name or service not known", []string{
			"java.base/java.net.InetAddress.getAllByName(InetAddress.java:1534)",
			HTTPPackage + "FirstLook.at(FirstLook.java:29)",
		}},
	)
}
