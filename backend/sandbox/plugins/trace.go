package plugins

import (
	"fmt"
	"strings"
)

// cause is one exception of a trace: class, message and its own frames.
type cause struct {
	class, message string
	frames         []string
}

// traceOf prints exceptions as Java does, the outermost first. Only the first
// one shows the frames that all of them share.
func traceOf(shared []string, causes ...cause) string {
	var out strings.Builder
	for i, c := range causes {
		if i > 0 {
			out.WriteString("Caused by: ")
		}
		out.WriteString(c.class)
		if c.message != "" {
			out.WriteString(": " + c.message)
		}
		out.WriteByte('\n')
		for _, frame := range c.frames {
			out.WriteString("\tat " + frame + "\n")
		}
		if i > 0 {
			fmt.Fprintf(&out, "\t... %d more\n", len(shared))
			continue
		}
		for _, frame := range shared {
			out.WriteString("\tat " + frame + "\n")
		}
	}
	return out.String()
}

// threadFrames are the end of every trace of a task.
func threadFrames() []string {
	return []string{
		"org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:242)",
		"org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:298)",
		"org.apache.kafka.connect.runtime.isolation.Plugins.lambda$withClassLoader$0(Plugins.java:252)",
		"java.base/java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:539)",
		"java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)",
		"java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)",
		"java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)",
		"java.base/java.lang.Thread.run(Thread.java:840)",
	}
}

// deliverFrames lead from a sink task to its plugin.
func deliverFrames() []string {
	return append([]string{
		"org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:636)",
		"org.apache.kafka.connect.runtime.WorkerSinkTask.poll(WorkerSinkTask.java:345)",
		"org.apache.kafka.connect.runtime.WorkerSinkTask.iteration(WorkerSinkTask.java:247)",
		"org.apache.kafka.connect.runtime.WorkerSinkTask.execute(WorkerSinkTask.java:216)",
	}, threadFrames()...)
}

// pollFrames lead from a source task to its plugin.
func pollFrames() []string {
	return append([]string{
		"org.apache.kafka.connect.runtime.AbstractWorkerSourceTask.poll(AbstractWorkerSourceTask.java:488)",
		"org.apache.kafka.connect.runtime.AbstractWorkerSourceTask.execute(AbstractWorkerSourceTask.java:361)",
	}, threadFrames()...)
}

// startFrames lead from a worker to a task that starts.
func startFrames(kind string) []string {
	return append([]string{
		"org.apache.kafka.connect.runtime.Worker" + kind + "Task.initializeAndStart(Worker" + kind + "Task.java:338)",
		"org.apache.kafka.connect.runtime.WorkerTask.doStart(WorkerTask.java:191)",
	}, threadFrames()...)
}

// StartTrace is the trace of a connector that could not be started at all.
func StartTrace(class, message string) string {
	return traceOf([]string{
		"org.apache.kafka.connect.runtime.Worker.startConnector(Worker.java:336)",
		"org.apache.kafka.connect.runtime.distributed.DistributedHerder.startConnector(DistributedHerder.java:2106)",
		"org.apache.kafka.connect.runtime.distributed.DistributedHerder.lambda$getConnectorStartingCallable$39(DistributedHerder.java:2137)",
		"java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)",
		"java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)",
		"java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)",
		"java.base/java.lang.Thread.run(Thread.java:840)",
	}, cause{class, message, []string{
		"org.apache.kafka.common.config.ConfigDef.parseValue(ConfigDef.java:537)",
		"org.apache.kafka.common.config.AbstractConfig.<init>(AbstractConfig.java:118)",
		"org.apache.kafka.connect.runtime.ConnectorConfig.<init>(ConnectorConfig.java:250)",
	}})
}

// RequestedTrace is the trace of a failure that a setting asked for.
func RequestedTrace(message string) string {
	return traceOf(pollFrames(),
		cause{ConnectException, "Exiting the task, which met an error it cannot recover from", []string{
			Base + "demo.MoodyTask.giveUp(MoodyTask.java:97)",
			Base + "demo.MoodyTask.poll(MoodyTask.java:88)",
		}},
		cause{Base + "demo.BatchException", "The batch could not be finished; nothing of it was kept", []string{
			Base + "demo.Batch.finish(Batch.java:212)",
			Base + "demo.Batch.lambda$finishAll$4(Batch.java:187)",
			"java.base/java.util.stream.ForEachOps$ForEachOp$OfRef.accept(ForEachOps.java:183)",
			"java.base/java.util.stream.ReferencePipeline$2$1.accept(ReferencePipeline.java:179)",
			"java.base/java.util.ArrayList$ArrayListSpliterator.forEachRemaining(ArrayList.java:1625)",
			Base + "demo.Batch.finishAll(Batch.java:187)",
			Base + "demo.MoodyTask.poll(MoodyTask.java:84)",
		}},
		cause{Base + "demo.MoodyException", message, []string{
			Base + "demo.Mood.throwIfDue(Mood.java:41)",
			Base + "demo.MoodyTask.poll(MoodyTask.java:81)",
		}},
	)
}

// toleranceFrames wrap a failing step of the pipeline.
func toleranceFrames(kind string) []string {
	return []string{
		"org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator.execAndHandleError(RetryWithToleranceOperator.java:260)",
		"org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator.execute(RetryWithToleranceOperator.java:180)",
		"org.apache.kafka.connect.runtime.TransformationChain.apply(TransformationChain.java:57)",
		"org.apache.kafka.connect.runtime.Worker" + kind + "Task.convertAndTransformRecord(Worker" + kind + "Task.java:583)",
	}
}
