// Package awslogin finds the login of an AWS profile as config.LoadDefaultConfig of the SDK
// does, with its providers, but without all the calls of its services.
package awslogin
