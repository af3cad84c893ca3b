package sandbox

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

const filePackage = base + "file."

// fileSource reads lines of a simulated file. Its keys have no groups, like
// those of Kafka's own sample.
func fileSource() plugin {
	return plugin{
		class: filePackage + "FileStreamSourceConnector", kind: connect.KindSource, version: "1.2.0",
		keys: []key{
			null(connect.FieldString, "file", high, "The file to read from. It may appear later; until then the task waits."),
			must(connect.FieldString, "topic", high, "The topic that takes one record for each line.").checked(notEmpty),
			opt(connect.FieldInt, "batch.size", "2000", low, "The most lines that are read at once."),
		},
		topics:     func(c settings) []string { return c.list("topic") },
		partitions: filePosition,
		checkOffset: func(entry offsetEntry) string {
			if _, named := entry.Partition["filename"]; entry.Partition != nil && !named {
				return "Partition objects should contain the key 'filename'"
			}
			if entry.Offset == nil {
				return ""
			}
			if n, is := wholeNumber(entry.Offset["position"]); !is || n < 0 {
				return "The value for the 'position' key in the offset should be a non-negative value"
			}
			return ""
		},
	}
}

func filePosition(c settings) []position {
	if c.text("file") == "" {
		return nil
	}
	return []position{{partition: map[string]any{"filename": c.text("file")}, field: "position", rate: 41}}
}

// fileSink appends lines to a simulated file. Where the folder cannot exist the
// task fails in its start.
func fileSink() plugin {
	return plugin{
		class: filePackage + "FileStreamSinkConnector", kind: connect.KindSink, version: "1.2.0",
		keys: []key{null(connect.FieldString, "file", high, "The file to append to. Its folder has to exist; without a file the lines go to the worker's output.")},
		fate: func(c settings) fate {
			path := c.text("file")
			if path == "" || folderExists(path) {
				return fate{}
			}
			bad := &failure{trace: noFileTrace(path)}
			return fate{task: func(int) *failure { return bad }}
		},
	}
}

// folderExists is the simulated disk: usual places, unless a part of the path
// says that it is not there.
func folderExists(path string) bool {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(parts) < 2 {
		return true
	}
	if !slices.Contains([]string{"tmp", "var", "data", "home", "srv", "opt", "mnt", "private"}, parts[0]) {
		return false
	}
	for _, part := range parts[:len(parts)-1] {
		for _, word := range []string{"missing", "no-such", "nosuch", "nope", "nonexist", "not-exist", "not-there", "does-not", "cannot"} {
			if strings.Contains(part, word) {
				return false
			}
		}
	}
	return true
}

func noFileTrace(path string) string {
	return traceOf(startFrames("Sink"),
		cause{connectException, "Couldn't find or create file '" + path + "' for FileStreamSinkTask", []string{
			filePackage + "FileStreamSinkTask.start(FileStreamSinkTask.java:74)",
		}},
		cause{"java.nio.file.NoSuchFileException", path, []string{
			"java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)",
			"java.base/sun.nio.fs.UnixException.rethrowAsIOException(UnixException.java:106)",
			"java.base/sun.nio.fs.UnixFileSystemProvider.newByteChannel(UnixFileSystemProvider.java:218)",
			"java.base/java.nio.file.spi.FileSystemProvider.newOutputStream(FileSystemProvider.java:484)",
			"java.base/java.nio.file.Files.newOutputStream(Files.java:228)",
			filePackage + "FileStreamSinkTask.start(FileStreamSinkTask.java:69)",
		}},
	)
}
