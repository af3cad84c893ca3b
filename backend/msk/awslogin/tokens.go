package awslogin

import (
	"context"
	"errors"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/logincreds"
	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"
	"github.com/aws/aws-sdk-go-v2/service/signin"
	"github.com/aws/aws-sdk-go-v2/service/sso"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// The providers of the SDK take a client as an interface. If they got the SDK's client, the
// linker would store all of its methods, because the page's bridge calls methods by name. So
// they get one function of it each.
type (
	assumeRole  func(context.Context, *sts.AssumeRoleInput, ...func(*sts.Options)) (*sts.AssumeRoleOutput, error)
	webIdentity func(context.Context, *sts.AssumeRoleWithWebIdentityInput, ...func(*sts.Options)) (*sts.AssumeRoleWithWebIdentityOutput, error)
	ssoRole     func(context.Context, *sso.GetRoleCredentialsInput, ...func(*sso.Options)) (*sso.GetRoleCredentialsOutput, error)
	ssoToken    func(context.Context, *ssooidc.CreateTokenInput, ...func(*ssooidc.Options)) (*ssooidc.CreateTokenOutput, error)
	loginToken  func(context.Context, *signin.CreateOAuth2TokenInput, ...func(*signin.Options)) (*signin.CreateOAuth2TokenOutput, error)
)

// AssumeRole is a call of STS.
func (f assumeRole) AssumeRole(ctx context.Context, in *sts.AssumeRoleInput, o ...func(*sts.Options)) (*sts.AssumeRoleOutput, error) {
	return f(ctx, in, o...)
}

// AssumeRoleWithWebIdentity is a call of STS.
func (f webIdentity) AssumeRoleWithWebIdentity(ctx context.Context, in *sts.AssumeRoleWithWebIdentityInput, o ...func(*sts.Options)) (*sts.AssumeRoleWithWebIdentityOutput, error) {
	return f(ctx, in, o...)
}

// GetRoleCredentials is a call of IAM Identity Center.
func (f ssoRole) GetRoleCredentials(ctx context.Context, in *sso.GetRoleCredentialsInput, o ...func(*sso.Options)) (*sso.GetRoleCredentialsOutput, error) {
	return f(ctx, in, o...)
}

// CreateToken is a call of IAM Identity Center.
func (f ssoToken) CreateToken(ctx context.Context, in *ssooidc.CreateTokenInput, o ...func(*ssooidc.Options)) (*ssooidc.CreateTokenOutput, error) {
	return f(ctx, in, o...)
}

// CreateOAuth2Token is a call of AWS Sign-In.
func (f loginToken) CreateOAuth2Token(ctx context.Context, in *signin.CreateOAuth2TokenInput, o ...func(*signin.Options)) (*signin.CreateOAuth2TokenOutput, error) {
	return f(ctx, in, o...)
}

func (c chain) assumeRole() assumeRole { return sts.NewFromConfig(c.cfg).AssumeRole }

func (c chain) assumeWithWebIdentity() webIdentity {
	return sts.NewFromConfig(c.cfg).AssumeRoleWithWebIdentity
}

// sso returns the login of a profile with IAM Identity Center: with a session that several
// profiles share, or in the older form with everything in the profile.
func (c chain) sso(shared *config.SharedConfig) (aws.CredentialsProvider, error) {
	region, start := shared.SSORegion, shared.SSOStartURL
	var options []func(*ssocreds.Options)
	if shared.SSOSessionName != "" {
		session := shared.SSOSession
		if session == nil || session.SSORegion == "" || session.SSOStartURL == "" {
			return nil, errors.New("the profile names an sso-session without a region or a start URL")
		}
		c.cfg.Region, region = session.SSORegion, session.SSORegion
		path, err := ssocreds.StandardCachedTokenFilepath(session.Name)
		if err != nil {
			return nil, err
		}
		var token ssoToken = ssooidc.NewFromConfig(c.cfg).CreateToken
		options = append(options, func(o *ssocreds.Options) {
			o.SSOTokenProvider, o.CachedTokenFilepath = ssocreds.NewSSOTokenProvider(token, path), path
		})
	} else if region == "" || start == "" || shared.SSOAccountID == "" || shared.SSORoleName == "" {
		return nil, errors.New("the profile lacks sso_region, sso_start_url, sso_account_id or sso_role_name")
	}
	c.cfg.Region = region
	var role ssoRole = sso.NewFromConfig(c.cfg).GetRoleCredentials
	return ssocreds.New(role, shared.SSOAccountID, shared.SSORoleName, start, options...), nil
}

// session returns the login that “aws login” made.
func (c chain) session(name string) (aws.CredentialsProvider, error) {
	path, err := logincreds.StandardCachedTokenFilepath(name, os.Getenv("AWS_LOGIN_CACHE_DIRECTORY"))
	if err != nil {
		return nil, err
	}
	var token loginToken = signin.NewFromConfig(c.cfg).CreateOAuth2Token
	return logincreds.New(token, path, func(o *logincreds.Options) {
		o.RestrictPermissions = c.env.RestrictFilePermissions != aws.RestrictFilePermissionsUnrestricted
	}), nil
}
