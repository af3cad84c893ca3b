package msk

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/feature/ec2/imds"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// load reads the environment and the shared files of AWS, without a request. The login may
// be keys, SSO, an assumed role, a process or a container. The metadata service of EC2 is not
// asked, because no profile names its address.
func load(ctx context.Context, p connect.Profile, more ...func(*config.LoadOptions) error) (aws.Config, error) {
	options := []func(*config.LoadOptions) error{
		config.WithEC2IMDSClientEnableState(imds.ClientDisabled),
		config.WithRetryer(func() aws.Retryer { return aws.NopRetryer{} }), // package wire retries
	}
	if p.Account != "" {
		options = append(options, config.WithSharedConfigProfile(p.Account))
	}
	if p.Scope != "" {
		options = append(options, config.WithRegion(p.Scope))
	}
	cfg, err := config.LoadDefaultConfig(ctx, append(options, more...)...)
	if err == nil {
		return cfg, nil
	}
	if missing, ok := errors.AsType[config.SharedConfigProfileNotExistError](err); ok {
		return aws.Config{}, connect.Errorf(connect.CodeInvalid, "There is no AWS profile “%s” in the AWS configuration of this computer. Nothing was sent. Choose another one in the cluster's profile, or run “aws configure sso”: %w", missing.Profile, err)
	}
	return aws.Config{}, connect.Errorf(connect.CodeInvalid, "The AWS configuration of this computer cannot be used. Nothing was sent. Check ~/.aws/config and the variables that start with AWS_: %w", err)
}

// through makes the clients of a login send their requests with a client of ours. The SDK
// takes no HTTP client together with AWS_CA_BUNDLE.
func through(l *logins) func(*config.LoadOptions) error {
	send := middleware.DeserializeMiddlewareFunc("sluiceway", func(ctx context.Context, in middleware.DeserializeInput, _ middleware.DeserializeHandler) (out middleware.DeserializeOutput, _ middleware.Metadata, err error) {
		req, ok := in.Request.(*smithyhttp.Request)
		if !ok {
			return out, middleware.Metadata{}, fmt.Errorf("a request of the login is a %T", in.Request)
		}
		resp, err := l.Do(req.Build(ctx)) //nolint:bodyclose // the SDK closes the body
		if err != nil {
			return out, middleware.Metadata{}, &smithyhttp.RequestSendError{Err: err}
		}
		out.RawResponse = &smithyhttp.Response{Response: resp}
		return out, middleware.Metadata{}, nil
	})
	return config.WithAPIOptions([]func(*middleware.Stack) error{
		func(s *middleware.Stack) error { return s.Deserialize.Add(send, middleware.After) },
	})
}

// withBundle returns a profile with the CA file that AWS_CA_BUNDLE names, unless it has one.
func withBundle(p connect.Profile) connect.Profile {
	if p.CAFile == "" {
		p.CAFile = os.Getenv("AWS_CA_BUNDLE")
	}
	return p
}

// regionOf returns the region of a profile, or of its AWS profile. It is empty if neither
// names one.
func regionOf(ctx context.Context, p connect.Profile) (string, error) {
	cfg, err := load(ctx, p)
	return cfg.Region, err
}

// configOf returns the configuration of a profile. One with an access key of its own instead
// of an AWS profile does not depend on the configuration of the computer; only the sandbox has
// one.
func configOf(ctx context.Context, o wire.Options, l *logins) (aws.Config, error) {
	if o.Profile.Login != connect.LoginBasic {
		return load(ctx, o.Profile, through(l))
	}
	keys := credentials.NewStaticCredentialsProvider(o.Profile.Username, o.Secrets[connect.SecretPassword].Reveal(), "")
	return aws.Config{Region: o.Profile.Scope, Credentials: aws.NewCredentialsCache(keys)}, nil
}

// endpointOf returns the URL of the service: that of the profile, that of
// AWS_ENDPOINT_URL_KAFKACONNECT or AWS_ENDPOINT_URL, or the usual one of the region.
func endpointOf(ctx context.Context, p connect.Profile, cfg aws.Config) (string, error) {
	text := p.URL
	if text == "" {
		o := kafkaconnect.NewFromConfig(cfg).Options()
		found, err := kafkaconnect.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, kafkaconnect.EndpointParameters{
			Region: aws.String(cfg.Region), Endpoint: o.BaseEndpoint,
			UseFIPS:      aws.Bool(o.EndpointOptions.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled),
			UseDualStack: aws.Bool(o.EndpointOptions.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled),
		})
		if err != nil {
			return "", connect.Errorf(connect.CodeInvalid, "There is no address of Amazon MSK Connect for the region “%s”. Nothing was sent. Choose another region in the cluster's profile: %w", cfg.Region, err)
		}
		text = found.URI.String()
	}
	u, err := url.Parse(text)
	if err == nil && u.Scheme == "http" && !isLoopback(u.Hostname()) {
		return "", connect.Errorf(connect.CodeInvalid, "The address %s uses http, so anybody on the way could read what is sent. Nothing was sent. Use https, or an address of this computer.", u.Host)
	}
	return text, nil
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}
