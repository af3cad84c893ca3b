package workbench

import (
	"context"
	"time"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/clusterfiles/tree"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// fileSecrets are the names of the secrets in the files of other tools. The secret of a header
// has the same name in both.
func fileSecrets() map[string]connect.SecretKey {
	return map[string]connect.SecretKey{
		clusterfiles.SecretPassword:           connect.SecretPassword,
		clusterfiles.SecretToken:              connect.SecretToken,
		clusterfiles.SecretClientSecret:       connect.SecretClientSecret,
		clusterfiles.SecretTrustStorePassword: connect.SecretTrustStore,
		clusterfiles.SecretKeyStorePassword:   connect.SecretKeyStore,
		clusterfiles.SecretProxyPassword:      connect.SecretProxy,
	}
}

// ExportProfiles prints the stored profiles with these ids as our own JSON, in the order of the
// sidebar. It has no secrets, no command of a way in, and does not call the keyring.
func ExportProfiles(ctx context.Context, store profile.Store, ids []connect.ProfileID) ([]byte, error) {
	wanted := map[connect.ProfileID]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	profiles, err := store.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	var clusters []clusterfiles.Cluster
	for _, p := range profiles {
		if wanted[p.ID] {
			clusters = append(clusters, clusterOf(p))
		}
	}
	return clusterfiles.Export(clusters)
}

// clusterOf returns a profile as a file can name it.
func clusterOf(p connect.Profile) clusterfiles.Cluster {
	c := clusterfiles.Cluster{
		Name: p.Name, Kind: string(p.Kind), URL: p.URL, MoreURLs: p.MoreURLs, AdminURL: p.AdminURL, Scope: p.Scope, Account: p.Account,
		Environment: string(p.Environment), Login: string(p.Login), Username: p.Username,
		TokenURL: p.OAuth.TokenURL, ClientID: p.OAuth.ClientID, Scopes: p.OAuth.Scopes, Audience: p.OAuth.Audience, Params: p.OAuth.Params,
		CAFile: p.CAFile, CertFile: p.Certificate.File, KeyFile: p.Certificate.KeyFile,
		ServerName: p.ServerName, Pin: p.Pin, SkipVerify: p.SkipVerify,
		Proxy: p.Proxy.URL, ProxyUsername: p.Proxy.Username, NoProxy: p.Proxy.Mode == connect.ProxyNone,
		GroupID: p.GroupID, OffsetTopic: p.OffsetTopic, SingleWorker: p.SingleWorker, TimeLimit: p.TimeLimit,
		Permissions: &clusterfiles.Permissions{
			Create: !p.Denied.Create, Edit: !p.Denied.Edit, State: !p.Denied.State, Delete: !p.Denied.Delete, Offsets: !p.Denied.Offsets,
		},
	}
	for _, h := range p.Headers {
		c.Headers = append(c.Headers, clusterfiles.Header(h))
	}
	return c
}

// InputOf returns the input that saves a cluster of a file, and sentences about what it leaves
// out. Certificate checks stay on, and no file brings a way in. A secret that is still a
// variable is left out.
func InputOf(c clusterfiles.Cluster) (profile.Input, []string) {
	in := profile.Input{
		View: profile.View{
			Kind: connect.Kind(c.Kind), Name: c.Name, URL: c.URL, MoreURLs: c.MoreURLs, AdminURL: c.AdminURL, Scope: c.Scope, Account: c.Account,
			Environment: c.Environment, Login: connect.Login(c.Login), Username: c.Username,
			OAuth:  profile.OAuth{TokenURL: c.TokenURL, ClientID: c.ClientID, Scopes: c.Scopes, Audience: c.Audience, Params: c.Params},
			CAFile: c.CAFile, ServerName: c.ServerName, Pin: c.Pin, Certificate: profile.Certificate{File: c.CertFile, KeyFile: c.KeyFile},
			GroupID: c.GroupID, OffsetTopic: c.OffsetTopic, SingleWorker: c.SingleWorker, Permissions: profile.AllPermissions(),
		},
		Entered: connect.Secrets{},
	}
	if c.Login == clusterfiles.LoginMTLS {
		in.Login = connect.LoginNone // the certificate is sent with any login
	}
	if c.KeyStoreFile != "" {
		in.Certificate = profile.Certificate{File: c.KeyStoreFile}
	}
	if c.Permissions != nil {
		in.Permissions = profile.Permissions(*c.Permissions)
	}
	switch {
	case c.Proxy != "":
		in.Proxy = profile.Proxy{Mode: connect.ProxyOwn, URL: c.Proxy, Username: c.ProxyUsername}
	case c.NoProxy:
		in.Proxy.Mode = connect.ProxyNone
	}
	if c.TimeLimit > 0 {
		in.TimeLimit = connect.Milli(min(max(c.TimeLimit, time.Second), profile.MaxTimeLimit))
	}
	for _, h := range c.Headers {
		in.Headers = append(in.Headers, connect.Header(h))
	}
	for key, secret := range c.Secrets {
		to, known := fileSecrets()[key]
		if !known {
			to = connect.SecretKey(key)
		}
		if key != clusterfiles.SecretClientKey && !secret.Empty() && len(tree.VariablesIn(secret.Reveal())) == 0 {
			in.Entered[to] = secret
		}
	}
	return in, leftOut(c)
}

func leftOut(c clusterfiles.Cluster) []string {
	left := []string{}
	if c.SkipVerify {
		left = append(left, "The file turns certificate checks off. They stay on here.")
	}
	if _, key := c.Secrets[clusterfiles.SecretClientKey]; key || c.Certificate != "" {
		left = append(left, "The file contains the client certificate itself. Store it in a file of your own, and choose that in the profile.")
	}
	return left
}
