package sandbox

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

const searchPackage = base + "search."

// searchSink writes records into a simulated search index. The fields of its
// records are known, so a field that is not there fails the tasks: the broken
// connector of the first start.
func searchSink() plugin {
	return plugin{
		class: searchPackage + "SearchIndexSinkConnector", kind: connect.KindSink, version: "14.1.2",
		keys: join(
			group("Connection",
				must(connect.FieldList, "search.url", high, "Addresses of the search servers, as <code>https://host:9200</code>.").titled("Servers").sized(wide),
				null(connect.FieldString, "search.user", mid, "The login, where the server asks for one.").titled("User"),
				null(connect.FieldPassword, "search.apikey", mid, "The key of the API, in place of a login.").titled("API key"),
				opt(connect.FieldInt, "search.timeout.ms", "30000", low, "How long to wait for an answer, in milliseconds.").titled("Time limit").sized(narrow).checked(atLeast(1)),
				opt(connect.FieldBoolean, "search.compress", "false", low, "Whether requests are compressed.").titled("Compression").sized(narrow),
			),
			group("Documents",
				opt(connect.FieldString, "index.name", "${topic}", high, "The index of a record; <code>${topic}</code> stands for its topic.").titled("Index"),
				opt(connect.FieldString, "id.mode", "key", high, "Where the id of a document comes from: the record's <code>key</code>, a <code>field</code> of its value, or <code>none</code>.").
					titled("Id from").sized(narrow).oneOf("key", "field", "none").reaches("id.field"),
				null(connect.FieldString, "id.field", mid, "The field of the value that is the id.").titled("Id field").shownIf(func(c settings) bool { return c.text("id.mode") == "field" }),
				opt(connect.FieldString, "behavior.on.null.values", "ignore", mid, "What a tombstone does.").titled("Null values").oneOf("ignore", "delete", "fail"),
				opt(connect.FieldString, "behavior.on.malformed.documents", "fail", mid, "What a document does that the server refuses.").titled("Refused documents").oneOf("ignore", "warn", "fail"),
			),
			group("Batches",
				opt(connect.FieldInt, "batch.size", "2000", mid, "The most documents of one request.").titled("Documents").sized(narrow).checked(between(1, 100000)),
				opt(connect.FieldLong, "linger.ms", "1", low, "How long a batch waits for more, in milliseconds.").titled("Wait").sized(narrow).checked(atLeast(0)),
				opt(connect.FieldInt, "max.in.flight.requests", "5", low, "Requests under way at once.").titled("In flight").sized(narrow).checked(between(1, 1000)),
				opt(connect.FieldInt, "max.retries", "5", low, "How often a failed request is sent again.").titled("Retries").sized(narrow).checked(atLeast(0)),
			),
		),
		fate: func(c settings) fate {
			field := c.text("id.field")
			known := []string{"", "id", "order_id", "sku", "email", "created_at", "amount", "status"}
			if c.text("id.mode") != "field" || slices.Contains(known, field) {
				return fate{}
			}
			bad := &failure{trace: noFieldTrace(field), after: toRestart}
			return fate{task: func(int) *failure { return bad }}
		},
	}
}

func noFieldTrace(field string) string {
	return traceOf(deliverFrames(),
		cause{connectException, "Exiting WorkerSinkTask due to unrecoverable exception.", nil},
		cause{connectException, "Tolerance exceeded in error handler", toleranceFrames("Sink")},
		cause{searchPackage + "DocumentException", "No document could be made of record orders-2@48213", []string{
			searchPackage + "DocumentMaker.make(DocumentMaker.java:94)",
			searchPackage + "SearchIndexSinkTask.put(SearchIndexSinkTask.java:131)",
		}},
		cause{"org.apache.kafka.connect.errors.DataException", "Field does not exist: " + field, []string{
			"org.apache.kafka.connect.data.Struct.lookupField(Struct.java:254)",
			"org.apache.kafka.connect.data.Struct.get(Struct.java:74)",
			searchPackage + "IdFromField.of(IdFromField.java:38)",
			searchPackage + "DocumentMaker.make(DocumentMaker.java:71)",
		}},
	)
}

const httpPackage = base + "http."

// httpSink posts records to a simulated service. It is installed in two
// versions, as a worker from 4.1 can have them.
func httpSink(version string) plugin {
	keys := group("HTTP",
		must(connect.FieldString, "http.url", high, "The address that takes the records.").titled("URL").sized(wide).checked(webAddress),
		opt(connect.FieldString, "http.method", "POST", mid, "The method.").titled("Method").sized(narrow).oneOf("POST", "PUT", "PATCH"),
		opt(connect.FieldString, "http.auth.type", "none", mid, "How the service knows this client.").titled("Login").sized(narrow).oneOf("none", "basic", "bearer").reaches("http.auth.user", "http.auth.password", "http.auth.token"),
		null(connect.FieldString, "http.auth.user", mid, "The user of Basic.").titled("User").shownIf(authIs("basic")),
		null(connect.FieldPassword, "http.auth.password", mid, "The password of Basic.").titled("Password").shownIf(authIs("basic")),
		null(connect.FieldPassword, "http.auth.token", mid, "The bearer token.").titled("Token").shownIf(authIs("bearer")),
		null(connect.FieldList, "http.headers", low, "More headers, as <code>Name: value</code>.").titled("Headers").sized(wide),
		opt(connect.FieldInt, "http.timeout.ms", "30000", mid, "How long to wait for an answer, in milliseconds.").titled("Time limit").sized(narrow).checked(atLeast(1)),
		opt(connect.FieldInt, "batch.max.records", "1", mid, "Records of one request.").titled("Batch").sized(narrow).checked(between(1, 10000)),
		opt(connect.FieldInt, "retry.max", "10", low, "How often a failed request is sent again.").titled("Retries").sized(narrow).checked(atLeast(0)),
	)
	if version >= "2" {
		keys = append(keys, group("HTTP", opt(connect.FieldString, "http.body.template", "${value}", low, "The body; <code>${key}</code> and <code>${value}</code> stand for the record.").titled("Body").sized(wide).at(11))...)
	}
	return plugin{
		class: httpPackage + "HttpPostSinkConnector", kind: connect.KindSink, version: version, keys: keys,
		fate: func(c settings) fate {
			host := hostOf(c.text("http.url"))
			if !strings.HasSuffix(host, ".invalid") && !strings.Contains(host, "nowhere") {
				return fate{}
			}
			return fate{instance: &failure{trace: unknownHostTrace(host)}}
		},
	}
}

func authIs(kind string) func(settings) bool {
	return func(c settings) bool { return c.text("http.auth.type") == kind }
}

func webAddress(name string, v parsed) string {
	if v.set && !strings.HasPrefix(v.text, "http://") && !strings.HasPrefix(v.text, "https://") {
		return badValue(name, v.text, "Must begin with http:// or https://")
	}
	return ""
}

func hostOf(address string) string {
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
		cause{connectException, "The service did not answer the first look", []string{httpPackage + "HttpPostSinkConnector.start(HttpPostSinkConnector.java:52)"}},
		cause{"java.net.UnknownHostException", host + ": Name or service not known", []string{
			"java.base/java.net.InetAddress.getAllByName(InetAddress.java:1534)",
			httpPackage + "FirstLook.at(FirstLook.java:29)",
		}},
	)
}
