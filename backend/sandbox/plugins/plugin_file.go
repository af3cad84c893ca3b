package plugins

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// FilePackage has the plugins for files.
const FilePackage = Base + "file."

// fileSource reads lines of a simulated file. Its keys have no groups, like
// those of Kafka's own sample.
func fileSource() Plugin {
	return Plugin{
		Class: FilePackage + "FileStreamSourceConnector", Kind: connect.KindSource, Version: "1.2.0",
		Keys: []Key{
			Null(connect.FieldString, "file", High, "The file to read from. It may appear later; until then the task waits."),
			Must(connect.FieldString, "topic", High, "The topic that takes one record for each line.").Checked(notEmpty),
			Opt(connect.FieldInt, "batch.size", "2000", Low, "The most lines that are read at once."),
		},
		Topics:     func(c Settings) []string { return c.List("topic") },
		Partitions: filePosition,
		CheckOffset: func(entry OffsetEntry) string {
			if _, named := entry.Partition["filename"]; entry.Partition != nil && !named {
				return "Partition objects should contain the key 'filename'"
			}
			if entry.Offset == nil {
				return ""
			}
			if n, is := WholeNumber(entry.Offset["position"]); !is || n < 0 {
				return "The value for the 'position' key in the offset should be a non-negative value"
			}
			return ""
		},
	}
}

func filePosition(c Settings) []Position {
	if c.Text("file") == "" {
		return nil
	}
	return []Position{{Partition: map[string]any{"filename": c.Text("file")}, Field: "position", Rate: 41}}
}

// fileSink appends lines to a simulated file. Where the folder cannot exist the
// task fails in its start.
func fileSink() Plugin {
	return Plugin{
		Class: FilePackage + "FileStreamSinkConnector", Kind: connect.KindSink, Version: "1.2.0",
		Keys: []Key{Null(connect.FieldString, "file", High, "The file to append to. Its folder has to exist; without a file the lines go to the worker's output.")},
		Outcome: func(c Settings) Outcome {
			path := c.Text("file")
			if path == "" || FolderExists(path) {
				return Outcome{}
			}
			bad := &Failure{Trace: noFileTrace(path)}
			return Outcome{Task: func(int) *Failure { return bad }}
		},
	}
}

// FolderExists is the simulated disk: usual places, unless a part of the path
// says that it is not there.
func FolderExists(path string) bool {
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
		cause{ConnectException, "Couldn't find or create file '" + path + "' for FileStreamSinkTask", []string{
			FilePackage + "FileStreamSinkTask.start(FileStreamSinkTask.java:74)",
		}},
		cause{"java.nio.file.NoSuchFileException", path, []string{
			"java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)",
			"java.base/sun.nio.fs.UnixException.rethrowAsIOException(UnixException.java:106)",
			"java.base/sun.nio.fs.UnixFileSystemProvider.newByteChannel(UnixFileSystemProvider.java:218)",
			"java.base/java.nio.file.spi.FileSystemProvider.newOutputStream(FileSystemProvider.java:484)",
			"java.base/java.nio.file.Files.newOutputStream(Files.java:228)",
			FilePackage + "FileStreamSinkTask.start(FileStreamSinkTask.java:69)",
		}},
	)
}
