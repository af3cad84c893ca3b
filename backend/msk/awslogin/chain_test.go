package awslogin

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/ec2/imds"
)

// tokens is a server with the token services of AWS. It records what it is asked.
type tokens struct {
	mu    sync.Mutex
	asked []string
}

func (s *tokens) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	key, _, _ := strings.Cut(req.Header.Get("Authorization"), "/")
	s.mu.Lock()
	s.asked = append(s.asked, fmt.Sprintf("%s %s %s %s %s", req.Method, req.URL, key, req.Header.Get("X-Amz-Sso_bearer_token"), withoutTime(string(body))))
	s.mu.Unlock()
	const keys = `<Credentials><AccessKeyId>AKIAROLE</AccessKeyId><SecretAccessKey>role</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`
	switch {
	case req.URL.Path == "/container":
		_, _ = io.WriteString(w, `{"AccessKeyId":"AKIABOX","SecretAccessKey":"box","Token":"t","Expiration":"2099-01-01T00:00:00Z"}`)
	case req.URL.Path == "/federation/credentials":
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"roleCredentials":{"accessKeyId":"AKIASSO","secretAccessKey":"sso","sessionToken":"t","expiration":4070908800000}}`)
	case req.URL.Path == "/token":
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"accessToken":"fresh","expiresIn":28800,"refreshToken":"again","tokenType":"Bearer"}`)
	case strings.Contains(string(body), "AssumeRoleWithWebIdentity"):
		_, _ = io.WriteString(w, `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>`+keys+`</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`)
	default:
		_, _ = io.WriteString(w, `<AssumeRoleResponse><AssumeRoleResult>`+keys+`</AssumeRoleResult></AssumeRoleResponse>`)
	}
}

// withoutTime leaves out the part of a body that the SDK makes of the time.
func withoutTime(body string) string {
	parts := slices.DeleteFunc(strings.Split(body, "&"), func(part string) bool {
		return strings.HasPrefix(part, "RoleSessionName=1") || strings.HasPrefix(part, "RoleSessionName=aws-go")
	})
	return strings.Join(parts, "&")
}

func (s *tokens) take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.asked
	s.asked = nil
	return out
}

