package mskface

import (
	"fmt"
	"net/http"
)

// refusal is an error of the service: its type is in a header, its text in the body.
type refusal struct {
	status     int
	kind, text string
}

func forbidden(kind, text string) *refusal { return &refusal{http.StatusForbidden, kind, text} }

func badRequest(format string, args ...any) *refusal {
	return &refusal{http.StatusBadRequest, "BadRequestException", fmt.Sprintf(format, args...)}
}

func notFound(format string, args ...any) *refusal {
	return &refusal{http.StatusNotFound, "NotFoundException", fmt.Sprintf(format, args...)}
}

func conflict(format string, args ...any) *refusal {
	return &refusal{http.StatusConflict, "ConflictException", fmt.Sprintf(format, args...)}
}

func (f *Face) notAllowed(action, resource string) *refusal {
	return forbidden("AccessDeniedException", fmt.Sprintf("User: arn:aws:iam::%s:user/ada is not authorized to perform: kafkaconnect:%s on resource: %s because no identity-based policy allows the kafkaconnect:%s action", account, action, resource, action))
}
