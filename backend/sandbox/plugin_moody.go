package sandbox

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

const demoPackage = base + "demo."

// moodySource is slow or throws at will, and reports a version that its build
// forgot to fill in.
func moodySource() plugin {
	return plugin{
		class: demoPackage + "MoodySourceConnector", kind: connect.KindSource, version: "${project.version}",
		keys: join(
			group("Mood",
				opt(connect.FieldLong, "sandbox.delay.ms", "0", high, "How long a validation of this connector takes, in milliseconds. Plugins that dial out take about 10000 of them.").titled("Slow validation").sized(narrow).checked(atLeast(0)),
				opt(connect.FieldString, "sandbox.throw", "none", high, "The exception that a validation ends with: <ul><li><code>none</code></li><li><code>runtime</code>, with a text</li><li><code>null</code>, without a text</li><li><code>linkage</code>, an error that is no exception</li></ul>").titled("Throw").sized(narrow).oneOf("none", "runtime", "null", "linkage"),
			),
			group("Failure",
				null(connect.FieldLong, "sandbox.fail.after.ms", mid, "How long a task runs before it fails, in milliseconds; <code>0</code> fails in its start. Every plugin of the sandbox obeys this setting.").titled("Fail after").sized(narrow),
				null(connect.FieldList, "sandbox.fail.tasks", mid, "The numbers of the tasks that fail; without any all do.").titled("Tasks that fail"),
				opt(connect.FieldBoolean, "sandbox.fail.connector", "false", mid, "Whether the connector itself fails in place of its tasks.").titled("Fail the connector").sized(narrow),
				null(connect.FieldString, "sandbox.fail.message", low, "The message of the root cause.").titled("Message").sized(wide),
			),
			group("Secrets", null(connect.FieldPassword, "sandbox.secret", low, "A secret that is used for nothing.").titled("Secret")),
		),
		tasks:      func(settings) int { return 8 },
		delay:      moodyDelay,
		throws:     moodyThrow,
		topics:     func(settings) []string { return []string{"moods"} },
		partitions: func(settings) []position { return nil },
	}
}

func moodyDelay(c settings) time.Duration {
	ms, err := strconv.ParseInt(strings.TrimSpace(c.text("sandbox.delay.ms")), 10, 32)
	if err != nil {
		return 0
	}
	return time.Duration(ms) * time.Millisecond
}

func moodyThrow(c settings) error {
	switch c.text("sandbox.throw") {
	case "runtime":
		return &javaError{"java.lang.IllegalStateException", "The moody plugin does not feel like it"}
	case "null":
		return &javaError{"java.lang.NullPointerException", fmt.Sprintf("Cannot invoke %q because %q is null", "Mood.now()", "this.mood")}
	case "linkage":
		return &javaError{"java.lang.NoClassDefFoundError", "io/sluiceway/sandbox/demo/MissingPart"}
	}
	return nil
}
