package profile_test

import (
	"testing"

	"sluiceway/backend/profile"
)

func TestAParsedURLHasTheProblemAsText(t *testing.T) {
	got := profile.ParseURL("ada:pw@localhost:8083/connectors")
	if got.URL != "http://localhost:8083" || got.Username != "ada" || got.Password != "pw" || len(got.Notes) == 0 || got.Problem != "" {
		t.Errorf("%+v", got)
	}
	if got := profile.ParseURL("ftp://x"); got.Problem == "" || got.Notes == nil {
		t.Errorf("%+v", got)
	}
}
