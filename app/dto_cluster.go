package app

import (
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/workbench"
)

// The views of clusters, with the page's names for them.
type (
	// ClusterSummary is one entry of the sidebar. UnlockedUntil is when a
	// production profile asks again before every change, 0 while it does.
	ClusterSummary = workbench.ClusterSummary
	// PolledSummary is the part of it that comes from polls. Health is that of the
	// whole cluster; Note is the short second line, if there is one ("down since
	// 12:03", "password needed").
	PolledSummary = live.Summary
	// ClusterState is the head of the open cluster.
	ClusterState = workbench.ClusterState
	// PolledState is the part of it that comes from polls. Phase: connecting (nothing
	// is known), names (only names are known), ready, stale (the last poll failed, the
	// rows are from before), down (never answered). Version grows with every change
	// of the rows; Configs counts the rows whose config is known.
	PolledState = live.State
	// ClusterAbout describes a cluster and its plugins.
	ClusterAbout = inspect.ClusterAbout
	// SettingsRecord says when the settings of all plugins were read.
	SettingsRecord = inspect.SettingsRecord
	// KeySearch says which plugins and connectors have a key.
	KeySearch = inspect.KeySearch
)
