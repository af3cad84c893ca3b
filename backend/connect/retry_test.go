package connect

import "testing"

func TestRetryContext(t *testing.T) {
	t.Parallel()
	OnRetryOf(t.Context())(Retry{}) // without a hook it does nothing
	var got []int
	ctx := WithOnRetry(t.Context(), func(r Retry) { got = append(got, r.Repeat) })
	if !MayRetry(ctx) || MayRetry(WithoutRetry(ctx)) {
		t.Error("MayRetry must be false with WithoutRetry only")
	}
	OnRetryOf(WithoutRetry(ctx))(Retry{Repeat: 3})
	if len(got) != 1 || got[0] != 3 {
		t.Errorf("the hook got %v", got)
	}
}
