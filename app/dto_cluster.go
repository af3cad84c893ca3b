package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
)

// What a cluster and its plugins are, as the service that asks for it has it.
type (
	// ClusterAbout is what a cluster says of itself.
	ClusterAbout = inspect.ClusterAbout
	// SettingsRecord says when the settings of all plugins were read.
	SettingsRecord = inspect.SettingsRecord
	// KeySearch is where a key is found among them.
	KeySearch = inspect.KeySearch
)

// ClusterSummary is one entry of the sidebar. Health is one of failed,
// degraded, attention, running, empty, unreachable, connecting, not_looked_at.
// Note is the short second line where there is one ("down since 12:03",
// "password needed"). UnlockedUntil is when a production profile asks again
// before every change, 0 while it does; UnlockedChanges counts what was changed
// since it was unlocked.
type ClusterSummary struct {
	ID              connect.ProfileID `json:"id"`
	Name            string            `json:"name"`
	URL             string            `json:"url"`
	Environment     string            `json:"environment"`
	Color           int               `json:"color"`
	Sandbox         bool              `json:"sandbox"`
	ReadOnly        bool              `json:"readOnly"`
	SkipVerify      bool              `json:"skipVerify"`
	Health          Health            `json:"health"`
	Failing         int               `json:"failing"`
	Version         string            `json:"version"`
	DownSince       float64           `json:"downSince"`
	Note            string            `json:"note"`
	UnlockedUntil   float64           `json:"unlockedUntil"`
	UnlockedChanges int               `json:"unlockedChanges"`
}

// ClusterState is the head of the open cluster. Phase: connecting (nothing
// known), names (names known, states awaited), ready, stale (rows kept, the
// last look failed), down (never answered). Version grows with every change of
// the rows; Configs counts rows whose config is known.
type ClusterState struct {
	Summary      ClusterSummary       `json:"summary"`
	Phase        live.Phase           `json:"phase"`
	Version      float64              `json:"version"`
	Total        int                  `json:"total"`
	Configs      int                  `json:"configs"`
	Workers      []string             `json:"workers"`
	PluginCount  int                  `json:"pluginCount"` // -1: not asked yet
	UpdatedAt    float64              `json:"updatedAt"`
	StartedAt    float64              `json:"startedAt"` // of the look under way, 0: none
	FailedAt     float64              `json:"failedAt"`  // first failure of the present series
	NextTryAt    float64              `json:"nextTryAt"`
	Problem      Problem              `json:"problem"`
	Steps        []Step               `json:"steps"`
	Columns      []live.ColumnID      `json:"columns"`      // that the cluster can fill
	Actions      []ActionView         `json:"actions"`      // what can be done to several connectors
	KafkaVersion string               `json:"kafkaVersion"` // "4.3.1"
	Keyring      live.KeyringState    `json:"keyring"`      // "", waiting, needed, session
	Deleted      []live.DeletedNotice `json:"deleted"`
}
