// Package emqxface is a simulated EMQX cluster of two nodes: a real HTTP server on a
// loopback port in this process that answers as EMQX 5.8 does below /api/v5. It knows
// four types of connectors with their actions and one source, refuses what EMQX refuses
// (unknown fields, wrong types, the deletion of what is in use), masks secrets by the
// name of their key, and tests a config by “dialing” the host in it: hosts that end in
// “.down” do not answer, and those that end in “.half” answer only the first node.
package emqxface
