package form

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// entry finds the beginnings of the single errors in the text with which a
// worker refuses a config. A value in the middle of an error may hold line
// breaks, so lines alone are no border.
var entry = regexp.MustCompile(`(?m)^(?:Invalid value |Missing required configuration |You can also find )`)

// overridePrefix is left out of the keys in errors about client overrides.
var overridePrefix = regexp.MustCompile(`^(?:producer|consumer|admin)\.override\.`)

// MaskWords makes the words of a worker about a whole config fit to be shown:
// every error that names a secret key, or a key whose text holds a
// placeholder, is masked whole; secrets are taken out of the rest.
func MaskWords(text string, config connect.Config, secret map[string]bool, hide func(text string, known ...string) string) string {
	mentions, known := sensitive(config, secret)
	var out strings.Builder
	for _, part := range entries(text) {
		switch key := mentioned(part, mentions); {
		case key != "" && !isMissing(part):
			out.WriteString(key + ": " + hiddenWords)
			if strings.HasSuffix(part, "\n") {
				out.WriteByte('\n')
			}
		default:
			out.WriteString(hide(part, known...))
		}
	}
	return out.String()
}

func sensitive(config connect.Config, secret map[string]bool) (mentions map[string]*regexp.Regexp, known []string) {
	mentions = map[string]*regexp.Regexp{}
	for _, key := range config.Keys() {
		text := config[key]
		if secret[key] && text != "" {
			known = append(known, text)
		}
		if !secret[key] && !connect.MayHoldPlaceholder(text) {
			continue
		}
		mentions[key] = wholeKey(key)
		if short := overridePrefix.ReplaceAllString(key, ""); short != key {
			mentions[short] = wholeKey(short)
		}
	}
	return mentions, known
}

// wholeKey matches key where it is not a part of a longer one.
func wholeKey(key string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\w.-])` + regexp.QuoteMeta(key) + `(?:$|[^\w.-]|[.](?:\s|$))`)
}

func mentioned(part string, mentions map[string]*regexp.Regexp) string {
	found := ""
	for key, pattern := range mentions {
		if (found == "" || key < found) && pattern.MatchString(part) {
			found = key
		}
	}
	return found
}

func entries(text string) []string {
	var out []string
	from := 0
	for _, at := range entry.FindAllStringIndex(text, -1) {
		if at[0] > from {
			out = append(out, text[from:at[0]])
			from = at[0]
		}
	}
	return append(out, text[from:])
}
