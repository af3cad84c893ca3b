package workbench

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
	"sluiceway/backend/worker"
)

const (
	readsAtOnce = 4
	// mostExported limits the configs in memory for an export.
	mostExported = 2000
)

// ExportLine is one connector of an export. Problem is empty if its config was read.
// Secrets are the keys whose values are omitted by default.
type ExportLine struct {
	Name     string          `json:"name"`
	Settings int             `json:"settings"`
	Secrets  []string        `json:"secrets"`
	Problem  connect.Problem `json:"problem"`
}

// ExportRead is what was read for an export of several connectors. Read is the number
// of those that can be exported.
type ExportRead struct {
	ID    string       `json:"id"`
	Lines []ExportLine `json:"lines"`
	Read  int          `json:"read"`
}

// ExportManyRequest requests the connectors of a read in a format, as one text or as
// one file each.
type ExportManyRequest struct {
	Read           string       `json:"read"`
	Format         ExportFormat `json:"format"`
	Method         ExportMethod `json:"method"`
	Files          bool         `json:"files"`
	IncludeSecrets bool         `json:"includeSecrets"`
	WithLogin      bool         `json:"withLogin"`
}

// heldRead is what was read, with its secrets.
type heldRead struct {
	id      string
	profile connect.Profile
	export  worker.ExportTrait
	items   []formats.Item
	leftOut []string
	at      time.Time
}

