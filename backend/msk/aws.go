package msk

import (
	"context"
	"errors"
	"net/netip"
	"net/url"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"

	"sluiceway/backend/connect"
	"sluiceway/backend/msk/awslogin"
	"sluiceway/backend/wire"
)

// load returns the configuration of a profile, without a request. client sends the requests
// of the login; without one, the SDK's own would.
func load(ctx context.Context, p connect.Profile, client aws.HTTPClient) (aws.Config, error) {
	cfg, err := awslogin.Load(ctx, p.Account, p.Scope, client)
	if err == nil {
		return cfg, nil
	}
	if missing, ok := errors.AsType[config.SharedConfigProfileNotExistError](err); ok {
		return aws.Config{}, connect.Errorf(connect.CodeInvalid, "There is no AWS profile “%s” in the AWS configuration of this computer. Nothing was sent. Choose another one in the cluster's profile, or run “aws configure sso”: %w", missing.Profile, err)
	}
	return aws.Config{}, connect.Errorf(connect.CodeInvalid, "The AWS configuration of this computer cannot be used. Nothing was sent. Check ~/.aws/config and the variables that start with AWS_: %w", err)
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
	cfg, err := load(ctx, p, nil)
	return cfg.Region, err
}

// configOf returns the configuration of a profile. One with an access key of its own instead
// of an AWS profile does not depend on the configuration of the computer; only the sandbox has
// one.
func configOf(ctx context.Context, o wire.Options, l *logins) (aws.Config, error) {
	if o.Profile.Login != connect.LoginBasic {
		return load(ctx, o.Profile, l)
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
