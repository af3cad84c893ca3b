// Package logfile writes the log: JSON lines in a file that only its owner may
// read, that is rotated before it grows large, and in which every text is
// redacted on its way in, whoever logged it.
package logfile

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	lumberjack "gopkg.in/natefinch/lumberjack.v2"

	"sluiceway/backend/connect"
)

var errNotRegular = errors.New("the log is not a regular file")

// FileName is the name of the newest file; older ones have a date in theirs.
const FileName = "sluiceway.log"

const (
	megabytes = 2 // of one file
	backups   = 2 // beside the newest one
)

// Options say how texts are redacted.
type Options struct {
	// Hide masks what looks like a secret inside of a text, and is called from
	// any goroutine. Nil: nothing is known about texts, so none is written but
	// the messages, which are constant.
	Hide func(text string) string
	// Secret tells that an attribute is masked whole because of its key or the
	// look of its value; nil: never.
	Secret func(key, value string) bool
	Level  slog.Leveler // nil: info
}

// File is an open log.
type File struct {
	dir     string
	writer  *lumberjack.Logger
	handler slog.Handler
}

// Open makes the folder (0700) and opens the log in it (0600) to append to it.
// An error means that nothing can be written there.
func Open(dir string, o Options) (*File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the log: %w", err)
	}
	path := filepath.Join(dir, FileName)
	// The rotating writer keeps the mode of what is there, so it is set here;
	// and a folder that cannot be written shows now, not at the first line.
	if err := secure(dir, path); err != nil {
		return nil, err
	}
	f := &File{dir: dir, writer: &lumberjack.Logger{Filename: path, MaxSize: megabytes, MaxBackups: backups}}
	f.handler = newHandler(f.writer, o)
	return f, nil
}

func secure(dir, path string) error {
	// Opening a named pipe would wait for a reader for ever.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return errNotRegular
	}
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // a folder needs the x bit
		return fmt.Errorf("protect the folder of the log: %w", err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600) //nolint:gosec // the path is our own data folder
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return fmt.Errorf("protect the log: %w", err)
	}
	return nil
}

// Handler returns what a slog.Logger is made of.
func (f *File) Handler() slog.Handler { return f.handler }

// Usage returns how many files there are and their bytes together.
func (f *File) Usage() (files int, bytes int64, err error) {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return 0, 0, fmt.Errorf("read the folder of the log: %w", err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue // rotated away in this moment
		}
		files++
		bytes += info.Size()
	}
	return files, bytes, nil
}

// Close closes the file. What is logged afterwards opens it again.
func (f *File) Close() error {
	if err := f.writer.Close(); err != nil {
		return fmt.Errorf("close the log: %w", err)
	}
	return nil
}

func newHandler(w io.Writer, o Options) slog.Handler {
	return slog.NewJSONHandler(w, &slog.HandlerOptions{
		Level: o.Level,
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			return o.replace(groups, a)
		},
	})
}

// replace sees every attribute, the message among them, resolved. Groups are
// handed over member by member.
func (o Options) replace(groups []string, a slog.Attr) slog.Attr {
	builtIn := len(groups) == 0 && slices.Contains([]string{slog.TimeKey, slog.LevelKey}, a.Key)
	if builtIn {
		return a
	}
	switch a.Value.Kind() {
	case slog.KindString:
		return o.mask(a.Key, a.Value.String())
	case slog.KindAny:
		if err, ok := a.Value.Any().(error); ok {
			return slog.Attr{Key: a.Key, Value: connect.LogValueOf(err)} // its texts come here again, one by one
		}
		return o.mask(a.Key, textOf(a.Value.Any()))
	default:
		return a // numbers, times, booleans
	}
}

// textOf gives a value a text, because only texts are looked into. Of what has
// none of its own the type is logged: fmt would print the fields of a struct
// past the methods that hide them.
func textOf(value any) string {
	switch v := value.(type) {
	case fmt.Stringer:
		return v.String()
	case []string:
		return strings.Join(v, ", ")
	default:
		return fmt.Sprintf("%T", value)
	}
}

func (o Options) mask(key, text string) slog.Attr {
	if key != slog.MessageKey && text != "" && o.Secret != nil && o.Secret(key, text) {
		return slog.String(key, "[redacted]")
	}
	switch {
	case o.Hide != nil:
		return slog.String(key, o.Hide(text))
	case key == slog.MessageKey:
		return slog.String(key, text)
	default:
		return slog.String(key, "[left out]")
	}
}
