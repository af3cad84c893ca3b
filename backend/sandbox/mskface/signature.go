package mskface

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

const (
	scheme    = "AWS4-HMAC-SHA256"
	timestamp = "20060102T150405Z"
	skewLimit = 5 * time.Minute
)

// signed checks the Signature Version 4 of a request, and returns the refusal if it is missing
// or wrong.
func (f *Face) signed(r *http.Request, body []byte) *refusal {
	given, ok := parseAuthorization(r.Header.Get("Authorization"))
	switch {
	case r.Header.Get("Authorization") == "":
		return forbidden("MissingAuthenticationTokenException", "Missing Authentication Token")
	case !ok || !slices.Contains(given.headers, "host") || !slices.Contains(given.headers, "x-amz-date"):
		return forbidden("IncompleteSignatureException", "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' with host and x-amz-date.")
	case given.key != f.options.KeyID:
		return forbidden("UnrecognizedClientException", "The security token included in the request is invalid.")
	}
	date := r.Header.Get("X-Amz-Date")
	at, err := time.Parse(timestamp, date)
	scope := date[:min(8, len(date))] + "/" + Region + "/kafkaconnect/aws4_request"
	switch {
	case err != nil || given.scope != scope:
		return forbidden("InvalidSignatureException", "Credential should be scoped to "+scope+".")
	case time.Since(at) > skewLimit:
		return forbidden("InvalidSignatureException", "Signature expired: "+date+" is now earlier than 5 min. ago.")
	case time.Until(at) > skewLimit:
		return forbidden("InvalidSignatureException", "Signature not yet current: "+date+" is still later than 5 min. from now.")
	}
	hash := sha256.Sum256([]byte(canonical(r, given.headers, body)))
	text := strings.Join([]string{scheme, date, scope, hex.EncodeToString(hash[:])}, "\n")
	want := hex.EncodeToString(mac(signingKey(f.options.Secret, date[:8]), text))
	if !hmac.Equal([]byte(want), []byte(given.signature)) {
		return forbidden("InvalidSignatureException", "The request signature we calculated does not match the signature you provided.")
	}
	return nil
}

type authorization struct {
	key, scope, signature string
	headers               []string
}

func parseAuthorization(text string) (a authorization, ok bool) {
	rest, ok := strings.CutPrefix(text, scheme+" ")
	if !ok {
		return a, false
	}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "Credential":
			a.key, a.scope, _ = strings.Cut(value, "/")
		case "SignedHeaders":
			a.headers = strings.Split(value, ";")
		case "Signature":
			a.signature = value
		}
	}
	return a, a.key != "" && a.scope != "" && len(a.headers) > 0 && len(a.signature) == 2*sha256.Size
}

// canonical is the request as it is signed. The path is escaped once more.
func canonical(r *http.Request, headers []string, body []byte) string {
	segments := strings.Split(r.URL.EscapedPath(), "/")
	for i, s := range segments {
		segments[i] = escape(s)
	}
	hash := sha256.Sum256(body)
	var lines strings.Builder
	for _, name := range headers {
		value := strings.Join(r.Header.Values(name), ",")
		switch name {
		case "host":
			value = r.Host
		case "content-length":
			value = r.Header.Get("Content-Length")
		}
		lines.WriteString(name + ":" + strings.Join(strings.Fields(value), " ") + "\n")
	}
	return strings.Join([]string{
		r.Method, strings.Join(segments, "/"), canonicalQuery(r.URL.Query()), lines.String(), strings.Join(headers, ";"), hex.EncodeToString(hash[:]),
	}, "\n")
}

func canonicalQuery(query url.Values) string {
	var out []string
	for key, values := range query {
		for _, value := range values {
			out = append(out, escape(key)+"="+escape(value))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "&")
}

// escape escapes everything but the unreserved characters of RFC 3986.
func escape(text string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

func signingKey(secret, day string) []byte {
	key := []byte("AWS4" + secret)
	for _, part := range []string{day, Region, "kafkaconnect", "aws4_request"} {
		key = mac(key, part)
	}
	return key
}

func mac(key []byte, text string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(text)) // never fails
	return m.Sum(nil)
}
