package trace

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// methodOf is the qualified method of a frame, without the class loader and
// module in front ("java.base@17/…", "app//…") and without the source.
func methodOf(frame string) string {
	name, _, _ := strings.Cut(frame, "(")
	plain := len(name)
	if i := strings.IndexByte(name, '$'); i >= 0 {
		plain = i // hidden classes have a slash of their own behind "$$Lambda"
	}
	return name[strings.LastIndexByte(name[:plain], '/')+1:]
}

// packageOf is the package of a frame, cut to a length that reads well: three
// names, one more within Kafka, two more within Connect.
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

// libraryOf tells the vendors of classes apart: the first two names of a
// package, three of what comes from Apache.
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

// isPlatform recognises frames of the JDK and of the runtimes of other JVM
// languages, which explain nothing.
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
