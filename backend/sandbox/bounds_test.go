package sandbox

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
)

func TestBodiesAreBounded(t *testing.T) {
	b := empty(t)
	large := func(size int) string {
		return config(t, sourceClass, "file", "f", "topic", strings.Repeat("x", size))
	}
	b.want(http.StatusCreated, "PUT", "/connectors/fits/config", large(bodyLimit-4096))
	b.want(http.StatusRequestEntityTooLarge, "PUT", "/connectors/s/config", large(bodyLimit))
	b.want(http.StatusNotFound, "GET", "/connectors/s", "")
}

func TestLargeBodiesTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Sandbox{large: make(chan struct{}, largeAtOnce)}
		for range largeAtOnce {
			s.large <- struct{}{}
		}
		read := 0
		for _, size := range []int{10, 2 * largeBody} {
			request := httptest.NewRequestWithContext(t.Context(), "PUT", "/", strings.NewReader(strings.Repeat("x", size)))
			request.Header.Set("Content-Type", "application/json")
			go func() {
				if raw, refused := s.readJSON(&call{Request: request}); refused == nil {
					read += len(raw)
				}
			}()
			synctest.Wait()
		}
		if read != 10 {
			t.Errorf("%d bytes were read beside %d large bodies", read, largeAtOnce)
		}
		<-s.large
		synctest.Wait()
		if read != 10+2*largeBody {
			t.Errorf("%d bytes were read when it was its turn", read)
		}
	})
}
