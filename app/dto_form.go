package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/editing/picker"
	"sluiceway/backend/form"
)

// What a form and the plugin picker show, under the names that the page has
// for it.
type (
	// PluginView is a connector plugin to choose from. InUse counts the
	// connectors of its class on the cluster.
	PluginView = picker.Plugin
	// PluginFacts are what is said about the chosen plugin. Ungrouped counts
	// settings without a group.
	PluginFacts = picker.Facts
	// FieldBrief is one of the most important settings of a plugin.
	FieldBrief = picker.Setting
	// FormView is an open form, or a stored config shown as one: what does not
	// change with a key press.
	FormView = editing.View
	// FormCheckInfo says whether the worker is asked without a key press, and if
	// not, why.
	FormCheckInfo = editing.Asks
	// FormState is what changes with an edit or an answer. Revision grows with
	// each change, Shape when fields or groups did: then the page asks for the
	// form again.
	FormState = editing.State
	// FormCounts are the problems and counts of a draft. Shown counts what is
	// needed, set or wrong.
	FormCounts = form.State
	// FormGroup is a group of settings. Own distinguishes the plugin's groups from
	// Kafka Connect's. Other marks the group of keys without a definition. A group
	// has Sections if it is large or has folded settings.
	FormGroup = form.Group
	// FormSection is a part of a group. Title is the common prefix of its keys, or
	// what they have in common; it is empty for the keys of a small group beside a
	// folded section.
	FormSection = form.Section
	// FormFamily is a set of keys with a common prefix and without definitions of
	// their own. Named is the setting whose documentation mentions the prefix. Keys
	// are the keys that other connectors of the class set.
	FormFamily = form.Family
	// FormFamilyKey is a key of a family and the connector that sets it.
	FormFamilyKey = form.FamilyKey
	// FormTemplate is a definition for a pattern of keys. To add a key, the person
	// fills in the gaps between the parts, in order.
	FormTemplate = form.Template
	// FormTemplatePart is a fixed part of a name, or a gap to fill in. Label says
	// what goes into the gap; it is empty if the name does not say.
	FormTemplatePart = connect.TemplatePart
	// FieldView is one setting. Default is the value that applies while the key is
	// not set; it is empty for secrets. Title is empty if it would repeat the key. A
	// large new form shows only Needed settings at first. Hidden means that the
	// worker hides the setting, Fixed that it cannot be changed here. Family is the
	// prefix of the family it belongs to.
	FieldView = form.Field
	// FieldValue is the value of a key in a draft or a stored config. If Hidden is
	// set, Text is empty. Placeholder means that the text contains a placeholder.
	FieldValue = form.Value
	// FormProblem is one finding about a key. Replace is the key that may have been
	// meant.
	FormProblem = form.Problem
	// GroupCount is the state of a group. Total counts folded and hidden fields,
	// too; Shown those that are needed, set or wrong.
	GroupCount = form.Count
	// FormEdit changes one key. Unset, or an empty text, takes it out; with Empty
	// an empty text is set on purpose.
	FormEdit = model.Edit
	// Review is an edit compared with what the worker has stored now, and what a
	// save will do.
	Review = model.Review
	// ReviewCheck is a fact beside the diff.
	ReviewCheck = model.Fact
	// DiffLine is one key on both sides. Secret means that at least one side is
	// masked.
	DiffLine = form.Line
	// ConflictView is a conflict with its texts masked where they are secret.
	ConflictView = model.Conflict
	// ConflictSides is a key that changed on the worker after the form was opened.
	// Touched is false where the draft still held the old text: then theirs is
	// taken.
	ConflictSides = form.Conflict
)
