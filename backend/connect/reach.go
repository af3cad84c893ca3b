package connect

import "time"

// Certificate names the files of a client certificate. They are read when needed, never
// copied. KeyFile is empty if File contains the private key, too: a PKCS12 or JKS keystore, or
// a PEM file with both. The password of the keystore or of the key is SecretKeyStore.
type Certificate struct {
	File    string `json:"file"`
	KeyFile string `json:"key_file,omitempty"`
}

// ProxyMode says which proxy a profile uses.
type ProxyMode string

// The modes.
const (
	ProxySystem ProxyMode = ""     // that of the environment: HTTP_PROXY, HTTPS_PROXY, NO_PROXY
	ProxyNone   ProxyMode = "none" // connect directly
	ProxyOwn    ProxyMode = "own"  // Proxy.URL, for every address, even on this computer
)

// Proxy is the proxy of a profile. URL is http, https or socks5, with host and port, without
// login. The password is SecretProxy; an empty Username means no login.
type Proxy struct {
	Mode     ProxyMode `json:"mode,omitempty"`
	URL      string    `json:"url,omitempty"`
	Username string    `json:"username,omitempty"`
}

// PortWord stands for the free local port of a way in, in its command and in the URLs of its
// profile.
const PortWord = "{port}"

// WayIn is a command that must be running before the cluster can be reached, such as
// “ssh -N -L {port}:connect:8083 bastion”. It is split into words and runs without a shell.
// Agreed is the command that the person has read and agreed to start; another one is not
// started. Limit is how long the port may take to answer; 0 means the default.
type WayIn struct {
	Command string        `json:"command"`
	Agreed  string        `json:"agreed,omitempty"`
	Limit   time.Duration `json:"limit,omitempty"`
}

// MayStart reports whether there is a command that the person agreed to.
func (w WayIn) MayStart() bool { return w.Command != "" && w.Agreed == w.Command }
