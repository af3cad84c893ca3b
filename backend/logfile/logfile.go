// Package logfile writes the log: JSON lines in a rotated file that only its owner may
// read. Every text is redacted before it is written.
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

var errNotRegular = errors.New("not a regular file")

// FileName is the name of the current file. Older ones have a date in their names.
const FileName = "sluiceway.log"

const (
	megabytes = 2 // size of one file
	backups   = 2 // number of older files
)

// Options say how texts are redacted. The functions may be called from any goroutine.
type Options struct {
	// Hide masks the parts of a text that look like secrets. If it is nil, only the
	// messages are written, which are constant.
	Hide func(text string) string
	// Secret reports whether the whole value of an attribute must be masked. Nil
	// means never.
	Secret func(key, value string) bool
	Level  slog.Leveler // nil: info
}

// File is an open log.
type File struct {
	writer  *lumberjack.Logger
	handler slog.Handler
}

// Open creates the folder (0700) if needed and opens the log in it (0600) for
// appending. It returns an error if the log cannot be written.
func Open(dir string, o Options) (*File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create the log folder: %w", err)
	}
	path := filepath.Join(dir, FileName)
	// The rotating writer keeps the mode of an existing file and opens it only when
	// the first line is written. So set the mode and check for errors here.
	if err := secure(dir, path); err != nil {
		return nil, err
	}
	f := &File{writer: &lumberjack.Logger{Filename: path, MaxSize: megabytes, MaxBackups: backups}}
	f.handler = newHandler(f.writer, o)
	return f, nil
}

func secure(dir, path string) error {
	// Opening a named pipe would block until there is a reader.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return errNotRegular
	}
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // a folder needs the x bit
		return fmt.Errorf("protect the log folder: %w", err)
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

// Handler returns a handler that writes to the file.
func (f *File) Handler() slog.Handler { return f.handler }

// Close closes the file. Logging after that opens it again.
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

// replace redacts an attribute. slog calls it for every attribute and for the message,
// with values resolved and groups split into their members.
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
			return slog.Attr{Key: a.Key, Value: connect.LogValueOf(err)} // slog calls replace for each of its attributes
		}
		return o.mask(a.Key, textOf(a.Value.Any()))
	default:
		return a // numbers, times, booleans
	}
}

// textOf converts a value to a text, because only texts can be redacted. If the value
// has no String method, that is the name of its type: fmt would print the unexported
// fields of a struct without calling the methods that hide secrets.
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
