package app

import (
	"sluiceway/backend/inspect"
	"sluiceway/backend/trace"
	"sluiceway/backend/write"
)

// What the page of a connector shows, under the names that the page has for it.
type (
	// ConnectorDetail is the page of one connector. Gone is set when it vanished
	// while it was open. Actions holds what can be done now, each with the exact
	// words.
	ConnectorDetail = inspect.Detail
	// TabView is a tab of the connector's page. Why says why the cluster has
	// nothing to show there; empty where it has.
	TabView = inspect.Tab
	// ActionView is an action that makes sense now. Why is the reason where the
	// cluster cannot do it, Asks a question to put first where the
	// guard does not ask.
	ActionView = write.Offer
	// FoldedTrace is a trace for reading: root cause first, frames folded.
	FoldedTrace = trace.View
	// TraceCause is one exception of the chain. Top is the first frame worth
	// reading; Groups are the rest, folded by package.
	TraceCause = trace.Folded
	// FrameGroup is a run of frames of the packages in Title.
	FrameGroup = trace.Group
)
