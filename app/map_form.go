package app

import (
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

func formViewOf(v editing.View) FormView {
	d := v.Draft
	out := FormView{
		Draft: d.ID, Profile: d.Profile, Mode: d.Mode, Name: d.Name, Class: d.Class, Version: d.Version, Type: v.Type,
		Groups: []FormGroup{}, Fields: []FieldView{}, Values: mapped(v.Values, fieldValueOf), State: formStateOf(v.State), OpenedAt: connect.UnixMilli(d.OpenedAt),
		DefinitionsFrom: DefinitionsFrom(v.From), Problem: connect.ProblemOf(v.Problem), Notes: orEmpty(v.Notes), MissingSecrets: orEmpty(d.MissingSecrets), Checks: checksOf(v.State.Asks),
		Versions: v.Versions, StartStates: mapped(v.StartStates, func(s connect.InitialState) StartState { return s }),
	}
	if v.Shape != nil {
		out.Groups, out.Fields, out.Large = mapped(v.Shape.Groups, formGroupOf), mapped(v.Shape.Fields, fieldViewOf), v.Shape.Large
	}
	return out
}

func formGroupOf(g form.Group) FormGroup {
	return FormGroup{
		ID: g.ID, Title: g.Title, Keys: orEmpty(g.Keys), Own: g.Own, Other: g.Other,
		Sections: mapped(g.Sections, func(s form.Section) FormSection {
			return FormSection{Title: s.Title, Keys: orEmpty(s.Keys), Folded: s.Folded}
		}),
		Families: mapped(g.Families, func(f form.Family) FormFamily {
			return FormFamily{
				Prefix: f.Prefix, Named: f.Named, Docs: f.Docs,
				Keys: mapped(f.Keys, func(k form.FamilyKey) FormFamilyKey { return FormFamilyKey(k) }),
			}
		}),
		Templates: mapped(g.Templates, formTemplateOf),
	}
}

func formTemplateOf(t form.Template) FormTemplate {
	return FormTemplate{
		Name: t.Name, Title: t.Title, Docs: t.Docs, Type: string(t.Type), Importance: t.Importance,
		Parts: mapped(t.Parts, func(p connect.TemplatePart) FormTemplatePart { return FormTemplatePart(p) }),
	}
}

func fieldViewOf(f form.Field) FieldView {
	return FieldView{
		Key: f.Key, Title: f.Title, Group: f.Group, Type: string(f.Type), Kind: f.Kind, Importance: f.Importance, Required: f.Required, RequiredBy: f.RequiredBy, Needed: f.Needed,
		HasDefault: f.HasDefault, Default: f.Default, Docs: f.Docs, Recommended: orEmpty(f.Recommended), Secret: f.Secret, Unit: string(f.Unit),
		Hidden: f.Hidden, Folded: f.Folded, Family: f.Family, Unknown: f.Unknown, Fixed: f.Fixed, Dependents: orEmpty(f.Dependents), Width: f.Width,
	}
}

func fieldValueOf(v form.Value) FieldValue {
	return FieldValue{
		Key: v.Key, Set: v.Set, Text: v.Text, Hidden: v.Hidden, Placeholder: v.Placeholder, Changed: v.Changed, MissingSecret: v.MissingSecret,
	}
}

func formStateOf(s editing.State) FormState {
	return FormState{
		Revision: float64(s.Revision), Problems: mapped(s.Problems, formProblemOf), Groups: mapped(s.Groups, groupCountOf),
		Set: s.Set, Shown: s.Shown, Notes: s.Notes, Changed: s.Changed, Errors: s.Errors, Warnings: s.Warnings, ToFill: s.ToFill,
		Check: s.Phase, CheckedAt: connect.UnixMilli(s.CheckedAt), CheckTook: connect.Milli(s.CheckTook), CheckNote: s.Note, Checks: checksOf(s.Asks),
		Problem: connect.ProblemOf(s.Problem), SavedAt: connect.UnixMilli(s.SavedAt), SaveNote: s.SaveNote, Shape: float64(s.Shape),
		Gone: s.Gone, Conflict: s.Conflict,
	}
}

func formProblemOf(p form.Problem) FormProblem {
	return FormProblem{Key: p.Key, Group: p.Group, Text: p.Text, Severity: p.Severity, Source: p.Source, Replace: p.Replace}
}

func groupCountOf(c form.Count) GroupCount {
	return GroupCount{ID: c.ID, Set: c.Set, Total: c.Total, Shown: c.Shown, Required: c.Required, RequiredSet: c.RequiredSet, Errors: c.Errors, ToFill: c.ToFill}
}

func checksOf(a editing.Asks) FormCheckInfo {
	return FormCheckInfo{Auto: a.Auto, Reason: ManualReason(a.Reason)}
}

func choicesOf(choices map[string]ConflictChoice) map[string]string {
	out := make(map[string]string, len(choices))
	for key, choice := range choices {
		out[key] = string(choice)
	}
	return out
}

func editsOf(edits []FormEdit) []editing.Edit {
	return mapped(edits, func(e FormEdit) editing.Edit {
		return editing.Edit{Key: e.Key, Text: e.Text, Unset: e.Unset, Empty: e.Empty}
	})
}

func reviewOf(r editing.Review) Review {
	out := Review{
		Draft: r.Draft, Name: r.Name, Lines: mapped(r.Lines, diffLineOf), Conflicts: mapped(r.Conflicts, conflictOf),
		OpenedAt: connect.UnixMilli(r.OpenedAt), ReadAt: connect.UnixMilli(r.ReadAt), Restart: r.Restart, Note: r.Note, Button: r.Button,
		OfferTask: r.OfferTask, Same: r.Same, Gone: r.Gone,
		Checks: mapped(r.Facts, func(f editing.Fact) ReviewCheck { return ReviewCheck{State: f.State, Text: f.Text} }),
	}
	out.Added, out.Removed, out.Changed = r.Counts()
	return out
}

func diffLineOf(l form.Line) DiffLine {
	return DiffLine{
		Key: l.Key, Kind: l.Kind, Before: l.Before, After: l.After, List: l.List, Items: orEmpty(l.Items), Items2: orEmpty(l.Items2),
		Secret: l.Secret, Note: l.Note,
	}
}

func conflictOf(c editing.Conflict) ConflictView {
	return ConflictView{
		Key: c.Key, Base: c.Base, Theirs: c.Theirs, Mine: c.Mine, InBase: c.InBase, InMine: c.InMine, InThem: c.InTheirs,
		Touched: c.Touched, Choice: ConflictChoice(c.Choice), Secret: c.Secret,
	}
}

func writeResultOf(r worker.Outcome) WriteResult {
	return WriteResult{Name: r.Name, Landed: r.Landed, Text: r.Text, Problem: connect.ProblemOf(r.Problem)}
}

func pluginViewOf(p editing.Plugin) PluginView {
	return PluginView{Class: p.Class, Short: p.Short, Package: p.Package, Type: ConnectorType(p.Type), Version: p.Version, InUse: p.InUse}
}

func pluginFactsOf(f editing.Facts) PluginFacts {
	return PluginFacts{
		Class: f.Class, Settings: f.Settings, Required: f.Required, Important: f.Important, Groups: orEmpty(f.Groups), Ungrouped: f.Ungrouped,
		Top: mapped(f.Top, fieldBriefOf), Starts: mapped(f.Starts, startFromOf),
	}
}

func fieldBriefOf(f form.Field) FieldBrief {
	return FieldBrief{Key: f.Key, Type: strings.ToLower(string(f.Type)), Required: f.Required, Secret: f.Secret}
}

func startFromOf(s editing.StartFrom) StartFrom {
	if s.Draft != "" {
		return StartFrom{Kind: StartFromDraft, ID: string(s.Draft), Name: s.Name, Set: s.Set}
	}
	return StartFrom{Kind: StartFromCopy, ID: s.Name, Name: s.Name, Verdict: Verdict(s.Verdict), Set: s.Set}
}
