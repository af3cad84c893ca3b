package trace

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// methodOf returns the qualified method of a frame, without class loader and module
// ("java.base@17/…", "app//…") and without the source.
func methodOf(frame string) string {
	name, _, _ := strings.Cut(frame, "(")
	plain := len(name)
	if i := strings.IndexByte(name, '$'); i >= 0 {
		plain = i // hidden classes have a slash after "$$Lambda"
	}
	return name[strings.LastIndexByte(name[:plain], '/')+1:]
}

// packageOf returns the package of a frame, shortened to three names, or four within Kafka
// and five within Connect.
func packageOf(frame string) string {
	name := methodOf(frame)
	parts := strings.Split(name, ".")
	end := 0
	for end < len(parts) && !isTypeName(parts[end]) {
		end++
	}
	if end == len(parts) {
		end = max(len(parts)-2, 0) // no upper case: class and method are the last two
	}
	if end == 0 {
		return "the default package"
	}
	limit := 3
	if strings.HasPrefix(name, "org.apache.kafka.connect.") {
		limit = 5
	} else if strings.HasPrefix(name, "org.apache.kafka.") {
		limit = 4
	}
	return strings.Join(parts[:min(end, limit)], ".")
}

func isTypeName(part string) bool {
	r, _ := utf8.DecodeRuneInString(part)
	return unicode.IsUpper(r) || strings.Contains(part, "$")
}

// libraryOf returns the part of a package that identifies the library: the first two
// names, or three for Apache.
func libraryOf(name string) string {
	limit := 2
	if strings.HasPrefix(name, "org.apache.") {
		limit = 3
	}
	parts := strings.Split(name, ".")
	end := 0
	for end < len(parts) && end < limit && !isTypeName(parts[end]) {
		end++
	}
	return strings.Join(parts[:end], ".")
}

// isPlatform reports whether a frame belongs to the JDK or the runtime of another JVM
// language.
func isPlatform(frame string) bool {
	name := methodOf(frame)
	first, rest, _ := strings.Cut(name, ".")
	switch first {
	case "java", "javax", "jdk", "sun", "kotlin", "scala", "groovy":
		return true
	case "com":
		return strings.HasPrefix(rest, "sun.")
	}
	return false
}
