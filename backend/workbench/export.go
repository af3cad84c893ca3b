package workbench

import (
	"cmp"
	"context"
	"log/slog"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

// ExportFormat is a textual form of a config.
type ExportFormat string

// The formats.
const (
	ExportCurl       ExportFormat = formats.Curl
	ExportJSON       ExportFormat = formats.JSON
	ExportProperties ExportFormat = formats.Properties
)

// ExportMethod is how an exported command sends the config.
type ExportMethod string

// The methods.
const (
	ExportPut  ExportMethod = "PUT"
	ExportPost ExportMethod = "POST"
)

// ExportRequest asks for a config in a format. The config is a connector's
// (Name) or a draft's (Draft). Bare leaves the name out of JSON.
type ExportRequest struct {
	Profile        connect.ProfileID `json:"profile"`
	Name           string            `json:"name"`
	Draft          connect.DraftID   `json:"draft"`
	Format         ExportFormat      `json:"format"`
	Method         ExportMethod      `json:"method"`
	Bare           bool              `json:"bare"`
	IncludeSecrets bool              `json:"includeSecrets"`
	WithLogin      bool              `json:"withLogin"`
	WithDefaults   bool              `json:"withDefaults"`
}

// source is a config to be exported, and what is known about it.
type source struct {
	profile     connect.Profile
	export      worker.ExportTrait
	from        worker.Worker // nil if it is not connected
	name        string
	config      connect.Config
	settings    connect.Config // that a draft has besides its config
	definitions []connect.Definition
	header      string
}

// ExportText is the exact text of an export, and what is in it.
type ExportText struct {
	formats.Rendered

	ReadAt float64 `json:"readAt"`
}

// Exports makes texts of configs. What was read of several connectors is held
// until the next read or until it is forgotten.
type Exports struct {
	w *Workbench

	mu   sync.Mutex
	held *heldRead
}

// Print returns the exact text of an export and what is in it.
func (e *Exports) Print(ctx context.Context, req ExportRequest) (ExportText, error) {
	from, err := e.source(ctx, req)
	if err != nil {
		return ExportText{}, err
	}
	config := from.config
	if req.WithDefaults {
		config = withDefaults(config, from.definitions)
	}
	command, err := commandOf(ctx, from, req, config)
	if err != nil {
		return ExportText{}, err
	}
	o := addressed(from.profile, from.export, formats.Options{
		Method: string(req.Method), Bare: req.Bare, IncludeSecrets: req.IncludeSecrets,
		WithLogin: req.WithLogin, Definitions: from.definitions, Header: from.header,
	})
	item := formats.Item{Connector: formats.Connector{Name: from.name, Config: config}, Definitions: from.definitions}
	if o.Command = command; command == nil && req.Format == ExportCurl {
		if o.Request, err = requestOf(ctx, from.from, item, string(req.Method)); err != nil {
			return ExportText{}, err
		}
	}
	text, err := formats.Render(string(req.Format), item.Connector, o)
	return ExportText{Rendered: text, ReadAt: connect.UnixMilli(e.w.Now())}, err
}

// printable refuses a command that the cluster would not understand.
func printable(format ExportFormat, trait worker.ExportTrait) error {
	if format != ExportCurl || trait.NoCurl == "" {
		return nil
	}
	return connect.Errorf(connect.CodeUnsupported, "%s Nothing was exported; choose JSON or properties.", trait.NoCurl)
}

// exportOf returns how a command reaches a cluster.
func exportOf(conn worker.Connection) worker.ExportTrait {
	if conn.Worker == nil {
		return worker.ExportTrait{}
	}
	return conn.Worker.Traits().Export
}

// addressed adds where a command is sent to, and the variables of its login.
func addressed(p connect.Profile, trait worker.ExportTrait, o formats.Options) formats.Options {
	o.BaseURL, o.Profile = cmp.Or(trait.BaseURL, p.URL), p
	o.LoginNames = [2]formats.Variable{{Name: trait.User.Name, Key: trait.User.Meaning}, {Name: trait.Password.Name, Key: trait.Password.Meaning}}
	o.Login = o.WithLogin && (p.Login == connect.LoginBasic || p.Login == connect.LoginSession)
	return o
}

func (e *Exports) source(ctx context.Context, req ExportRequest) (source, error) {
	w := e.w
	now := w.Now().Format("15:04:05")
	if req.Draft != "" {
		name, config, definitions, err := w.Editing.Config(req.Draft)
		if err != nil {
			return source{}, err
		}
		conn, ok := w.Live.Peek(req.Profile)
		if !ok {
			return source{}, connect.Errorf(connect.CodeNotFound, "The cluster of this draft was deleted, so there is no address to send it to. Nothing was exported; the draft is stored.")
		}
		settings, err := w.Editing.Settings(req.Draft)
		if err != nil {
			return source{}, err
		}
		return source{profile: conn.Profile, export: exportOf(conn), from: conn.Worker, name: name, config: config, settings: settings, definitions: definitions, header: "a draft for " + conn.Profile.Name + ", at " + now}, nil
	}
	conn, err := w.Live.Connection(ctx, req.Profile)
	if err != nil {
		return source{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "export"})
	config, err := storedConfig(ctx, conn.Worker, req.Name)
	if err != nil {
		return source{}, err
	}
	definitions, err := definitionsOf(ctx, conn.Worker, config[connect.KeyClass])
	if !req.IncludeSecrets {
		err = exportable(w.Log, err, "Nothing was exported; try again.")
		if err != nil {
			return source{}, err
		}
	}
	return source{profile: conn.Profile, export: exportOf(conn), from: conn.Worker, name: req.Name, config: config, definitions: definitions, header: "as stored on " + conn.Profile.Name + " at " + now}, nil
}

// storedConfig reads the config of a connector as its owner knows it. A secret that
// the cluster masks is left out of every text.
func storedConfig(ctx context.Context, from worker.Worker, name string) (connect.Config, error) {
	stored, err := worker.Read(ctx, from, name)
	if err != nil {
		return nil, err
	}
	for _, key := range stored.Unshown {
		stored.Config[key] = redact.SecretText(key)
	}
	return stored.Config, nil
}

// exportable reports whether an export may go on without the definitions. If the
// cluster has none or has no such plugin, secrets are recognised by patterns only.
// After any other error it is not known which settings are passwords; effect says
// what follows from that.
func exportable(log *slog.Logger, err error, effect string) error {
	if err == nil {
		return nil
	}
	if code := connect.CodeOf(err); code == connect.CodeUnsupported || code == connect.CodeNotFound {
		log.Info("exporting without definitions", slog.Any("cause", err))
		return nil
	}
	problem := *connect.AsError(err)
	problem.Err = err
	problem.Text = "The settings of the plugin could not be read, so it is not known which of them are passwords. " + effect + " " + problem.Text
	return &problem
}

func definitionsOf(ctx context.Context, from worker.Worker, class string) ([]connect.Definition, error) {
	definer, err := worker.Role[worker.Definer](ctx, from, worker.Definitions)
	if err != nil {
		return nil, err
	}
	return definer.Definitions(ctx, class, "")
}

// withDefaults adds every setting that is at a default; a null default and an
// unset key are the same to a worker.
func withDefaults(config connect.Config, definitions []connect.Definition) connect.Config {
	out := config.Clone()
	for _, d := range definitions {
		if _, set := out[d.Name]; !set && d.Default != nil && d.Type != connect.FieldPassword {
			out[d.Name] = *d.Default
		}
	}
	return out
}
