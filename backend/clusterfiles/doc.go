// Package clusterfiles finds the Connect clusters in the configuration files of other tools:
// Kpow, Kafbat UI, AKHQ, Redpanda Console, Conduktor, kcctl, the connect UIs of Landoop and
// Debezium, docker-compose files with Connect workers, plain lists of URLs, and our own export.
// Each tool is one file of this package and one value of its table.
//
// [Parse] detects the tool by content, and by file name where the content is not enough. It
// reads no files and no environment: “${VAR}” stays as it is written, until [Cluster.Resolve]
// replaces it. Whatever it leaves out or doubts is said in a note; no note, error or preview
// contains a secret.
//
// Package tree reads the syntaxes; this one knows the tools.
package clusterfiles
