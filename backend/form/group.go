package form

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Titles and IDs of the groups that no worker names. IDs of the worker's
// groups are its own titles, so ours begin with a sign no title begins with.
const (
	commonTitle   = "Common" // the first group of Connect itself
	generalTitle  = "General"
	otherID       = "~other"
	otherTitle    = "Other settings"
	overridesID   = "~overrides"
	overrideTitle = "Client overrides"
)

// frameworkGroups returns the order in which a worker lists the groups of Connect
// itself, before those of the plugin (ConnectorConfig, SinkConnectorConfig,
// SourceConnectorConfig). GET …/config has no list of groups, and its
// framework keys come last; with this order the form looks the same before and
// after the first validation.
func frameworkGroups() []string {
	return []string{commonTitle, "Transforms", "Predicates", "Error Handling", "Topic Creation", "Exactly Once Support", "offsets.topic"}
}

// converterGroups returns the homes of sub-keys that only validate returns.
func converterGroups() []converterGroup {
	return []converterGroup{
		{"key.converter.", "~key.converter", "Key converter"},
		{"value.converter.", "~value.converter", "Value converter"},
		{"header.converter.", "~header.converter", "Header converter"},
	}
}

type converterGroup struct{ prefix, id, title string }

// groupOf returns ID and title of the group of a definition. added tells a
// definition that only validate returned, whose group name, if any, comes from
// another plugin and would land among this one's.
func groupOf(d connect.Definition, added bool) (id, title string) {
	if added {
		for _, c := range converterGroups() {
			if strings.HasPrefix(d.Name, c.prefix) {
				return c.id, c.title
			}
		}
		if d.Group == "" && isFamily(d.Name) {
			return overridesID, overrideTitle
		}
	}
	if title = strings.TrimSpace(d.Group); title == "" {
		title = generalTitle
	}
	return title, title
}

// groupOrder gives every used group its place: the worker's list, or the one
// it would give; the plugin's ungrouped settings behind "Common"; what only
// validate brought; "Other settings".
func groupOrder(listed, used []string) []string {
	order := make([]string, 0, len(used)+1)
	add := func(ids ...string) {
		for _, id := range ids {
			if slices.Contains(used, id) && !slices.Contains(order, id) {
				order = append(order, id)
			}
		}
	}
	if len(listed) == 0 {
		listed = frameworkGroups()
	}
	for _, title := range listed {
		add(strings.TrimSpace(title))
	}
	for _, id := range used {
		if id != generalTitle && !strings.HasPrefix(id, "~") {
			add(id)
		}
	}
	if slices.Contains(used, generalTitle) && !slices.Contains(order, generalTitle) {
		order = slices.Insert(order, slices.Index(order, commonTitle)+1, generalTitle)
	}
	for _, c := range converterGroups() {
		add(c.id)
	}
	add(overridesID)
	return append(order, otherID)
}
