package apache

import (
	"fmt"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/trace"
)

// judge maps status and body to a code and a sentence. Only it knows the texts of
// workers; each was seen on workers from 2.8 to 4.3.
func judge(k call, a answer) meaning {
	switch {
	case a.status >= 300 && a.status < 400:
		return meaning{code: connect.CodeNotConnect, text: "The address redirects this call to another one. The redirect was not followed.", next: "Check the address of the cluster."}
	case a.status == http.StatusBadRequest:
		return badRequest(k, a)
	case a.status == http.StatusUnauthorized:
		return meaning{code: connect.CodeUnauthorized, text: "The worker refused the login."}
	case a.status == http.StatusForbidden:
		return forbidden(a)
	case a.status == http.StatusNotFound:
		return notFound(k, a)
	case a.status == http.StatusMethodNotAllowed:
		return meaning{code: connect.CodeUnsupported, text: "This worker has no such call."}
	case a.status == http.StatusConflict:
		return conflict(k, a)
	case a.status == http.StatusBadGateway, a.status == http.StatusServiceUnavailable, a.status == http.StatusGatewayTimeout:
		return gateway(k, a)
	case a.status >= 500:
		return serverError(k, a)
	}
	return meaning{code: connect.CodeWorker, text: fmt.Sprintf("The worker refused with status %d.", a.status)}
}

func badRequest(k call, a answer) meaning {
	switch {
	case !a.worker && strings.Contains(a.text, "HTTPS port"):
		return meaning{code: connect.CodeUnreachable, text: "This port uses https, but the address starts with http.", next: "Change the address to https://."}
	case !a.worker && strings.ContainsAny(k.name, `/%\`):
		return meaning{code: connect.CodeUnsafeName, text: "Workers from Kafka 4.0 cannot address a connector whose name holds “/”, “%” or “\\”.", next: "It shows in the lists, and nothing else can be done with it."}
	case !a.worker:
		return meaning{code: connect.CodeWorker, text: "A server on the way refused the call as malformed."}
	case a.has("not found that matches the version range"):
		return meaning{code: connect.CodeNotFound, text: "The worker does not have this version of the plugin."}
	case unknownClass(a):
		return classMissing(k)
	case a.has("contains no connector type"):
		return classUnset()
	case a.has("must be in the STOPPED state"):
		return notStopped()
	case a.has("doesn't match connector name in the URL"):
		return meaning{code: connect.CodeInvalid, text: "The setting “name” in the config is not the connector's name.", next: "Make them equal, or leave it out."}
	}
	return meaning{code: connect.CodeInvalid, text: "The worker refused the input."}
}

func unknownClass(a answer) bool {
	return a.has("Failed to find any class that implements Connector", "More than one connector matches alias")
}

func classMissing(k call) meaning {
	return meaning{code: connect.CodeInvalid, text: fmt.Sprintf("The worker does not know the class “%s”, or knows several.", k.config[connect.KeyClass]), next: "Choose a plugin from its list."}
}

func lacksClass(a answer) bool {
	_, lacks := trace.MissingClass(a.message)
	return lacks
}

func missingJar(a answer) meaning {
	class, _ := trace.MissingClass(a.message)
	return meaning{
		code: connect.CodeWorker, done: maybeDone, text: "A class is missing on the worker: the plugin's folder lacks the jar with " + class + ".",
		next: "Add that jar to the plugin's folder on every worker and restart the workers.",
	}
}

func classUnset() meaning {
	return meaning{code: connect.CodeInvalid, text: "The config does not say which plugin it is for.", next: "Set connector.class."}
}

func forbidden(a answer) meaning {
	if a.has("Topic tracking") {
		return meaning{code: connect.CodeForbidden, text: "The worker does not record the topics in use: topic.tracking.enable is off."}
	}
	return meaning{code: connect.CodeForbidden, text: "This login may not do that."}
}

// notFound judges a 404. A worker names what is missing. While it starts, its HTTP
// server answers every path with a page. Any other 404 is from another server.
func notFound(k call, a answer) meaning {
	switch {
	case a.noRoute():
		return meaning{code: connect.CodeNotConnect, text: "A worker answers there, but not at this path.", next: "Check the path in the cluster's address."}
	case a.worker && k.words.thing != "":
		return meaning{code: connect.CodeNotFound, text: k.words.thing + " does not exist.", next: "It may have been deleted, or the worker has not read about it yet."}
	case a.worker:
		return meaning{code: connect.CodeNotFound, text: "The worker does not have this."}
	case a.fromJetty():
		return meaning{code: connect.CodeStarting, text: "The worker is starting, or this is not a Kafka Connect worker.", next: "A start takes up to a minute."}
	}
	return meaning{code: connect.CodeNotConnect, text: "Something answers there, but not as a Kafka Connect worker does.", next: "Check the address, its port and its path."}
}

// notStopped: nothing was changed, because tasks may still store offsets.
func notStopped() meaning {
	return meaning{code: connect.CodeInvalid, text: "The connector is not stopped, or its tasks have not ended yet.", next: "Stop it, wait until it has no tasks, and try again."}
}

func conflict(k call, a answer) meaning {
	switch {
	case a.has("already exists"):
		return meaning{code: connect.CodeExists, text: fmt.Sprintf("A connector named “%s” exists already.", k.name), next: "Choose another name, or edit that connector."}
	case meansRebalance(a):
		return rebalancing()
	}
	return meaning{code: connect.CodeWorker, text: "The worker refused because of a conflict."}
}

func rebalancing() meaning {
	return meaning{code: connect.CodeRebalancing, text: "The worker refused: the cluster is rebalancing.", next: "Try again when it is over; it takes seconds, or minutes after a worker is lost."}
}

func gateway(k call, a answer) meaning {
	v := meaning{code: connect.CodeUnreachable, text: fmt.Sprintf("A proxy answered %d: it got no answer from the worker.", a.status), next: "Check whether the worker is running."}
	if a.status == http.StatusServiceUnavailable {
		v.code, v.text = connect.CodeStarting, "The worker is not ready, or a proxy has no worker to ask."
	}
	if k.write() && a.status != http.StatusServiceUnavailable {
		v.code, v.done = connect.CodeWorker, maybeDone
	}
	return v
}

func serverError(k call, a answer) meaning {
	v := meaning{code: connect.CodeWorker, text: "The worker returned an error.", done: maybeDone}
	switch {
	case !a.worker:
		v.text = fmt.Sprintf("The answer has status %d and no message of a worker.", a.status)
	case meansRebalance(a):
		return rebalancing()
	case unknownClass(a):
		return classMissing(k)
	case a.has("contains no connector type"):
		return classUnset()
	case a.has("haven't stopped completely yet"):
		return notStopped()
	case a.has("Unrecognized field"):
		return meaning{code: connect.CodeUnsupported, text: "This worker does not know a field that was sent."}
	case a.has("Request timed out"):
		v.code, v.text = connect.CodeBusy, "The worker gave up after its own time limit of 90 s."
	case a.has("IO Error trying to forward REST request"):
		v.text = "The worker could not forward the request to the leader."
		v.next = "That worker may just have stopped, or its rest.advertised.host.name and port are wrong."
	case a.has("Failed to write to config topic"):
		v.text, v.next = "The worker could not write to its config topic.", "Try again; if it persists, check the Kafka brokers."
	case lacksClass(a):
		return missingJar(a)
	case k.validates():
		v = meaning{code: connect.CodeWorker, text: "The plugin failed while it checked the config.", next: "Its message may name the setting."}
	}
	return v
}
