package app

import "context"

func (a *App) boot(context.Context) (Boot, error)                { return Boot{}, errUnfinished }
func (a *App) painted(string)                                    {}
func (a *App) saveSettings(s SettingsView) (SettingsView, error) { return s, errUnfinished }
func (a *App) setVisible(bool)                                   {}
func (a *App) keyringView(context.Context, bool) KeyringView     { return KeyringView{} }
func (a *App) keyringChoice(string) error                        { return errUnfinished }
func (a *App) resetSandbox(context.Context) error                { return errUnfinished }
