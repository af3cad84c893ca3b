package plugins

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// DemoPackage has the plugins that show what can go wrong.
const DemoPackage = Base + "demo."

// moodySource is slow or throws at will, and reports a version that its build
// forgot to fill in.
func moodySource() Plugin {
	return Plugin{
		Class: DemoPackage + "MoodySourceConnector", Kind: connect.KindSource, Version: "${project.version}",
		Keys: Join(
			Group("Mood",
				Opt(connect.FieldLong, "sandbox.delay.ms", "0", High, "How long a validation of this connector takes, in milliseconds. Plugins that dial out take about 10000 of them.").Titled("Slow validation").Sized(Narrow).Checked(atLeast(0)),
				Opt(connect.FieldString, "sandbox.throw", "none", High, "The exception that a validation ends with: <ul><li><code>none</code></li><li><code>runtime</code>, with a text</li><li><code>null</code>, without a text</li><li><code>linkage</code>, an error that is no exception</li></ul>").Titled("Throw").Sized(Narrow).oneOf("none", "runtime", "null", "linkage"),
			),
			Group("Failure",
				Null(connect.FieldLong, "sandbox.fail.after.ms", Mid, "How long a task runs before it fails, in milliseconds; <code>0</code> fails in its start. Every plugin of the sandbox obeys this setting.").Titled("Fail after").Sized(Narrow),
				Null(connect.FieldList, "sandbox.fail.tasks", Mid, "The numbers of the tasks that fail; without any all do.").Titled("Tasks that fail"),
				Opt(connect.FieldBoolean, "sandbox.fail.connector", "false", Mid, "Whether the connector itself fails in place of its tasks.").Titled("Fail the connector").Sized(Narrow),
				Null(connect.FieldString, "sandbox.fail.message", Low, "The message of the root cause.").Titled("Message").Sized(Wide),
			),
			Group("Secrets", Null(connect.FieldPassword, "sandbox.secret", Low, "A secret that is used for nothing.").Titled("Secret")),
		),
		Tasks:      func(Settings) int { return 8 },
		Delay:      moodyDelay,
		Throws:     moodyThrow,
		Topics:     func(Settings) []string { return []string{"moods"} },
		Partitions: func(Settings) []Position { return nil },
	}
}

func moodyDelay(c Settings) time.Duration {
	ms, err := strconv.ParseInt(strings.TrimSpace(c.Text("sandbox.delay.ms")), 10, 32)
	if err != nil {
		return 0
	}
	return time.Duration(ms) * time.Millisecond
}

func moodyThrow(c Settings) error {
	switch c.Text("sandbox.throw") {
	case "runtime":
		return &JavaError{"java.lang.IllegalStateException", "The moody plugin does not feel like it"}
	case "null":
		return &JavaError{"java.lang.NullPointerException", fmt.Sprintf("Cannot invoke %q because %q is null", "Mood.now()", "this.mood")}
	case "linkage":
		return &JavaError{"java.lang.NoClassDefFoundError", "io/sluiceway/sandbox/demo/MissingPart"}
	}
	return nil
}
