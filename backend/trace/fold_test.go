package trace_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/trace"
)

// outline formats a view as lines, with a "*" before the root.
func outline(v trace.View) []string {
	out := []string{fmt.Sprintf("%d of %d frames folded", v.Folded, v.Frames)}
	for _, c := range v.Causes {
		line := c.Short()
		if c.Root {
			line = "*" + line
		}
		out = append(out, line)
		if c.Top != "" {
			out = append(out, "  at "+c.Top)
		}
		for _, g := range c.Groups {
			out = append(out, "  "+g.Title)
		}
	}
	return out
}

func TestFoldARealTrace(t *testing.T) {
	t.Parallel()
	want := []string{
		"31 of 32 frames folded",
		"*JsonParseException",
		"  at org.apache.kafka.connect.json.JsonDeserializer.deserialize(JsonDeserializer.java:72)",
		"  9 frames of com.fasterxml.jackson",
		"SerializationException",
		"  2 frames of org.apache.kafka.connect.json",
		"DataException",
		"  2 frames of org.apache.kafka.connect.json and .storage",
		"  3 frames of org.apache.kafka.connect.runtime",
		"ConnectException",
		"  15 frames of org.apache.kafka.connect.runtime and java.util.concurrent",
	}
	if diff := cmp.Diff(want, outline(trace.Parse(sample(t, "json-token.txt")).View())); diff != "" {
		t.Error(diff)
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	at := func(frames ...string) string { return "\tat " + strings.Join(frames, "\n\tat ") + "\n" }
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"the connector's own frame is worth reading",
			tolerance + "Caused by: a.BException: x\n" + at("io.debezium.connector.postgresql.Reader.next(Reader.java:1)", "java.base@17.0.1/java.lang.Thread.run(Thread.java:1)", "app//io.debezium.Other.run(Other.java:2)") +
				"Caused by: org.postgresql.util.PSQLException: y\n" + at("org.postgresql.core.v3.QueryExecutorImpl.receive(Q.java:1)", "org.postgresql.jdbc.PgStatement.execute(P.java:2)", "io.debezium.jdbc.JdbcConnection.query(J.java:3)", "... 2 more"),
			[]string{
				"6 of 8 frames folded", "*PSQLException", "  at io.debezium.jdbc.JdbcConnection.query(J.java:3)", "  2 frames of org.postgresql.core and .jdbc",
				"BException", "  at io.debezium.connector.postgresql.Reader.next(Reader.java:1)", "  2 frames of java.lang and io.debezium",
				"ConnectException", "  2 frames of org.apache.kafka.connect.runtime and java.lang",
			},
		},
		{
			"only the JDK", "java.lang.Error: x\n" + at("sun.nio.ch.Net.connect0(Native Method)", "java.base/sun.nio.ch.Net.connect(Net.java:1)", "com.sun.proxy.$Proxy1.call(Unknown Source)"),
			[]string{"2 of 3 frames folded", "*Error", "  at sun.nio.ch.Net.connect0(Native Method)", "  2 frames of sun.nio.ch"},
		},
		{
			"only the library that threw", "oracle.jdbc.OracleException: x\n" + at("oracle.jdbc.driver.A.b(A.java:1)", "oracle.jdbc.pool.C.d(C.java:1)"),
			[]string{"1 of 2 frames folded", "*OracleException", "  at oracle.jdbc.driver.A.b(A.java:1)", "  1 frame of oracle.jdbc.pool"},
		},
		{
			"three packages make two groups", "a.BException: x\n" + at("c.d.E.f(E.java:1)", "g.h.I.j(I.java:1)", "k.l.M.n(M.java:1)", "o.p.Q.r(Q.java:1)", "o.p.Q$$Lambda$14/0x0000000800c03d40.s(Unknown Source)"),
			[]string{"4 of 5 frames folded", "*BException", "  at c.d.E.f(E.java:1)", "  2 frames of g.h and k.l", "  2 frames of o.p"},
		},
		{
			"the default package, and lower case", "a.BException: x\n" + at("c.D.e(D.java:1)", "Main.main(Main.java:1)", "x.y.z.w(SourceFile:1)"),
			[]string{"2 of 3 frames folded", "*BException", "  at c.D.e(D.java:1)", "  2 frames of the default package and x.y"},
		},
		{"no frames", "a.BException: x", []string{"0 of 0 frames folded", "*BException"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, outline(trace.Parse(c.text).View())); diff != "" {
				t.Error(diff)
			}
		})
	}
}
