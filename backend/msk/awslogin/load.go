package awslogin

import (
	"cmp"
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
)

// Load reads the environment and the shared files of AWS, without a request. account is the
// AWS profile, and region replaces its region; both may be empty. client sends the requests of
// the login; without one, the SDK's own would. The error is a
// config.SharedConfigProfileNotExistError if there is no such AWS profile.
func Load(ctx context.Context, account, region string, client aws.HTTPClient) (aws.Config, error) {
	env, err := config.NewEnvConfig()
	if err != nil {
		return aws.Config{}, err
	}
	chosen := account != ""
	shared, err := config.LoadSharedConfigProfile(ctx, cmp.Or(account, env.SharedConfigProfile, config.DefaultSharedConfigProfile), func(o *config.LoadSharedConfigOptions) {
		if env.SharedConfigFile != "" {
			o.ConfigFiles = []string{env.SharedConfigFile}
		}
		if env.SharedCredentialsFile != "" {
			o.CredentialsFiles = []string{env.SharedCredentialsFile}
		}
	})
	if _, missing := errors.AsType[config.SharedConfigProfileNotExistError](err); err != nil && (!missing || chosen || env.SharedConfigProfile != "") {
		return aws.Config{}, err
	}
	cfg := aws.Config{
		Region: cmp.Or(region, env.Region, shared.Region), HTTPClient: client, ConfigSources: []any{env, shared},
		Retryer: func() aws.Retryer { return aws.NopRetryer{} }, // package wire retries
	}
	if base := cmp.Or(env.BaseEndpoint, shared.BaseEndpoint); base != "" && !ignored(env, shared) {
		cfg.BaseEndpoint = &base
	}
	login, err := chain{cfg, env}.login(&shared, chosen)
	if err != nil {
		return aws.Config{}, err
	}
	cfg.Credentials = aws.NewCredentialsCache(login)
	return cfg, nil
}

// ignored reports whether AWS_ENDPOINT_URL and endpoint_url have no effect.
func ignored(env config.EnvConfig, shared config.SharedConfig) bool {
	first := cmp.Or(env.IgnoreConfiguredEndpoints, shared.IgnoreConfiguredEndpoints)
	return first != nil && *first
}
