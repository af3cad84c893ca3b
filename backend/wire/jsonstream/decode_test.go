package jsonstream

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"strings"
	"testing"
	"testing/iotest"
)

// entries collects what DecodeMap reads.
func entries(t *testing.T, text string, cut bool) (map[string]string, []string, error) {
	t.Helper()
	got := map[string]string{}
	skipped, err := DecodeMap(strings.NewReader(text), ListLimit, cut, func(key string, value []byte) error {
		got[key] = string(value)
		if !json.Valid(value) {
			return errors.New("not JSON")
		}
		return nil
	})
	return got, skipped, err
}

func TestDecodeMap(t *testing.T) {
	t.Parallel()
	got, skipped, err := entries(t, " { \"a\" : {\"k\":[1,{\"}\":\"]\\\"\"}]} ,\n\"b\\u0041\":\"x\\\\\", \"c\":12 ,\"d\":null}\n", false)
	want := map[string]string{"a": `{"k":[1,{"}":"]\""}]}`, "bA": `"x\\"`, "c": "12 ", "d": "null"}
	if err != nil || len(skipped) > 0 || !maps.Equal(got, want) {
		t.Errorf("%q %q %v", got, skipped, err)
	}
	for text, is := range map[string]error{
		`["a"]`: ErrShape, `null`: ErrShape, `"a"`: ErrShape, `12`: ErrShape, `{} x`: ErrShape, `{"a":1 "b":2}`: nil, `<html>`: ErrNoMap, ``: ErrNoMap,
		`{"a":1`: io.ErrUnexpectedEOF, `{"a"`: io.ErrUnexpectedEOF, `{a:1}`: ErrShape, `{"a":1,}`: ErrShape, `{,}`: ErrShape, `{"a" 1}`: ErrShape,
	} {
		if _, _, err := entries(t, text, false); err == nil || is != nil && !errors.Is(err, is) || errors.Is(err, ErrShape) != errors.Is(is, ErrShape) && is != nil {
			t.Errorf("%s: %v, want %v", text, err, is)
		}
	}
}

func TestLongEntriesAreSkippedOrCut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat(`line\n\u00fc`, 2<<20)
	list := `{"before":{"n":1},"long":{"trace":"` + long + `","state":"FAILED"},"after":{"n":2}}`
	got, skipped, err := entries(t, list, false)
	if err != nil || len(got) != 2 || len(skipped) != 1 || skipped[0] != "long" {
		t.Errorf("%d entries, skipped %q, %v", len(got), skipped, err)
	}
	got, skipped, err = entries(t, list, true)
	if err != nil || len(got) != 3 || len(skipped) != 0 {
		t.Fatalf("%d entries, skipped %q, %v", len(got), skipped, err)
	}
	var entry struct{ Trace, State string }
	if err := json.Unmarshal([]byte(got["long"]), &entry); err != nil || entry.State != "FAILED" || !strings.HasSuffix(entry.Trace, CutMark) || len(entry.Trace) > stringLimit+100 {
		t.Errorf("%v: state %q, %d bytes of trace", err, entry.State, len(entry.Trace))
	}
	many := `{"many":[` + strings.Repeat(`"`+strings.Repeat("x", 100_000)+`",`, 300) + `1],"after":2}`
	if got, skipped, err := entries(t, many, true); err != nil || len(got) != 2 || len(skipped) != 0 || len(got["many"]) > 8<<20 {
		t.Errorf("%d entries, skipped %q, %v", len(got), skipped, err)
	}
}

func TestDecodeLimits(t *testing.T) {
	t.Parallel()
	nothing := func(string, []byte) error { return nil }
	if _, err := DecodeMap(strings.NewReader(`{"a":"bcd"}`), 8, false, nothing); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if _, err := DecodeMap(strings.NewReader(`{"a":1}`), 7, false, nothing); err != nil {
		t.Errorf("an answer of exactly the limit: %v", err)
	}
	var text string
	if err := DecodeJSON(strings.NewReader(`"abc"`), 5, &text); err != nil || text != "abc" {
		t.Errorf("an answer of exactly the limit: %q %v", text, err)
	}
	if err := DecodeJSON(strings.NewReader(`"abc" 1`), 50, &text); err == nil {
		t.Error("data after the answer was accepted")
	}
	var out struct{ A string }
	for text, good := range map[string]bool{`{"a":"b"}`: true, ` {"a":"b"} `: true, `{"a":"b"}}`: false, `null`: false, `[]`: false, ``: false, `{"a":1}`: false, `{"a":"b"`: false} {
		if err := DecodeCut(strings.NewReader(text), 1<<20, &out); (err == nil) != good {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// FuzzDecodeMap compares DecodeMap with encoding/json, however the input is split
// into reads.
func FuzzDecodeMap(f *testing.F) {
	for _, seed := range []string{`{"a":{"status":{"tasks":[{"id":0}]}}}`, `["a"]`, `{"\u00":1}`, `{"a":"\u12"}`, `{"a":"\"}`, ` {"a" : 1 , "b":[[],{}]} `, `{"a":{]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want map[string]json.RawMessage
		bad := json.Unmarshal([]byte(text), &want)
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.HalfReader(strings.NewReader(text))} {
			got := map[string]string{}
			_, err := DecodeMap(r, AnswerLimit, true, func(key string, value []byte) error {
				got[key] = string(bytes.TrimSpace(value))
				if !json.Valid(value) {
					return ErrShape
				}
				return nil
			})
			if (bad != nil || want == nil) != (err != nil) {
				t.Fatalf("%q: %v, and encoding/json says %v", text, err, bad)
			}
			for key, value := range want {
				if err == nil && got[key] != string(value) {
					t.Fatalf("%q: %s is %q, want %q", text, key, got[key], value)
				}
			}
		}
	})
}
