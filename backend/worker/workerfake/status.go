package workerfake

import (
	"fmt"

	"sluiceway/backend/connect"
)

// StatusOf returns the status of a sink with its tasks on two workers.
func StatusOf(name string, state connect.State, tasks ...connect.State) connect.Status {
	s := connect.Status{Name: name, Type: connect.TypeSink, Connector: connect.InstanceStatus{State: state, WorkerID: "one:8083"}}
	if state == connect.StateFailed {
		s.Connector.Trace = Trace("org.example.ConfigException", "bad "+name)
	}
	for i, t := range tasks {
		task := connect.TaskStatus{ID: i, State: t, WorkerID: fmt.Sprintf("w%d:8083", i%2+1)}
		if t == connect.StateFailed {
			task.Trace = Trace("org.example.BoomException", "boom in "+name)
		}
		s.Tasks = append(s.Tasks, task)
	}
	return s
}

// Trace returns a Java stack trace whose cause has this class and message.
func Trace(class, message string) string {
	return "org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler\n" +
		"\tat org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:200)\n" +
		"Caused by: " + class + ": " + message + "\n\tat org.example.Thing.run(Thing.java:7)\n"
}
