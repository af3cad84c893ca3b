package workbench

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
)

// ExportPreview is what [Exports.PrintMany] would write: the names of the files,
// in a folder unless Folder is empty, and the text of the first connector.
type ExportPreview struct {
	Folder string     `json:"folder"`
	Files  []string   `json:"files"` // one for each connector that was read, in that order; or one for all
	First  ExportText `json:"first"`
}

// PreviewMany returns a preview of an export. It never contains the values of
// secrets, also if the request includes them: they are shown to no one before a
// person confirms it.
func (e *Exports) PreviewMany(req ExportManyRequest) (ExportPreview, error) {
	held, err := e.read(req.Read)
	if err != nil {
		return ExportPreview{}, err
	}
	req.IncludeSecrets = false
	all, err := e.PrintMany(req)
	if err != nil {
		return ExportPreview{}, err
	}
	first, err := held.first(req)
	if err != nil {
		return ExportPreview{}, err
	}
	out := ExportPreview{Folder: all.Folder, Files: make([]string, len(all.Files)), First: ExportText{Rendered: first, ReadAt: connect.UnixMilli(held.at)}}
	for i, file := range all.Files {
		out.Files[i] = file.Name
	}
	return out, nil
}

// first renders the first connector as it will be in the export.
func (h *heldRead) first(req ExportManyRequest) (formats.Rendered, error) {
	if err := printable(req.Format, h.export); err != nil {
		return formats.Rendered{}, err
	}
	item, o := h.items[0], h.options(req)
	if req.Files {
		o.Definitions, o.Request = item.Definitions, item.Requests[o.Method]
		return formats.Render(string(req.Format), item.Connector, o)
	}
	o.Header = h.title()
	return formats.RenderMany(string(req.Format), h.name(), []formats.Item{item}, o)
}
