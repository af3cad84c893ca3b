package trace_test

import (
	"testing"

	"sluiceway/backend/trace"
)

func TestMissingClass(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"java.lang.NoClassDefFoundError: org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider":                  "org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider",
		"java.util.concurrent.ExecutionException: java.lang.NoClassDefFoundError: oracle/jdbc/OracleDriver\n\tat x":  "oracle.jdbc.OracleDriver",
		"Caused by: java.lang.ClassNotFoundException: com.mysql.cj.jdbc.Driver":                                      "com.mysql.cj.jdbc.Driver",
		"java.lang.ClassNotFoundException: a.B$C (in a loader)":                                                      "a.B$C",
		"java.lang.NoClassDefFoundError: Could not initialize class io.x.Y":                                          "",
		"Failed to find any class that implements Connector and which name matches X, available connectors are: a.B": "",
		"java.lang.NoClassDefFoundError: ":                                                                           "",
		"":                                                                                                           "",
	} {
		if got, ok := trace.MissingClass(text); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
}
