package cause

import (
	"strings"
	"testing"
)

func TestAMissingClassSaysWhatToDo(t *testing.T) {
	t.Parallel()
	const frames = "\n\tat org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:200)"
	for text, missing := range map[string]string{
		"org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler" + frames + "\nCaused by: java.lang.ClassNotFoundException: com.mysql.cj.jdbc.Driver" + frames: "com.mysql.cj.jdbc.Driver",
		"java.lang.NoClassDefFoundError: org/bouncycastle/jcajce/Provider" + frames:                                                                                                           "org.bouncycastle.jcajce.Provider",
		"java.lang.NoClassDefFoundError: Could not initialize class io.x.Y" + frames:                                                                                                          "",
		"java.sql.SQLException: No suitable driver, tried com.mysql.cj.jdbc.Driver" + frames:                                                                                                  "",
	} {
		c := New().Of(text)
		switch {
		case missing == "" && c.Says != c.Root.Message:
			t.Errorf("%s: says %q", text, c.Says)
		case missing != "" && (!strings.HasPrefix(c.Says, "The class "+missing+" is missing on the worker.") || !strings.Contains(c.Says, "plugin's folder")):
			t.Errorf("%s: says %q", text, c.Says)
		}
	}
}
