package app

import (
	"sluiceway/backend/inspect"
	"sluiceway/backend/trace"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// The views of a connector, with the page's names for them.
type (
	// ConnectorDetail is the page of one connector. Gone means that it was deleted
	// while its page was open. Actions are those that make sense now, with their labels.
	ConnectorDetail = inspect.Detail
	// TabView is a tab of the connector's page. Why says why the cluster has nothing
	// to show there; it is empty otherwise.
	TabView = inspect.Tab
	// ActionView is an action that makes sense now. Why is the reason if the cluster
	// cannot do it, Asks a question to ask first if the guard does not ask.
	ActionView = write.Offer
	// WriteResult is the answer to Create, Save and Delete. Landed says whether it
	// reached the cluster: yes, no, unknown.
	WriteResult = worker.Result
	// FoldedTrace is a trace with the root cause first and its frames folded.
	FoldedTrace = trace.View
	// TraceCause is one exception of the chain. Top is its most useful frame; Groups
	// are the others, folded by package.
	TraceCause = trace.Folded
	// FrameGroup is consecutive frames of the packages in Title.
	FrameGroup = trace.Group
)