// The chain of logins is that of the SDK's LoadDefaultConfig, which is not in the binary.
func TestLoginsAreThoseOfTheSDK(t *testing.T) {
	const (
		keys    = "aws_access_key_id = AKIAFILE\naws_secret_access_key = file\n"
		session = "[sso-session corp]\nsso_region = eu-west-3\nsso_start_url = https://corp.awsapps.com/start\n"
		account = "sso_account_id = 214837650911\nsso_role_name = Reader\n"
	)
	environment := map[string]string{"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "env", "AWS_SESSION_TOKEN": "t"}
	for name, tt := range map[string]struct {
		file    string // of the profile “lake” if it does not begin with “[”
		env     map[string]string
		none    bool   // no profile is chosen
		expired bool   // the token of SSO, which can be refreshed
		key     string // empty: there is no login
	}{
		"keys":                       {file: keys, key: "AKIAFILE"},
		"keys with a token":          {file: keys + "aws_session_token = t\n", key: "AKIAFILE"},
		"profile before environment": {file: keys, env: environment, key: "AKIAFILE"},
		"environment":                {file: "", env: environment, none: true, key: "AKIAENV"},
		"AWS_PROFILE":                {file: keys, env: map[string]string{"AWS_PROFILE": "lake"}, none: true, key: "AKIAFILE"},
		"no such AWS_PROFILE":        {file: keys, env: map[string]string{"AWS_PROFILE": "sea"}, none: true},
		"AWS_DEFAULT_PROFILE":        {file: keys, env: map[string]string{"AWS_DEFAULT_PROFILE": "lake"}, none: true, key: "AKIAFILE"},
		"default":                    {file: "[default]\n" + keys, none: true, key: "AKIAFILE"},
		"nothing":                    {file: "region = eu-west-1\n"},
		"half a key":                 {file: "aws_access_key_id = AKIAFILE\n"},
		"regions":                    {file: "region = eu-west-1\n" + keys, env: map[string]string{"AWS_REGION": "eu-west-2"}, key: "AKIAFILE"},
		"endpoint":                   {file: "endpoint_url = https://own.example\n" + keys, key: "AKIAFILE"},
		"endpoint ignored":           {file: "endpoint_url = https://own.example\nignore_configured_endpoint_urls = true\n" + keys, key: "AKIAFILE"},
		"role":                       {file: "role_arn = arn:aws:iam::1:role/r\nsource_profile = base\n[profile base]\n" + keys, key: "AKIAROLE"},
		"role with everything":       {file: "role_arn = arn:aws:iam::1:role/r\nsource_profile = base\nexternal_id = x\nrole_session_name = me\nduration_seconds = 3600\n[profile base]\n" + keys, key: "AKIAROLE"},
		"short role":                 {file: "role_arn = arn:aws:iam::1:role/r\nsource_profile = base\nduration_seconds = 930\n[profile base]\n" + keys, key: "AKIAROLE"},
		"role of a role":             {file: "role_arn = arn:aws:iam::1:role/a\nsource_profile = b\n[profile b]\nrole_arn = arn:aws:iam::1:role/b\nsource_profile = c\n[profile c]\n" + keys, key: "AKIAROLE"},
		"role of its own keys":       {file: "role_arn = arn:aws:iam::1:role/a\nsource_profile = lake\n" + keys, key: "AKIAROLE"},
		"role with a code":           {file: "role_arn = arn:aws:iam::1:role/r\nmfa_serial = arn:aws:iam::1:mfa/m\nsource_profile = base\n[profile base]\n" + keys},
		"role of the environment":    {file: "role_arn = arn:aws:iam::1:role/r\ncredential_source = Environment\n", env: environment, key: "AKIAROLE"},
		"role of a container":        {file: "role_arn = arn:aws:iam::1:role/r\ncredential_source = EcsContainer\n", env: map[string]string{"AWS_CONTAINER_CREDENTIALS_FULL_URI": "/container"}, key: "AKIAROLE"},
		"role of no container":       {file: "role_arn = arn:aws:iam::1:role/r\ncredential_source = EcsContainer\n"},
		"role of a machine":          {file: "role_arn = arn:aws:iam::1:role/r\ncredential_source = Ec2InstanceMetadata\n"},
		"role of an unknown source":  {file: "role_arn = arn:aws:iam::1:role/r\ncredential_source = Moon\n"},
		"web identity":               {file: "role_arn = arn:aws:iam::1:role/r\nweb_identity_token_file = TOKEN\nrole_session_name = me\n", key: "AKIAROLE"},
		"web identity of a variable": {file: "", none: true, env: map[string]string{"AWS_WEB_IDENTITY_TOKEN_FILE": "TOKEN", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r", "AWS_ROLE_SESSION_NAME": "me"}, key: "AKIAROLE"},
		"web identity without role":  {file: "", none: true, env: map[string]string{"AWS_WEB_IDENTITY_TOKEN_FILE": "TOKEN"}},
		"process":                    {file: `credential_process = echo '{"Version":1,"AccessKeyId":"AKIAPROC","SecretAccessKey":"p"}'` + "\n", key: "AKIAPROC"},
		"container":                  {file: "", none: true, env: map[string]string{"AWS_CONTAINER_CREDENTIALS_FULL_URI": "/container", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic/x"}, key: "AKIABOX"},
		"container with a file":      {file: "", none: true, env: map[string]string{"AWS_CONTAINER_CREDENTIALS_FULL_URI": "/container", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "TOKEN"}, key: "AKIABOX"},
		"container elsewhere":        {file: "", none: true, env: map[string]string{"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/container"}},
		"SSO":                        {file: "sso_session = corp\n" + account + session, key: "AKIASSO"},
		"SSO, refreshed":             {file: "sso_session = corp\n" + account + session, expired: true, key: "AKIASSO"},
		"SSO in the older form":      {file: "sso_region = eu-west-3\nsso_start_url = https://corp.awsapps.com/start\n" + account, key: "AKIASSO"},
		"SSO without a region":       {file: "sso_start_url = https://corp.awsapps.com/start\n" + account},
		"SSO without its session":    {file: "sso_session = sea\n" + account},
		"role of SSO":                {file: "role_arn = arn:aws:iam::1:role/r\nsource_profile = base\n[profile base]\nsso_session = corp\n" + account + session, key: "AKIAROLE"},
		"login never made":           {file: "login_session = arn:aws:iam::1:user/a\n"},
	} {
		t.Run(name, func(t *testing.T) {
			server := &tokens{}
			listening := httptest.NewServer(server)
			defer listening.Close()
			url := listening.URL
			file := tt.file
			if !strings.HasPrefix(file, "[") {
				file = "[profile lake]\n" + file
			}
			token := filepath.Join(t.TempDir(), "token")
			configured(t, strings.ReplaceAll(file, "TOKEN", token))
			write(t, token, "Bearer.token")
			for _, service := range []string{"STS", "SSO", "SSO_OIDC", "SIGNIN"} {
				t.Setenv("AWS_ENDPOINT_URL_"+service, url)
			}
			for key, value := range tt.env {
				if strings.HasPrefix(value, "/") {
					value = url + value
				}
				t.Setenv(key, strings.ReplaceAll(value, "TOKEN", token))
			}
			account := "lake"
			want := []func(*config.LoadOptions) error{config.WithEC2IMDSClientEnableState(imds.ClientDisabled), config.WithSharedConfigProfile("lake")}
			if tt.none {
				account, want = "", want[:1]
			}
			loggedIn(t, tt.expired)
			theirs, theirErr := config.LoadDefaultConfig(t.Context(), want...)
			theirKeys, theirErr := retrieve(t, theirs, theirErr)
			theirCalls := server.take()
			loggedIn(t, tt.expired)
			ours, ourErr := Load(t.Context(), account, "", nil)
			ourKeys, ourErr := retrieve(t, ours, ourErr)
			if (theirErr == nil) != (ourErr == nil) || ourKeys.AccessKeyID != tt.key || ourKeys.SecretAccessKey != theirKeys.SecretAccessKey || ourKeys.SessionToken != theirKeys.SessionToken || ourKeys.Source != theirKeys.Source {
				t.Errorf("%s %v, the SDK has %s %v", ourKeys.AccessKeyID, ourErr, theirKeys.AccessKeyID, theirErr)
			}
			if calls := server.take(); !slices.Equal(calls, theirCalls) {
				t.Errorf("asked\n%s\nthe SDK asks\n%s", strings.Join(calls, "\n"), strings.Join(theirCalls, "\n"))
			}
			if ours.Credentials != nil && theirs.Credentials != nil && (ours.Region != theirs.Region || aws.ToString(ours.BaseEndpoint) != aws.ToString(theirs.BaseEndpoint)) {
				t.Errorf("%s %s, the SDK has %s %s", ours.Region, aws.ToString(ours.BaseEndpoint), theirs.Region, aws.ToString(theirs.BaseEndpoint))
			}
		})
	}
}

func retrieve(t *testing.T, cfg aws.Config, err error) (aws.Credentials, error) {
	t.Helper()
	if err != nil {
		return aws.Credentials{}, err
	}
	return cfg.Credentials.Retrieve(t.Context())
}

// loggedIn writes the tokens that “aws sso login” stores.
func loggedIn(t *testing.T, expired bool) {
	t.Helper()
	until := "2099-01-01T00:00:00Z"
	if expired {
		until = "2020-01-01T00:00:00Z"
	}
	for _, name := range []string{"corp", "https://corp.awsapps.com/start"} {
		sum := sha1.Sum([]byte(name))
		write(t, filepath.Join(os.Getenv("HOME"), ".aws", "sso", "cache", hex.EncodeToString(sum[:])+".json"),
			`{"accessToken":"stored","expiresAt":"`+until+`","refreshToken":"r","clientId":"c","clientSecret":"s","registrationExpiresAt":"2099-01-01T00:00:00Z"}`)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// configured writes the shared files of AWS for a test, and clears the environment.
func configured(t *testing.T, text string) {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config"), text)
	write(t, filepath.Join(dir, "credentials"), "")
	for _, line := range os.Environ() {
		if name, _, _ := strings.Cut(line, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "")
		}
	}
	t.Setenv("HOME", dir)
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(dir, "config"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(dir, "credentials"))
}
