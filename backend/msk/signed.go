package msk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// serviceName is the name of the service in a signature.
const serviceName = "kafkaconnect"

// sign sends a call about a connector that the SDK's module does not have yet. It has no
// body. The answer names an operation.
func (c *connection) sign(ctx context.Context, k call, method, verb string, query url.Values) (operation string, err error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base.At(nil, nil).String(), nil)
	if err != nil {
		return "", &connect.Error{Code: connect.CodeInternal, Text: sentences("Sluiceway could not write this request.", k.undone), Err: err}
	}
	req.URL = c.base.At([]string{"v1", "connectors", k.arn, verb}, query)
	// Base escapes what a path may not contain; a signature needs the colons escaped, too.
	req.URL.RawPath = strings.ReplaceAll(req.URL.RawPath, ":", "%3A")
	keys, err := c.keys.Retrieve(ctx)
	if err != nil {
		return "", c.problem(ctx, k, &smithy.OperationError{ServiceID: serviceName, OperationName: k.action, Err: errors.Join(errors.New("get identity"), err)})
	}
	empty := sha256.Sum256(nil)
	if err := v4.NewSigner().SignHTTP(ctx, keys, req, hex.EncodeToString(empty[:]), serviceName, c.region, c.pace.Clock()()); err != nil {
		return "", &connect.Error{Code: connect.CodeInternal, Text: sentences("Sluiceway could not sign this request.", k.undone), Err: err}
	}
	resp, err := transport{c.http}.Do(req)
	if err != nil {
		return "", c.problem(ctx, k, err)
	}
	defer func() {
		wire.Drain(resp.Body)
		_ = resp.Body.Close()
	}()
	body, err := io.ReadAll(io.LimitReader(resp.Body, wire.HeadLimit))
	if err != nil {
		return "", c.unanswered(k, err)
	}
	return c.signedAnswer(k, resp, body)
}

// signedAnswer reads the answer of a signed call.
func (c *connection) signedAnswer(k call, resp *http.Response, body []byte) (operation string, err error) {
	var answer struct {
		Operation string `json:"connectorOperationArn"`
		Message   string `json:"message"`
	}
	readable := json.Unmarshal(body, &answer) == nil
	switch {
	case resp.StatusCode == http.StatusOK && readable && answer.Operation != "":
		return answer.Operation, nil
	case resp.StatusCode < http.StatusBadRequest:
		return "", unreadable(k, http.StatusOK, errOther)
	}
	code, _, _ := strings.Cut(resp.Header.Get("X-Amzn-Errortype"), ":")
	if lacking(code, resp.StatusCode) {
		why := "This region does not have the call " + k.action + " yet."
		c.abilities.lack(k.action, why)
		return "", &connect.Error{Code: connect.CodeUnsupported, Text: sentences(why, k.undone), Status: resp.StatusCode}
	}
	return "", c.refused(k, &smithy.GenericAPIError{Code: code, Message: answer.Message}, resp.StatusCode)
}

// lacking reports whether an answer means that a region does not have a call: a 403 or 404
// without an error of the service.
func lacking(code string, status int) bool {
	if strings.HasPrefix(code, "MissingAuthenticationToken") || strings.HasPrefix(code, "UnknownOperation") {
		return true
	}
	return code == "" && (status == http.StatusForbidden || status == http.StatusNotFound)
}
