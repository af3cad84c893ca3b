// Package msk is the adapter for Amazon MSK Connect. [Client] has one type for each role of
// the port. Calls go through aws-sdk-go-v2 with the HTTP client of package wire inside, so
// that the call log, the limits, the proxy and the read-only guard apply to them:
//
//   - aws.go loads the login and the region from the AWS profile, and transport.go makes the
//     HTTP clients. Sluiceway stores no AWS key.
//   - list.go reads the list once for everything that a poll asks for, and describe.go reads
//     one connector. A connector is known by its name; its ARN stays in this package.
//   - signed.go signs the calls that are newer than the SDK's module.
//   - errors.go turns every failure into a connect.Error with a code and a sentence, and
//     abilities.go remembers what the service or IAM has refused.
//   - settings.go says what a connector needs besides its config.
//
// The service has no tasks, no offsets, no validation and no definitions of settings.
package msk
