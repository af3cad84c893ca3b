package emqx

import (
	"context"
	"net/http"
	"sync"

	"sluiceway/backend/connect"
)

// session has the token of a login with user and password.
type session struct {
	mu    sync.Mutex
	token connect.Secret
	role  string
}

// readsOnly reports whether the login has a role that may only read.
func (s *session) readsOnly() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.role == "viewer"
}

// drop forgets a token that was refused, unless there is a newer one.
func (s *session) drop(refused string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token.Reveal() == refused {
		s.token = connect.Secret{}
	}
}

// tokenFor returns the token for a request. Without one it logs in: POST /login. It
// returns "" if the profile has another login.
func (c *connection) tokenFor(ctx context.Context) (string, error) {
	if c.profile.Login != connect.LoginSession {
		return "", nil
	}
	c.session.mu.Lock()
	defer c.session.mu.Unlock()
	if !c.session.token.Empty() {
		return c.session.token.Reveal(), nil
	}
	var answer struct {
		Token string `json:"token"`
		Role  string `json:"role"`
	}
	k := call{
		method: http.MethodPost, path: []string{"login"}, open: true,
		body: map[string]string{"username": c.profile.Username, "password": c.secrets[connect.SecretPassword].Reveal()},
	}
	if err := c.get(ctx, k, &answer); err != nil {
		return "", err
	}
	if answer.Token == "" {
		return "", connect.Errorf(connect.CodeUnauthorized, "EMQX did not answer the login with a token. It may ask for a second step. Nothing was sent; use an API key instead.")
	}
	c.session.token, c.session.role = connect.NewSecret(answer.Token), answer.Role
	return answer.Token, nil
}
