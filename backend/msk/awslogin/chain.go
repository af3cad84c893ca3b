package awslogin

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/credentials/endpointcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
)

// chain finds the login in the environment and the shared files, in the order of the SDK's
// config.LoadDefaultConfig, with the SDK's providers. LoadDefaultConfig itself would add all
// calls of four services to the binary: see docs/adr/0012-aws-sdk-by-parts.md.
type chain struct {
	cfg aws.Config // of the clients that ask for tokens
	env config.EnvConfig
}

// errNoLogin is that of a profile that names no login. The metadata service of EC2 is not
// asked, because no profile names its address.
var errNoLogin = errors.New("neither the environment nor the AWS profile has a login")

func noLogin(context.Context) (aws.Credentials, error) { return aws.Credentials{}, errNoLogin }

// login returns the login of an AWS profile, or, if none was chosen, that of the environment
// first.
func (c chain) login(shared *config.SharedConfig, chosen bool) (aws.CredentialsProvider, error) {
	switch {
	case chosen:
	case c.env.Credentials.HasKeys():
		return credentials.StaticCredentialsProvider{Value: c.env.Credentials}, nil
	case c.env.WebIdentityTokenFilePath != "":
		return c.webIdentity(c.env.WebIdentityTokenFilePath, c.env.RoleARN, c.env.RoleSessionName)
	}
	return c.ofProfile(shared)
}

// ofProfile returns the login of an AWS profile, with the role that it assumes.
func (c chain) ofProfile(shared *config.SharedConfig) (aws.CredentialsProvider, error) {
	if shared.Source == nil && !shared.Credentials.HasKeys() && shared.CredentialSource == "" && shared.WebIdentityTokenFile != "" {
		return c.webIdentity(shared.WebIdentityTokenFile, shared.RoleARN, shared.RoleSessionName) // that is the role
	}
	own, err := c.withoutRole(shared)
	if err != nil || shared.RoleARN == "" {
		return own, err
	}
	return c.role(shared, own)
}

func (c chain) withoutRole(shared *config.SharedConfig) (aws.CredentialsProvider, error) {
	switch {
	case shared.Source != nil:
		return c.ofProfile(shared.Source)
	case shared.Credentials.HasKeys():
		return credentials.StaticCredentialsProvider{Value: shared.Credentials}, nil
	case shared.CredentialSource != "":
		return c.ofSource(shared.CredentialSource)
	case shared.SSOSessionName != "" || shared.SSORegion != "" || shared.SSOAccountID != "" || shared.SSOStartURL != "" || shared.SSORoleName != "":
		return c.sso(shared)
	case shared.LoginSession != "":
		return c.session(shared.LoginSession)
	case shared.CredentialProcess != "":
		return processcreds.NewProvider(shared.CredentialProcess), nil
	}
	if found, err := c.container(); found != nil || err != nil {
		return found, err
	}
	return aws.CredentialsProviderFunc(noLogin), nil
}

// ofSource returns the login that credential_source names.
func (c chain) ofSource(source string) (aws.CredentialsProvider, error) {
	switch source {
	case "Environment":
		return credentials.StaticCredentialsProvider{Value: c.env.Credentials}, nil
	case "EcsContainer":
		found, err := c.container()
		if found == nil && err == nil {
			err = errors.New("credential_source is EcsContainer, but no variable names the container's address")
		}
		return found, err
	case "Ec2InstanceMetadata":
		return aws.CredentialsProviderFunc(noLogin), nil
	}
	return nil, fmt.Errorf("credential_source %q is not known", source)
}

// role returns the login of the role that a profile assumes with another login.
func (c chain) role(shared *config.SharedConfig, with aws.CredentialsProvider) (aws.CredentialsProvider, error) {
	if shared.MFASerial != "" {
		return nil, config.AssumeRoleTokenProviderNotSetError{}
	}
	c.cfg.Credentials = aws.NewCredentialsCache(with)
	return stscreds.NewAssumeRoleProvider(c.assumeRole(), shared.RoleARN, func(o *stscreds.AssumeRoleOptions) {
		o.RoleSessionName = shared.RoleSessionName
		if d := shared.RoleDurationSeconds; d != nil && *d/time.Minute > 15 { // as the SDK rounds
			o.Duration = *d
		}
		if shared.ExternalID != "" {
			o.ExternalID = &shared.ExternalID
		}
	}), nil
}

func (c chain) webIdentity(file, role, session string) (aws.CredentialsProvider, error) {
	if role == "" {
		return nil, errors.New("a web identity is configured without a role")
	}
	return stscreds.NewWebIdentityRoleProvider(c.assumeWithWebIdentity(), role, stscreds.IdentityTokenFile(file), func(o *stscreds.WebIdentityRoleOptions) {
		o.RoleSessionName = session
	}), nil
}

// container returns the login that the environment of a container names, if it does.
func (c chain) container() (aws.CredentialsProvider, error) {
	address := c.env.ContainerCredentialsEndpoint
	if path := c.env.ContainerCredentialsRelativePath; path != "" {
		address = "http://169.254.170.2" + path
	}
	if address == "" {
		return nil, nil //nolint:nilnil // no container
	}
	if err := checkContainer(address); err != nil {
		return nil, err
	}
	return aws.NewCredentialsCache(endpointcreds.New(address, func(o *endpointcreds.Options) {
		o.HTTPClient, o.Retryer, o.AuthorizationToken = c.cfg.HTTPClient, aws.NopRetryer{}, c.env.ContainerAuthorizationToken
		if file := os.Getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"); file != "" {
			o.AuthorizationTokenProvider = endpointcreds.TokenProviderFunc(func() (string, error) {
				text, err := os.ReadFile(file) //nolint:gosec // the environment names it
				return string(text), err
			})
		}
	}), func(o *aws.CredentialsCacheOptions) { o.ExpiryWindow = 5 * time.Minute }), nil
}

// checkContainer refuses an address over http that is neither of this computer nor one of
// those that AWS has for containers.
func checkContainer(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return errors.New("the address of the container's login cannot be used")
	}
	if u.Scheme != "http" {
		return nil
	}
	found := []string{u.Hostname()}
	if _, err := netip.ParseAddr(u.Hostname()); err != nil {
		if found, err = net.LookupHost(u.Hostname()); err != nil { //nolint:noctx // as the SDK does it
			return fmt.Errorf("the address of the container's login: %w", err)
		}
	}
	for _, host := range found {
		switch host {
		case "169.254.170.2", "169.254.170.23", "fd00:ec2::23":
		default:
			if addr, err := netip.ParseAddr(host); err != nil || !addr.Unmap().IsLoopback() {
				return fmt.Errorf("the address %q of the container's login uses http and is not one of a container", u.Hostname())
			}
		}
	}
	return nil
}