// ReadMany reads the configs of several connectors, a few at a time, and the
// definitions that say which settings are secret. It calls report for each connector,
// in any order. A connector that cannot be read is a line with its problem; the error
// is for what prevents reading any of them. ReadMany drops the previous read.
func (e *Exports) ReadMany(ctx context.Context, profile connect.ProfileID, names []string, report func(ExportLine)) (ExportRead, error) {
	e.ForgetRead("")
	switch {
	case len(names) == 0:
		return ExportRead{}, connect.Errorf(connect.CodeInvalid, "No connector was chosen, so nothing was read.")
	case len(names) > mostExported:
		return ExportRead{}, connect.Errorf(connect.CodeTooLarge, "%d connectors are too many for one export. Nothing was read; choose at most %d.", len(names), mostExported)
	}
	conn, err := e.w.Live.Connection(ctx, profile)
	if err != nil {
		return ExportRead{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "export"})
	r := manyReader{e: e, conn: conn, classes: map[string]*definitionsOnce{}}
	items, lines := make([]formats.Item, len(names)), make([]ExportLine, len(names))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(readsAtOnce)
	for i, name := range names {
		g.Go(func() error {
			items[i], lines[i] = r.one(ctx, name)
			report(lines[i])
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return ExportRead{}, err
	}
	return e.hold(conn, items, lines), nil
}

// hold stores what was read in memory.
func (e *Exports) hold(conn worker.Connection, items []formats.Item, lines []ExportLine) ExportRead {
	held := &heldRead{id: rand.Text(), profile: conn.Profile, export: exportOf(conn), at: e.w.Now()}
	for i, line := range lines {
		if line.Problem.Code == "" {
			held.items = append(held.items, items[i])
		} else {
			held.leftOut = append(held.leftOut, line.Name)
		}
	}
	e.mu.Lock()
	e.held = held
	e.mu.Unlock()
	return ExportRead{ID: held.id, Lines: lines, Read: len(held.items)}
}

// manyReader reads the connectors of one export.
type manyReader struct {
	e    *Exports
	conn worker.Connection

	mu      sync.Mutex
	classes map[string]*definitionsOnce
}

// definitionsOnce are the definitions of a class, read when they are first needed.
type definitionsOnce struct {
	sync.Once
	definitions []connect.Definition
	err         error
}

func (r *manyReader) one(ctx context.Context, name string) (formats.Item, ExportLine) {
	line := ExportLine{Name: name, Secrets: []string{}}
	config, err := storedConfig(ctx, r.conn.Worker, name)
	var definitions []connect.Definition
	if err == nil {
		definitions, err = r.definitions(ctx, config[connect.KeyClass])
	}
	item := formats.Item{Connector: formats.Connector{Name: name, Config: config}, Definitions: definitions}
	if err == nil {
		item.Requests, err = requestsOf(ctx, r.conn.Worker, item)
	}
	if err != nil {
		line.Problem = connect.ProblemOf(err)
		return formats.Item{}, line
	}
	line.Settings = len(item.Config)
	line.Secrets = append(line.Secrets, formats.SecretKeys(item.Connector, definitions...)...)
	return item, line
}

// definitions fetches the definitions of each class once. Without them it is not known
// which settings are passwords, so the connector cannot be exported.
func (r *manyReader) definitions(ctx context.Context, class string) ([]connect.Definition, error) {
	r.mu.Lock()
	of := r.classes[class]
	if of == nil {
		of = &definitionsOnce{}
		r.classes[class] = of
	}
	r.mu.Unlock()
	of.Do(func() {
		of.definitions, of.err = definitionsOf(ctx, r.conn.Worker, class)
		of.err = exportable(r.e.w.Log, of.err, "The connector is left out; read again.")
	})
	return of.definitions, of.err
}

// ForgetRead drops the read with an id; an empty id drops any.
func (e *Exports) ForgetRead(id string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.held != nil && (id == "" || e.held.id == id) {
		e.held = nil
	}
}

// Held returns the cluster of a read and its number of connectors.
func (e *Exports) Held(id string) (profile connect.Profile, connectors int, err error) {
	held, err := e.read(id)
	if err != nil {
		return connect.Profile{}, 0, err
	}
	return held.profile, len(held.items), nil
}

func (e *Exports) read(id string) (*heldRead, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.held == nil || e.held.id != id:
		return nil, connect.Errorf(connect.CodeNotFound, "What was read for this export is not held any more. Nothing was written; open the export again.")
	case len(e.held.items) == 0:
		return nil, connect.Errorf(connect.CodeInvalid, "No config could be read, so there is nothing to export. Nothing was written.")
	}
	return e.held, nil
}

// ManyText is an export of several connectors: one file, or a folder with one file
// each if Folder is not empty.
type ManyText struct {
	Folder string
	Files  []formats.File
}

// PrintMany renders what was read.
func (e *Exports) PrintMany(req ExportManyRequest) (ManyText, error) {
	held, err := e.read(req.Read)
	if err != nil {
		return ManyText{}, err
	}
	if err := printable(req.Format, held.export); err != nil {
		return ManyText{}, err
	}
	o := held.options(req)
	if req.Files {
		files, err := formats.RenderFiles(string(req.Format), held.items, o)
		return ManyText{Folder: formats.FolderName(held.name()), Files: files}, err
	}
	o.Header = held.title()
	out, err := formats.RenderMany(string(req.Format), held.name(), held.items, o)
	return ManyText{Files: []formats.File{{Name: out.FileName, Text: out.Text}}}, err
}

func (h *heldRead) options(req ExportManyRequest) formats.Options {
	return addressed(h.profile, h.export, formats.Options{
		Method: string(req.Method), IncludeSecrets: req.IncludeSecrets,
		WithLogin: req.WithLogin,
		Header:    "as stored on " + h.profile.Name + " at " + h.at.Format("15:04:05"),
	})
}

// name is the name of the file or the folder, without an extension.
func (h *heldRead) name() string { return h.profile.Name + " connectors" }

// title says what a text contains and what it does not.
func (h *heldRead) title() string {
	noun := "connectors"
	if len(h.items) == 1 {
		noun = "connector"
	}
	text := fmt.Sprintf("%d %s, as stored on %s at %s", len(h.items), noun, h.profile.Name, h.at.Format("15:04:05"))
	if len(h.leftOut) > 0 {
		text += fmt.Sprintf("; %d left out that could not be read", len(h.leftOut))
	}
	return text
}
