package apache

import (
	"net/http/httptest"
	"slices"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

func TestAnotherWorkerOfTheProfileAnswers(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(nil)
	gone.Close()
	f := newFake(t).on("GET /connectors/a/config", ok(`{}`)).on("DELETE /connectors/a", reply{status: 204})
	c := f.client(func(o *wire.Options) { o.Profile.URL, o.Profile.MoreURLs = gone.URL, []string{f.srv.URL} })
	if err := readConfig(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if c.Answered() != f.srv.URL || !slices.Equal(c.Silent(), []string{gone.URL}) {
		t.Errorf("answered by %q, silent %v", c.Answered(), c.Silent())
	}
	c.CheckAddresses(t.Context())
	if !slices.Equal(c.Silent(), []string{gone.URL}) {
		t.Errorf("silent %v", c.Silent())
	}
	_, err := New(wire.Options{Profile: connect.Profile{URL: f.srv.URL, MoreURLs: []string{"nowhere"}}})
	wantCode(t, err, connect.CodeInvalid)
}
