package inspect

import (
	"context"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// ClusterAbout is what a cluster says of itself. Connectors and Tasks are those
// that have a worker. ConnectorsOnly is a sentence where the cluster lists no
// other plugins, empty where it lists all.
type ClusterAbout struct {
	Version        string        `json:"version"`
	Commit         string        `json:"commit"`
	KafkaClusterID string        `json:"kafkaClusterId"`
	AskedAt        float64       `json:"askedAt"` // Unix milliseconds
	Workers        []WorkerLoad  `json:"workers"`
	Plugins        []PluginAbout `json:"plugins"`
	ConnectorsOnly string        `json:"connectorsOnly"`
	Abilities      []Ability     `json:"abilities"`
	GroupID        string        `json:"groupId"` // from the profile; empty: not known
}

// WorkerLoad is a worker and what it runs. Failed counts tasks, and connectors
// that failed themselves.
type WorkerLoad struct {
	Worker     string `json:"worker"` // host:port of its advertised REST address
	Connectors int    `json:"connectors"`
	Tasks      int    `json:"tasks"`
	Failed     int    `json:"failed"`
	Silent     bool   `json:"silent"` // it is in the profile and does not answer, so what it runs may have ended
}

// PluginAbout is a plugin in one version. Settings counts its keys, -1 where
// they were not read. InUse counts the connectors whose config names it.
type PluginAbout struct {
	PluginName

	Settings int `json:"settings"`
	InUse    int `json:"inUse"`
}

// PluginName names a plugin in one version: the class and its two parts.
type PluginName struct {
	Class   string             `json:"class"`
	Short   string             `json:"short"`
	Package string             `json:"package"`
	Kind    connect.PluginKind `json:"kind"`
	Version string             `json:"version"`
}

func nameOf(p connect.Plugin) PluginName {
	dot := strings.LastIndexByte(p.Class, '.')
	return PluginName{Class: p.Class, Short: p.Class[dot+1:], Package: p.Class[:max(dot, 0)], Kind: p.Type, Version: p.Version}
}

// About asks a cluster who it is and which plugins it has. The workers are those
// that connectors and tasks are assigned to; one without any is not seen.
func (s *Service) About(ctx context.Context, id connect.ProfileID) (ClusterAbout, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return ClusterAbout{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "about the cluster"})
	info, err := conn.Worker.Identity(ctx)
	if err != nil {
		return ClusterAbout{}, err
	}
	plugins, err := listed(ctx, conn)
	if err != nil {
		return ClusterAbout{}, err
	}
	about := ClusterAbout{
		Version: info.Version, Commit: info.Commit, KafkaClusterID: info.KafkaClusterID, AskedAt: connect.UnixMilli(s.now()),
		ConnectorsOnly: conn.Features().Why(worker.PluginKinds), Abilities: abilities(conn.Features()),
		GroupID: conn.Profile.GroupID,
	}
	if about.Workers, err = s.loads(id); err != nil {
		return ClusterAbout{}, err
	}
	if role, ok := conn.Worker.(worker.Addresses); ok {
		markSilent(about.Workers, role.Silent())
	}
	used, err := s.usage(id, plugins, "")
	if err != nil {
		return ClusterAbout{}, err
	}
	about.Plugins = make([]PluginAbout, 0, len(plugins))
	for _, p := range plugins {
		about.Plugins = append(about.Plugins, PluginAbout{
			PluginName: nameOf(p), Settings: s.settings.count(conn, p, s.now()), InUse: len(used[p]),
		})
	}
	return about, nil
}

// listed is the plugins of a cluster, each version once, by short name; a
// worker lists a class once for each folder it is in.
func listed(ctx context.Context, conn worker.Connection) ([]connect.Plugin, error) {
	plugins, err := conn.Worker.Plugins(ctx, !conn.Features().Can(worker.PluginKinds))
	if err != nil {
		return nil, err
	}
	plugins = slices.Clone(plugins)
	slices.SortFunc(plugins, byShortName)
	return slices.Compact(plugins), nil
}

func byShortName(a, b connect.Plugin) int {
	x, y := nameOf(a), nameOf(b)
	for _, c := range []int{
		strings.Compare(x.Short, y.Short), strings.Compare(x.Class, y.Class), strings.Compare(string(x.Kind), string(y.Kind)),
		-connect.ComparePluginVersions(x.Version, y.Version),
	} {
		if c != 0 {
			return c
		}
	}
	return strings.Compare(x.Version, y.Version)
}

// markSilent marks the workers at URLs that do not answer.
func markSilent(loads []WorkerLoad, urls []string) {
	for i := range loads {
		loads[i].Silent = slices.ContainsFunc(urls, func(url string) bool { return strings.EqualFold(loads[i].Worker, hostPort(url)) })
	}
}

// loads is what each worker runs, by its address.
func (s *Service) loads(id connect.ProfileID) ([]WorkerLoad, error) {
	byWorker := map[string]*WorkerLoad{}
	of := func(workerID string, state connect.State) *WorkerLoad {
		if byWorker[workerID] == nil {
			byWorker[workerID] = &WorkerLoad{Worker: workerID}
		}
		if state == connect.StateFailed {
			byWorker[workerID].Failed++
		}
		return byWorker[workerID]
	}
	err := s.deps.Live.Statuses(id, func(_ string, status connect.Status) {
		if status.Connector.WorkerID != "" {
			of(status.Connector.WorkerID, status.Connector.State).Connectors++
		}
		for _, t := range status.Tasks {
			if t.WorkerID != "" {
				of(t.WorkerID, t.State).Tasks++
			}
		}
	})
	out := make([]WorkerLoad, 0, len(byWorker))
	for _, load := range byWorker {
		out = append(out, *load)
	}
	slices.SortFunc(out, func(a, b WorkerLoad) int { return strings.Compare(a.Worker, b.Worker) })
	return out, err
}
