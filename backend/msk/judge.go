package msk

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// meaning is what an error of AWS means.
type meaning struct {
	code   connect.Code
	text   string
	next   string
	denied string // the action that IAM does not allow, if it is one of this service
	maybe  bool   // a write may have been done
}

// judge maps the code and the status of an error to a code and a sentence. The codes of the
// service end in “Exception”; those of AWS as a whole mostly come with a 403.
func judge(k call, code, message string, status int) meaning {
	switch strings.TrimSuffix(code, "Exception") {
	case "AccessDenied", "Forbidden":
		return denied(message)
	case "UnrecognizedClient", "InvalidClientTokenId", "Unauthorized", "IncompleteSignature", "MissingAuthenticationToken":
		if code == "MissingAuthenticationTokenException" || code == "MissingAuthenticationToken" {
			return meaning{code: connect.CodeUnsupported, text: "This region does not have that call."}
		}
		return meaning{code: connect.CodeUnauthorized, text: "AWS does not know this login.", next: "Choose another AWS profile, or log in again."}
	case "ExpiredToken":
		return meaning{code: connect.CodeUnauthorized, text: "The AWS login has expired.", next: "Log in again with the aws command line, then refresh."}
	case "InvalidSignature", "SignatureDoesNotMatch":
		return badSignature(message)
	case "BadRequest", "Validation":
		return meaning{code: connect.CodeInvalid, text: "MSK Connect refused the input."}
	case "NotFound", "ResourceNotFound":
		return meaning{code: connect.CodeNotFound, text: k.subject() + " does not exist.", next: "It may have been deleted."}
	case "Conflict":
		if k.action == "CreateConnector" {
			return meaning{code: connect.CodeExists, text: fmt.Sprintf("A connector named “%s” exists already.", k.name), next: "Choose another name, or edit that connector."}
		}
		return meaning{code: connect.CodeWorker, text: "MSK Connect refused, because another change of the connector is under way or its state does not allow this.", next: "Try again when that is over."}
	case "TooManyRequests", "Throttling", "ThrottlingException":
		return meaning{code: connect.CodeWorker, text: "MSK Connect gets too many requests from this account.", next: "Wait a moment and try again."}
	case "ServiceUnavailable":
		return meaning{code: connect.CodeStarting, text: "MSK Connect is not available now.", next: "Try again in a minute."}
	}
	if status >= http.StatusInternalServerError {
		return meaning{code: connect.CodeWorker, text: "MSK Connect returned an error.", next: "Try again in a minute.", maybe: true}
	}
	if status == http.StatusNotFound || status == http.StatusForbidden {
		return meaning{code: connect.CodeNotConnect, text: "Something answers there, but not as MSK Connect does.", next: "Check the region and the address in the cluster's profile."}
	}
	return meaning{code: connect.CodeWorker, text: fmt.Sprintf("MSK Connect refused with status %d.", status)}
}

func (k call) subject() string {
	if k.thing != "" {
		return k.thing
	}
	return fmt.Sprintf("The connector “%s”", k.name)
}

// deniedAction finds the action in “… is not authorized to perform: kafkaconnect:X on …”.
var deniedAction = regexp.MustCompile(`\b([a-z][a-z0-9-]{1,30}):([A-Z][A-Za-z]{2,60})\b`)

// denied names the action that IAM does not allow.
func denied(message string) meaning {
	found := deniedAction.FindStringSubmatch(message)
	if found == nil {
		return meaning{code: connect.CodeForbidden, text: "IAM does not allow this."}
	}
	out := meaning{
		code: connect.CodeForbidden, text: "IAM does not allow " + found[0] + ".",
		next: "Ask for a policy with that action, or choose another AWS profile.",
	}
	if found[1] == "kafkaconnect" {
		out.denied = found[2]
	}
	return out
}

// badSignature distinguishes a clock that is wrong from a secret that is.
func badSignature(message string) meaning {
	if strings.Contains(message, "expired") || strings.Contains(message, "not yet current") {
		return meaning{code: connect.CodeUnauthorized, text: "AWS refused the login, because the clock of this computer is wrong.", next: "Set the clock."}
	}
	return meaning{code: connect.CodeUnauthorized, text: "AWS refused the signature.", next: "Log in again, or check the keys of the AWS profile."}
}
