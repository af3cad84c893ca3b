// Package plugins is what the plugins of the sandbox say of themselves: the
// settings of each, with the checks behind them, the settings that the framework
// adds, and what becomes of a connector under a config. It has no clock and no
// state.
package plugins
