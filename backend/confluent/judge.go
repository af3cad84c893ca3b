package confluent

import (
	"fmt"
	"net/http"

	"sluiceway/backend/connect"
)

// meaning is what an answer means: a code and the first sentence for the person. Maybe: a
// write may have been done nevertheless.
type meaning struct {
	code  connect.Code
	text  string
	next  string // what to do next
	maybe bool
	sure  bool // nothing was done, whatever the status says
}

// judge maps an answer to a code and a sentence: by the status first, and by its text last.
func judge(k call, a answer) meaning {
	switch {
	case a.status >= 300 && a.status < 400:
		return meaning{code: connect.CodeNotConnect, text: "The address redirects this call to another one. The redirect was not followed.", next: "Check the address of the API."}
	case a.status == http.StatusBadRequest:
		return badRequest(k, a)
	case a.status == http.StatusUnauthorized:
		return meaning{code: connect.CodeUnauthorized, text: "Confluent Cloud refused the API key.", next: "Check the key and its secret in the cluster's profile."}
	case a.status == http.StatusForbidden:
		return forbidden(a)
	case a.status == http.StatusNotFound && !a.service:
		return meaning{code: connect.CodeNotConnect, text: "Something answers there, but not as Confluent Cloud does.", next: "Check the address of the API."}
	case a.status == http.StatusNotFound && k.words.thing != "":
		return meaning{code: connect.CodeNotFound, text: k.words.thing + " does not exist.", next: "It may have been deleted."}
	case a.status == http.StatusNotFound:
		return meaning{code: connect.CodeNotFound, text: "Confluent Cloud has no such cluster, or nothing of this kind in it.", next: "Check the environment and the cluster in the profile."}
	case a.status == http.StatusConflict:
		return meaning{code: connect.CodeInvalid, text: "Confluent Cloud refused because another change is in progress.", next: "Try again when it is over."}
	case a.status == http.StatusUnprocessableEntity:
		return meaning{code: connect.CodeInvalid, text: "Confluent Cloud refused the input."}
	case a.status >= 500:
		return serverError(k, a)
	}
	return meaning{code: connect.CodeWorker, text: fmt.Sprintf("Confluent Cloud refused with status %d.", a.status)}
}

func badRequest(k call, a answer) meaning {
	switch {
	case !a.service:
		return meaning{code: connect.CodeWorker, text: "A server on the way refused the call as malformed."}
	case k.creates() && a.has("already exists", "already in use", "already taken"):
		return meaning{code: connect.CodeExists, text: fmt.Sprintf("A connector named “%s” exists already.", k.name), next: "Choose another name, or edit that connector."}
	case noClass(k, a):
		return unknownClass(k)
	}
	return meaning{code: connect.CodeInvalid, text: "Confluent Cloud refused the input."}
}

func (k call) creates() bool {
	return k.method == http.MethodPost && len(k.path) == 1 && k.path[0] == "connectors"
}

// forbidden: the key of one Kafka cluster is refused like this, and so is what the key may not
// see, whether it exists or not.
func forbidden(a answer) meaning {
	if a.has("invalid api key") {
		return meaning{code: connect.CodeUnauthorized, text: "Confluent Cloud refused the API key. It may be that of one Kafka cluster.", next: "Sluiceway needs a Cloud API key."}
	}
	return meaning{code: connect.CodeForbidden, text: "This API key may not do that, or what it is about does not exist: Confluent Cloud does not say which.", next: "Check the roles of the key, and the environment and cluster in the profile."}
}

// noClass reports whether the service does not know the plugin of a call. It says so with a
// 500 that names the class.
func noClass(k call, a answer) bool {
	return k.class != "" && a.has(k.class) && a.has("not found", "unknown", "does not exist", "failed to find", "no such", "invalid connector class")
}

func unknownClass(k call) meaning {
	if k.needs == "" && isDefining(k) {
		return meaning{code: connect.CodeNotFound, text: fmt.Sprintf("Confluent Cloud does not know the plugin “%s”.", k.class), sure: true}
	}
	return meaning{code: connect.CodeInvalid, text: fmt.Sprintf("Confluent Cloud does not know the plugin “%s”.", k.class), next: "Choose a plugin from its list.", sure: true}
}

func serverError(k call, a answer) meaning {
	switch {
	case noClass(k, a):
		return unknownClass(k)
	case a.status == http.StatusServiceUnavailable:
		return meaning{code: connect.CodeStarting, text: "Confluent Cloud is not available at the moment.", maybe: k.write()}
	case !a.service:
		return meaning{code: connect.CodeWorker, text: fmt.Sprintf("The answer has status %d and no message of Confluent Cloud.", a.status), maybe: true}
	}
	return meaning{code: connect.CodeWorker, text: "Confluent Cloud returned an error.", maybe: true}
}
